"""Whatever goes wrong under `/api/` is told as problem details (RFC 9457)."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import translation
from wagtail.models import APIToken

from accounts.models import User
from cms.core.errors import sentence_for
from home.models import HomePage

PROBLEM = "application/problem+json"


def expect_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == PROBLEM
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    "path", ["/api/v3/nothing/", "/api/v3/nothing", "/api/v9/", "/api/v9/pages/", "/api/v3/pages/99999/"]
)
def test_unknown_addresses(site_tree: HomePage, path: str) -> None:
    expect_problem(Client().get(path, follow=True), 404)


@pytest.mark.parametrize("path", ["/api/", "/api/v3/"])
def test_whoever_tries_the_root_finds_the_documentation(site_tree: HomePage, path: str) -> None:
    assert Client().get(path)["Location"] == "/api/v3/docs/"


def test_a_hidden_page_is_answered_word_for_word_as_a_missing_one(site_tree: HomePage) -> None:
    site_tree.unpublish()
    hidden = expect_problem(Client().get(f"/api/v3/pages/{site_tree.pk}/"), 404)
    missing = expect_problem(Client().get("/api/v3/pages/99999/"), 404)
    assert hidden == missing


def test_methods_that_an_address_does_not_take(site_tree: HomePage) -> None:
    response = Client().put("/api/v3/schema/")
    expect_problem(response, 405)
    assert "GET" in response["Allow"]


@pytest.mark.parametrize(
    "given",
    ["Bearer nonsense", "Bearer", "Basic YTpi", "", "Bearer " + "x" * 10_000, "Bearer wagtail_\u00fc", "Token a"],
)
@pytest.mark.parametrize("path", ["/api/v3/pages/", "/api/v3/me/"])
def test_tokens_that_are_none_are_refused_even_where_none_is_needed(site_tree: HomePage, path: str, given: str) -> None:
    response = Client().get(path, headers={"Authorization": given})
    expect_problem(response, 401)
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_and_one_of_a_closed_account_are_refused(
    site_tree: HomePage, person: Callable[..., User]
) -> None:
    revoked, key = APIToken.create_token(user=person(None), name="x")
    revoked.revoke()
    _token, key_of_closed = APIToken.create_token(user=person(None, is_active=False), name="y")
    for one in (key, key_of_closed):
        expect_problem(Client().get("/api/v3/pages/", headers={"Authorization": f"Bearer {one}"}), 401)


def test_a_session_counts_for_nothing(site_tree: HomePage, person: Callable[..., User]) -> None:
    client = Client()
    client.force_login(person(None))
    expect_problem(client.get("/api/v3/me/"), 401)


@pytest.mark.parametrize(
    "query", ["locale=xx", "limit=-1", "limit=many", "offset=-3", "type=no.Such", "child_of=0", "order=password"]
)
def test_parameters_that_make_no_sense_are_named(site_tree: HomePage, query: str) -> None:
    body = expect_problem(Client().get(f"/api/v3/pages/?{query}"), 422)
    assert body["errors"][0]["msg"]


def test_a_body_that_is_no_json(site_tree: HomePage, person: Callable[..., User]) -> None:
    _token, key = APIToken.create_token(user=person(None), name="x")
    response = Client().post(
        "/api/v3/pages/", "{", content_type="application/json", headers={"Authorization": f"Bearer {key}"}
    )
    assert response.status_code in {400, 422}
    expect_problem(response, response.status_code)


def test_errors_of_ours_say_nothing_of_what_happened(site_tree: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the secret inner state")

    monkeypatch.setattr("wagtail.api.v3.routers.pages.get_pages_queryset", fails)
    response = Client(raise_request_exception=False).get("/api/v3/pages/")
    expect_problem(response, 500)
    assert b"secret" not in response.content


def test_sentences_are_in_the_reader_s_language(site_tree: HomePage) -> None:
    with translation.override("en"):
        sentence = sentence_for(HTTPStatus.NOT_FOUND)
    english = Client(headers={"Accept-Language": "en"}).get("/api/v3/nothing/")
    assert english.json()["detail"] == sentence
    assert "Accept-Language" in english["Vary"]


def test_head_is_answered_as_get_without_a_body(site_tree: HomePage) -> None:
    response = Client().head("/api/v3/pages/")
    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/api/v3/pages/", PROBLEM), ("/de/", "text/html; charset=utf-8"), ("/readyz", "application/json")],
)
def test_an_unreachable_database_is_said_in_one_sentence(
    path: str, kind: str, django_db_blocker: Any, tmp_path: Any
) -> None:
    with django_db_blocker.unblock():
        connection = connections["default"]
        connection.close()
        real = dict(connection.settings_dict)
        connection.settings_dict["HOST"] = str(tmp_path)  # a directory without a socket
        try:
            response = Client(raise_request_exception=False).get(path)
        finally:
            connection.close()
            connection.settings_dict.update(real)
    assert response.status_code == 503
    assert response["Content-Type"] == kind
    text = response.content.decode()
    assert str(tmp_path) not in text
    assert "Traceback" not in text


def test_the_process_is_alive_without_the_database() -> None:
    assert Client().get("/healthz").json() == {"status": "ok"}
