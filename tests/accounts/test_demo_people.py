"""The demo has one account a role, and everybody can sign in."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from cms.core.demo_accounts import DEMO_ACCOUNTS
from cms.demo import people
from home.models import HomePage


@pytest.fixture
def _loaded(site_tree: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "a-password-of-the-demo")
    people.load(lambda _line: None)


@pytest.mark.usefixtures("_loaded")
def test_everybody_who_is_promised_can_sign_in() -> None:
    for address, _what in DEMO_ACCOUNTS:
        response = Client().post("/de/konto/login/", {"login": address, "password": "a-password-of-the-demo"})
        assert response.status_code == 302, address
        assert response["Location"] == "/de/konto/"


@pytest.mark.usefixtures("_loaded")
def test_loading_again_changes_nothing() -> None:
    before = list(User.objects.values_list("pk", "password", "display_name"))
    people.load(lambda _line: None)
    assert list(User.objects.values_list("pk", "password", "display_name")) == before


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize(
    "name", ["editor", "reviewer", "publisher", "translator-ar", "project-editor", "administrator"]
)
def test_the_staff_enter_the_administration(name: str, settings: Any) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    assert client.get("/admin/").status_code == 200
    assert Page.objects.exists()
