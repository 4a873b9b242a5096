"""The guidance over the API, anonymous and with a token."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import APIToken, PageViewRestriction

from accounts.enums import Role
from accounts.models import User
from guidance.models import GuidanceIndexPage
from tests.factories.guidance import key, topic, translate

ROOT = "/api/v3/guidance"


def json(client: Client, path: str, **headers: str) -> Any:
    response = client.get(f"{ROOT}/{path}", headers=headers)
    assert response.status_code == 200, response.content
    return response.json()


def bearer(user: User) -> dict[str, str]:
    _token, secret = APIToken.create_token(user=user, name="test")
    return {"Authorization": f"Bearer {secret}"}


def test_the_tree_gives_each_topic_once_in_the_best_language(client: Client, index: GuidanceIndexPage) -> None:
    address = topic(index)
    topic(address, "Termin", body=[])
    translate(address, "ar")
    tree = json(client, "ar/")
    assert (tree["language"], tree["direction"]) == ("ar", "rtl")
    (item,) = tree["items"]
    assert (item["path"], item["title"], item["language"]) == ("adresse-anmelden", "[ar] Adresse anmelden", "ar")
    assert item["translation"] == {"status": "translated", "fallback_from": None, "outdated_since": None}
    (part,) = item["children"]
    assert (part["url"], part["language"]) == ("/ar/wegweiser/adresse-anmelden/termin/", "de")
    assert part["translation"] == {"status": "missing", "fallback_from": "de", "outdated_since": None}


def test_a_page_gives_its_parts_by_type(client: Client, index: GuidanceIndexPage) -> None:
    translate(topic(index), "ar")
    page = json(client, "ar/adresse-anmelden/")
    parts = {part["type"]: part for part in page["body"]}
    assert parts["letter"] == {
        "type": "letter",
        "id": key("letter"),
        "word": "Anmeldebestätigung",
        "meaning": "[ar] Papier mit Ihrer Adresse",
        "say": "Ich möchte mich anmelden.",
        "say_meaning": "",
    }
    assert parts["steps"]["items"][0] == {
        "title": "[ar] Machen Sie einen Termin.",
        "text": "<p>[ar] Im <b>Internet</b>.</p>",
    }
    assert parts["phone"]["dialled"] == "+4930112"
    assert parts["text"]["text"] == '<p>[ar] Ein Text mit <a href="https://example.org/">Verweis</a>.</p>'
    assert len(parts) == len(page["body"]) == 15


def test_a_page_gives_its_html_too(client: Client, index: GuidanceIndexPage) -> None:
    topic(index)
    assert f'<h2 id="part-{key("heading")}"' in json(client, "de/adresse-anmelden/")["html"]


def test_a_missing_translation_falls_back_and_says_so(client: Client, index: GuidanceIndexPage) -> None:
    page = topic(index)
    answer = json(client, "ar/adresse-anmelden/")
    assert (answer["language"], answer["direction"]) == ("de", "ltr")
    assert answer["translation"]["fallback_from"] == "de"
    assert [version["language"] for version in answer["versions"]] == ["de"]
    translate(page, "en")
    page.unpublish()
    assert json(client, "ar/adresse-anmelden/")["translation"]["fallback_from"] == "en"


def test_the_source_and_an_outdated_translation_are_named_so(client: Client, index: GuidanceIndexPage) -> None:
    page = topic(index)
    translate(page, "en")
    page.summary = "Neu."
    page.save_revision().publish()
    assert json(client, "de/adresse-anmelden/")["translation"]["status"] == "source"
    outdated = json(client, "en/adresse-anmelden/")["translation"]
    assert outdated["status"] == "outdated"
    assert outdated["outdated_since"].startswith("20")


def test_an_unknown_language_is_answered_with_those_there_are(client: Client, index: GuidanceIndexPage) -> None:
    response = client.get(f"{ROOT}/xx/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert "de, de-simple, en, ar" in response.json()["detail"]


@pytest.mark.parametrize("path", ["de/gibt-es-nicht/", "de/a b/", "de/%25/"])
def test_what_is_nowhere_is_not_found(client: Client, index: GuidanceIndexPage, path: str) -> None:
    response = client.get(f"{ROOT}/{path}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_a_restricted_topic_is_for_those_who_may_see_it(
    client: Client, index: GuidanceIndexPage, person: Callable[..., User]
) -> None:
    page = topic(index)
    translate(page, "ar")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name=Role.MEMBER))
    assert json(client, "ar/")["items"] == []
    assert client.get(f"{ROOT}/ar/adresse-anmelden/").status_code == 404
    member = bearer(person(Role.MEMBER))
    assert len(json(client, "ar/", **member)["items"]) == 1
    answer = client.get(f"{ROOT}/ar/adresse-anmelden/", headers=member)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["de/", "de/adresse-anmelden/"])
def test_public_answers_can_be_asked_for_again_cheaply(client: Client, index: GuidanceIndexPage, path: str) -> None:
    page = topic(index)
    first = client.get(f"{ROOT}/{path}")
    assert "public" in first["Cache-Control"]
    same = client.get(f"{ROOT}/{path}", headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304
    assert client.get(f"{ROOT}/{path}", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    page.summary = "Anders."
    page.save_revision().publish()
    assert client.get(f"{ROOT}/{path}", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ["ar/", "ar/adresse-anmelden/"])
def test_more_topics_take_no_more_queries(client: Client, index: GuidanceIndexPage, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            json(client, path)
        return len(captured)

    page = topic(index)
    page.see_also.create(topic=topic(page, "Teil", body=[]))
    page.save_revision().publish()
    translate(page, "ar")
    queries()
    one = queries()
    for number in range(19):
        other = topic(page if number % 2 else index, f"Thema {number}", body=[])
        page.see_also.create(topic=other)
        if number % 3:
            translate(other, "ar")
    page.save_revision().publish()
    translate(page, "ar")
    assert queries() == one
