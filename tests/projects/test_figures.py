"""Figures: the numbers of the page, of its tables and of the API are those of the list they lead to."""

import csv
import html
import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from projects.models import ProjectIndexPage, ProjectPage
from tests.factories.projects import berlin, project, town

PAGE = "/de/projekte/zahlen/"


@pytest.fixture
def some(index: ProjectIndexPage) -> list[ProjectPage]:
    koeln = town("05315000", "Köln")
    made = [
        project(index, "Eins", fields=["sport", "health"], towns=[koeln], carrier_type="school", good_practice=True),
        project(index, "Zwei", fields=["sport"], towns=[berlin(), koeln], status="running"),
        project(
            index,
            "Drei",
            fields=["sport"],
            towns=[berlin()],
            funding=[
                {"funder": "Land", "programme": "Sport für alle", "amount": Decimal(1500), "year": 2021},
                {"funder": "Stadt", "year": 2021},
            ],
        ),
        project(index, "Verborgen", fields=["work"], towns=[berlin()]),
        project(index, "Entwurf", fields=["work"], towns=[berlin()]),
    ]
    PageViewRestriction.objects.create(page=made[3], restriction_type=PageViewRestriction.LOGIN)
    made[4].unpublish()
    return made


def page(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def api(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/v3/projects/figures/{query}")
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = json.loads(response.content)
    return answer


def test_every_number_leads_to_a_list_of_as_many(client: Client, some: list[ProjectPage]) -> None:
    text = page(client, f"{PAGE}?field=sport")
    links = re.findall(r'<td class="table__number">\s*<a href="([^"]+)">(\d+)</a>', text)
    assert len(links) > 10
    for address, number in set(links):
        assert client.get(html.unescape(address)).context_data["listing"].total == int(number), address


def test_only_what_the_reader_may_see_is_counted(client: Client, some: list[ProjectPage]) -> None:
    answer = api(client)
    assert answer["total"] == 3
    fields = {row["value"]: row["count"] for row in answer["tables"]["field"]}
    assert fields == {"sport": 3, "health": 1}
    years = {row["value"]: row["count"] for row in answer["tables"]["year"]}
    assert years == {"2021": 1, "": 2}


def test_gaps_are_pairs_without_a_project(client: Client, some: list[ProjectPage]) -> None:
    pairs = {(row["field"], row["land"]): row["count"] for row in api(client)["fields_by_land"]}
    assert (pairs["sport", "05"], pairs["sport", "11"], pairs["health", "05"], pairs["health", "11"]) == (2, 2, 1, 0)
    assert len(pairs) == 15 * 16
    text = page(client)
    assert text.count("gaps__none") == 15 * 16 - 3
    assert "237" in text


def test_only_known_amounts_are_added_up(client: Client, some: list[ProjectPage]) -> None:
    assert api(client)["funding"] == [{"year": 2021, "grants": 1, "amount": "1500.00"}]
    assert "1.500\u00a0€" in page(client)


def test_tables_to_take_along_have_the_numbers_of_the_page(client: Client, some: list[ProjectPage]) -> None:
    text = page(client, f"{PAGE}?land=05")
    files = re.findall(r'<link rel="alternate"\s+type="text/csv"\s+href="([^"]+)"', text)
    assert len(files) == 12
    for address in files:
        response = client.get(html.unescape(address))
        assert response.status_code == 200
        assert len(list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))) >= 1
    rows = csv.reader(io.StringIO(client.get("/de/projekte/zahlen/land.csv").content.decode("utf-8-sig")))
    assert list(rows)[1:] == [["11", "Berlin", "2"], ["05", "Nordrhein-Westfalen", "2"]]
    assert client.get("/de/projekte/zahlen/nothing.csv").status_code == 404


def test_charts_are_named_and_say_more_than_by_colour(client: Client, some: list[ProjectPage]) -> None:
    charts = re.findall(r'<svg class="bars".*?</svg>', page(client, "/ar/projekte/zahlen/"), re.DOTALL)
    assert charts
    for chart in charts:
        assert 'role="img"' in chart
        assert "<title" in chart
        assert "<desc" in chart
        assert "<pattern" in chart


def test_what_is_not_understood_is_said(client: Client, some: list[ProjectPage]) -> None:
    assert "colour" in page(client, f"{PAGE}?colour=red")
    assert client.get("/api/v3/projects/figures/?field=colour").status_code == 422


def test_without_projects_the_page_says_so(client: Client, index: ProjectIndexPage) -> None:
    assert "empty-state" in page(client)
    assert api(client)["total"] == 0


def test_many_records_ask_as_often_as_one(client: Client, index: ProjectIndexPage) -> None:
    project(index, "Eins", fields=["sport"], towns=[berlin()])
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    for number in range(8):
        project(index, f"Projekt {number}", fields=["sport", "work"], towns=[berlin(), town("05315000", "Köln")])
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(one) == len(many)
