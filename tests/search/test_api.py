"""Search in the API: the same questions and the same answers as on the page."""

from typing import Any

import pytest
from django.test import Client

from home.models import HomePage
from tests.search.test_page import write

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v3/search/"


def ask(client: Client, **parameters: Any) -> dict[str, Any]:
    response = client.get(ADDRESS, parameters)
    assert response.status_code == 200, response.content
    return response.json()


def test_hits_total_and_facets(client: Client, site_tree: HomePage) -> None:
    write("Garten", "Gartenfest", facets={"status": ["running"], "land": ["05"]})
    write("Gartenhaus", first=3, facets={"status": ["ended"], "land": ["11"]})

    answer = ask(client, q="garten", kind="project", land="05")

    assert {hit["title"] for hit in answer["items"]} == {"Garten", "Gartenfest"}
    assert answer["total"] == 2
    assert {one["value"]: (one["count"], one["selected"]) for one in answer["facets"]["land"]} == {
        "05": (2, True), "11": (1, False),
    }  # fmt: skip
    assert {one["value"]: one["count"] for one in answer["facets"]["status"]} == {"running": 2}
    assert answer["engine"] == "postgres"
    assert not answer["degraded"]


@pytest.mark.parametrize(
    ("parameters", "parameter"),
    [
        ({"kind": "planet"}, "kind"),
        ({"status": "frozen"}, "status"),
        ({"colour": "red"}, "colour"),
        ({"sort": "size"}, "sort"),
        ({"page": "-1"}, "page"),
        ({"page": "1000000000"}, "page"),
        ({"per_page": "1000"}, "per_page"),
        ({"language": "tlh"}, "language"),
        ({"cursor": "x"}, "cursor"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(
    client: Client, site_tree: HomePage, parameters: dict[str, str], parameter: str
) -> None:
    response = client.get(ADDRESS, parameters)

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert parameter in [error["loc"][-1] for error in response.json()["errors"]]


def test_the_cursor_leads_through_all_hits_once(client: Client, site_tree: HomePage) -> None:
    write(*[f"Garten {number:02d}" for number in range(25)])
    seen: list[str] = []
    cursor = ""
    while True:
        answer = ask(client, q="Garten", sort="title", per_page=10, **({"cursor": cursor} if cursor else {}))
        seen += [hit["title"] for hit in answer["items"]]
        cursor = answer["next_cursor"]
        if not cursor:
            break

    assert seen == [f"Garten {number:02d}" for number in range(25)]


def test_what_resembles_a_hit(client: Client, site_tree: HomePage) -> None:
    write("Lernpaten an der Grundschule", "Lernpaten am Gymnasium", "Lernpaten im Hort", "Schwimmen", "Tanzen")
    write("Lernpaten heimlich an der Grundschule", first=9, audience=["community:1:member"])

    titles = [hit["title"] for hit in client.get(f"{ADDRESS}similar/project:1/").json()["items"]]

    assert set(titles) == {"Lernpaten am Gymnasium", "Lernpaten im Hort"}
    for nothing in ("project:77", "project:9", "x", "project:", "project:99999999999999999999"):
        assert client.get(f"{ADDRESS}similar/{nothing}/").status_code == 404


def test_suggestions(client: Client, site_tree: HomePage) -> None:
    write("Wohnsitz anmelden", url="/de/wegweiser/wohnsitz-anmelden/")

    items = client.get(f"{ADDRESS}suggest/", {"q": "wohns"}).json()["items"]

    assert items == [
        {
            "title": "Wohnsitz anmelden",
            "url": "http://testserver/de/wegweiser/wohnsitz-anmelden/",
            "kind": "project",
            "language": "de",
        }
    ]


def test_suggestions_are_titles_with_words_that_begin_so(client: Client, site_tree: HomePage) -> None:
    write("Wohnsitz anmelden", "Eine Wohnung finden", "Hund anmelden")
    write("Geheime Wohnung", first=9, audience=["community:1:member"])

    def titles(text: str) -> list[str]:
        return [one["title"] for one in client.get(f"{ADDRESS}suggest/", {"q": text}).json()["items"]]

    assert titles("wohn") == ["Wohnsitz anmelden", "Eine Wohnung finden"]
    assert titles("anmel hund") == ["Hund anmelden"]
    assert titles("w") == []


def test_everywhere_means_all_languages(client: Client, site_tree: HomePage) -> None:
    write("Internet")
    write("Internet", first=2, language="en")

    assert ask(client, q="internet", language="de")["total"] == 1
    assert ask(client, q="internet", language="de", everywhere=1)["total"] == 2
