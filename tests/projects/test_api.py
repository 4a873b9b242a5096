"""The API answers what the page shows."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from projects.models import ProjectIndexPage
from projects.searchable import FACETS
from tests.factories.projects import berlin, project, town

URL = "/api/v3/projects/"


def ask(client: Client, address: str = "", *, status: int = 200) -> dict[str, Any]:
    response = client.get(f"{URL}{address}")
    assert response.status_code == status, response.content
    answer: dict[str, Any] = json.loads(response.content)
    return answer


@pytest.fixture
def two(index: ProjectIndexPage) -> list[str]:
    koeln = town("05315000", "Köln", latitude=Decimal("50.93333"), longitude=Decimal("6.95"))
    first = project(
        index,
        "Sportfest",
        fields=["sport"],
        towns=[koeln],
        good_practice=True,
        funding=[{"funder": "Stadt", "amount": Decimal("1200.50"), "year": 2020}, {"funder": "Land"}],
    )
    second = project(index, "Lauftreff", fields=["sport"], towns=[berlin()])
    return [first.identifier, second.identifier]


def test_the_list_has_items_total_and_every_facet(client: Client, two: list[str]) -> None:
    answer = ask(client)
    assert [item["identifier"] for item in answer["items"]] == two
    assert answer["total"] == 2
    assert set(answer["facets"]) == {facet.name for facet in FACETS}
    assert {"value": "sport", "label": "Sport und Freizeit", "count": 2, "selected": False} in answer["facets"]["field"]


def test_filters_are_those_of_the_page(client: Client, two: list[str]) -> None:
    answer = ask(client, "?field=sport&city=05315000&language=ar")
    assert [item["identifier"] for item in answer["items"]] == two[:1]
    cities = {value["value"]: (value["count"], value["selected"]) for value in answer["facets"]["city"]}
    assert cities == {"05315000": (1, True), "11000000": (1, False)}
    assert answer["items"][0]["fields"] == [{"value": "sport", "label": "الرياضة وأوقات الفراغ"}]
    assert answer["items"][0]["url"].endswith(f"/ar/projekte/{two[0]}/")
    assert answer["items"][0]["language"] == "de"


def test_page_and_api_show_the_same_projects_in_the_same_order(client: Client, index: ProjectIndexPage) -> None:
    for number in range(30):
        project(index, f"Projekt {number % 7}", fields=["sport"] if number % 2 else ["work"])
    for address in ("", "?sort=title", "?field=work&sort=title&page=1", "?q=projekt&page=2"):
        identifiers = [item["identifier"] for item in ask(client, address)["items"]]
        cards = client.get(f"/de/projekte/{address}").context_data["cards"]
        assert [card.project.identifier for card in cards] == identifiers


def test_one_record_has_everything_and_unknown_numbers_are_null(client: Client, two: list[str]) -> None:
    answer = ask(client, f"{two[0]}/")
    assert answer["towns"][0] == {
        "ags": "05315000",
        "name": "Köln",
        "land": "Nordrhein-Westfalen",
        "district": "Köln",
        "role": "site",
        "latitude": "50.93333",
        "longitude": "6.95000",
    }
    assert {row["funder"]: row["amount"] for row in answer["funding"]} == {"Stadt": "1200.50", "Land": None}
    assert answer["translations"] == ["de"]
    assert answer["source"] is None


def test_a_record_comes_in_the_language_asked_for_if_it_is_published_in_it(
    client: Client, index: ProjectIndexPage
) -> None:
    page = project(index, "Sportfest")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Sports festival"
    english.save_revision().publish()
    assert ask(client, f"{page.identifier}/?language=en")["title"] == "Sports festival"
    assert ask(client, f"{page.identifier}/?language=tr")["title"] == "Sportfest"
    assert ask(client, f"{page.identifier}/")["translations"] == ["de", "en"]


@pytest.mark.parametrize(
    ("address", "parameter", "names"),
    [
        ("?field=unsinn", "field", ["sport", "none"]),
        ("?colour=red", "colour", ["field", "city", "per_page"]),
        ("?city=123", "city", ["AGS"]),
        ("?sort=random", "sort", ["newest", "title"]),
        ("?page=0", "page", []),
        ("?page=x", "page", []),
        ("?per_page=101", "per_page", ["100"]),
        ("?language=xx", "language", ["de", "ar"]),
    ],
)
def test_what_is_wrong_is_a_problem_that_names_what_exists(
    client: Client, two: list[str], address: str, parameter: str, names: list[str]
) -> None:
    response = client.get(f"{URL}{address}")
    assert response.status_code == 422
    assert response["content-type"] == "application/problem+json"
    [error] = json.loads(response.content)["errors"]
    assert error["loc"] == ["query", parameter]
    assert all(name in error["msg"] for name in names)


@pytest.mark.parametrize("address", ["?page=9", "gp-1999-00001/"])
def test_what_does_not_exist_is_a_problem_too(client: Client, two: list[str], address: str) -> None:
    response = client.get(f"{URL}{address}")
    assert response.status_code == 404
    assert response["content-type"] == "application/problem+json"


def test_what_is_not_public_is_not_in_the_api(client: Client, index: ProjectIndexPage) -> None:
    page = project(index, "Geheimnis")
    page.copy_for_translation(Locale.objects.get(language_code="ar")).save_revision().publish()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    project(index, "Entwurf", live=False)
    for language in ("de", "ar"):
        assert ask(client, f"?language={language}")["total"] == 0
        ask(client, f"{page.identifier}/?language={language}", status=404)


def test_a_list_of_twenty_asks_no_more_often_than_a_list_of_one(
    client: Client, index: ProjectIndexPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    project(index, "Eins", fields=["sport"], towns=[berlin()])
    ask(client)  # the address of the site is remembered from now on
    with CaptureQueriesContext(connection) as one:
        ask(client)
    for number in range(19):
        project(index, f"Projekt {number}", fields=["work", "sport"], towns=[berlin(), town("05315000", "Köln")])
    expected = len(one)  # asked again, the log is emptied
    ask(client)  # counts are kept until a project changes
    with django_assert_num_queries(expected):
        assert len(ask(client)["items"]) == 20


def test_the_document_describes_every_facet(client: Client, index: ProjectIndexPage) -> None:
    document = json.loads(client.get("/api/v3/openapi.json").content)
    operation = document["paths"]["/api/v3/projects/"]["get"]
    assert operation["operationId"] == "projects_list"
    assert {facet.name for facet in FACETS} <= {parameter["name"] for parameter in operation["parameters"]}


def test_a_record_is_not_sent_again_unless_it_has_changed(index: ProjectIndexPage) -> None:
    page = project(index, "Sportfest")
    page.save_revision().publish()
    address = f"{URL}{page.identifier}/"
    first = Client().get(address)
    assert first["Last-Modified"]
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert Client().get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    page.title = "Sporttag"
    page.save_revision().publish()
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
