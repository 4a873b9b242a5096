"""The list as cards, as a table, on a map; facets of very many values; boxes for comparing; links that keep it all."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from projects.models import ProjectIndexPage, ProjectPage
from projects.outline import HEIGHT, WIDTH
from tests.factories.projects import project, town


@pytest.fixture
def koeln_and_more(index: ProjectIndexPage) -> list[ProjectPage]:
    koeln = town("05315000", "Köln", latitude=Decimal("50.93333"), longitude=Decimal("6.95"))
    kiel = town("01002000", "Kiel", latitude=Decimal("54.32133"), longitude=Decimal("10.13489"))
    nowhere = town("05111000", "Düsseldorf", latitude=None, longitude=None)
    return [
        project(index, "Sportfest", fields=["sport"], towns=[koeln], good_practice=True, carrier="Verein <b>"),
        project(index, "Lauftreff", fields=["sport"], towns=[koeln, kiel]),
        project(index, "Jobcafé", fields=["work"], towns=[nowhere]),
        project(index, "Ohne Ort", fields=["work"]),
    ]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def test_every_link_keeps_the_view_and_the_question_knows_nothing_of_it(
    client: Client, koeln_and_more: list[ProjectPage]
) -> None:
    html = page(client, "/de/projekte/?view=table&field=sport&per_page=1")
    main = html[html.index("<main") : html.index("keep-search")]
    links = re.findall(r'href="(/de/projekte/\?[^"]*)"', main)
    switches = {"/de/projekte/?field=sport&amp;per_page=1", "/de/projekte/?field=sport&amp;per_page=1&amp;view=map"}
    assert len(set(links) - switches) > 4
    assert all("view=table" in link for link in links if link not in switches)
    assert main.count('<input type="hidden" name="view" value="table">') == 2
    assert 'value="http://testserver/de/projekte/?field=sport"' in html
    assert client.get("/api/v3/projects/?view=table").status_code == 422


def test_the_table_sorts_by_its_headers_and_says_how(client: Client, koeln_and_more: list[ProjectPage]) -> None:
    html = page(client, "/de/projekte/?view=table&sort=title")
    assert re.search(r'aria-sort="ascending">\s*<a href="/de/projekte/\?sort=title&amp;view=table">Titel', html)
    assert re.findall(r'<th scope="row">\s*<a href="[^"]*"\s*>([^<]*)</a>', html) == [
        "Sportfest", "Jobcafé", "Lauftreff", "Ohne Ort",
    ]  # fmt: skip
    assert "Verein &lt;b&gt;" in html


@pytest.mark.parametrize("view", ["list", "table", "map"])
def test_no_view_asks_more_often_the_more_there_is(
    client: Client, index: ProjectIndexPage, view: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    address = f"/de/projekte/?view={view}"
    project(index, "Eins", fields=["sport"], towns=[town("05315000", "Köln")])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    asked = len(one)  # before the next request empties the log
    for number in range(12):
        project(
            index, f"Nr. {number}", fields=["work"], target_groups=["women"], towns=[town(f"05312{number:03d}", "X")]
        )
    client.get(address)
    with django_assert_num_queries(asked):
        client.get(address)


def test_the_map_shows_each_town_by_its_number_and_the_table_beside_it_says_the_same(
    client: Client, koeln_and_more: list[ProjectPage]
) -> None:
    html = page(client, "/ar/projekte/?view=map")
    assert html.count('class="outline__land"') == 16
    circles = re.findall(r'cx="([\d.]+)"\s+cy="([\d.]+)"\s+r="([\d.]+)"\s+data-town="(\d+)"', html)
    dots = {ags: tuple(map(float, (x, y, radius))) for x, y, radius, ags in circles}
    assert set(dots) == {"05315000", "01002000"}
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y, _radius in dots.values())
    (west, south, large), (east, north, small) = dots["05315000"], dots["01002000"]
    assert (west < east, south > north, large > small) == (True, True, True)
    table = dict(re.findall(r'<a href="/ar/projekte/\?city=(\d+)"\s*>[^<]*</a>\s*</th>\s*<td[^>]*>(\d+)', html))
    assert table == {"05315000": "2", "01002000": "1", "05111000": "1"}
    assert "city=none" in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver)', html.split("<main")[1].split("</main")[0])


def test_among_very_many_values_one_types_a_part_of_the_name(client: Client, index: ProjectIndexPage) -> None:
    for number in range(120):
        project(index, f"Projekt {number}", towns=[town(f"0531{number:04d}", f"Ort {number}")])
    project(index, "Gesucht", towns=[town("05315000", "Mülheim")])
    html = page(client, "/de/projekte/?view=table")
    assert "Mülheim</span>" not in html
    assert "weitere Werte" in html
    html = page(client, "/de/projekte/?view=table&in_city=mulh&city=05310007")
    facet = html[html.index('name="in_city"') : html.index("</fieldset>", html.index('name="in_city"'))]
    assert re.findall(r"<span>([^<]*)</span>", facet) == ["Ort 7", "Mülheim"]
    assert 'value="mulh"' in html


def test_chosen_filters_can_be_taken_back_at_once_and_the_words_stay(
    client: Client, koeln_and_more: list[ProjectPage]
) -> None:
    html = page(client, "/de/projekte/?q=fest&field=sport&city=05315000&view=table")
    assert re.search(r'class="chip chip--all"\s+href="/de/projekte/\?q=fest&amp;view=table"', html)


def test_projects_can_be_chosen_for_comparing_without_javascript(
    client: Client, koeln_and_more: list[ProjectPage]
) -> None:
    for view in ("list", "table"):
        html = page(client, f"/ar/projekte/?view={view}")
        assert re.search(r'id="compare"\s+action="/ar/projekte/vergleich/"\s+method="get"', html)
        boxes = re.findall(r'name="id"\s+value="(gp-[\d-]+)"\s+form="compare"', html)
        assert sorted(boxes) == sorted(one.identifier for one in koeln_and_more)
