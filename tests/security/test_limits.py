"""Whoever has not signed in cannot send forms without end, whichever form it is."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from home.models import HomePage

FORMS = [
    "/de/konto/login/",
    "/de/konto/signup/",
    "/de/konto/password/reset/",
    "/de/gemeinschaft/irgendeine/beitreten/",
    "/de/gibt-es-nicht/",
    "/admin/login/",
    "/api/v3/pages/",
    "/api/v3/gibt-es-nicht/",
]
ALLOWED = 3


@pytest.fixture(autouse=True)
def _low_limit(db: None, settings: Any) -> None:
    settings.UNAUTHENTICATED_POST_RATE = f"{ALLOWED}/m/ip"
    cache.clear()


@pytest.mark.parametrize("path", FORMS)
def test_after_many_tries_one_has_to_wait(site_tree: HomePage, path: str) -> None:
    client = Client()
    answers = [client.post(path, {}) for _try in range(ALLOWED + 1)]
    assert 429 not in {answer.status_code for answer in answers[:-1]}
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    wanted = "application/problem+json" if path.startswith("/api/") else "text/html"
    assert answers[-1]["Content-Type"].startswith(wanted)


def test_reading_has_no_limit(site_tree: HomePage) -> None:
    client = Client()
    assert {client.get("/de/").status_code for _try in range(ALLOWED + 2)} == {200}


def test_somebody_else_is_not_held_up(site_tree: HomePage) -> None:
    for _try in range(ALLOWED + 1):
        Client().post("/de/konto/signup/", {})
    assert Client(REMOTE_ADDR="203.0.113.7").post("/de/konto/signup/", {}).status_code == 200
