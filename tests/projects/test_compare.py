"""Up to four projects side by side: page and table, for those who may see them."""

import csv
import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from projects.models import ProjectIndexPage, ProjectPage
from tests.factories.projects import berlin, project, town


@pytest.fixture
def five(index: ProjectIndexPage) -> list[ProjectPage]:
    return [
        project(
            index,
            f"Projekt {number}",
            towns=[berlin() if number % 2 else town("05315000", "Köln")],
            target_groups=["women"],
            volunteers=number if number < 2 else None,
            carrier="=HYPERLINK(1)",
            story=[{"type": "need", "value": f"<p>Anlass {number}</p>"}],
        )
        for number in range(5)
    ]


def address(*identifiers: str, kind: str = "vergleich/", language: str = "de") -> str:
    return f"/{language}/projekte/{kind}?" + "&".join(f"id={identifier}" for identifier in identifiers)


def shown(client: Client, *pages: ProjectPage | str, language: str = "de") -> str:
    response = client.get(address(*(getattr(page, "identifier", page) for page in pages), language=language))
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def row(html: str, label: str) -> str:
    found = re.search(rf'<th scope="row">\s*{label}\b.*?</tr>', html, re.DOTALL)
    assert found, label
    return found[0]


def test_projects_stand_in_the_order_asked_for_and_differences_are_said(
    client: Client, five: list[ProjectPage]
) -> None:
    html = shown(client, five[1], five[0])
    assert html.index("Projekt 1") < html.index("Projekt 0")
    assert "table__difference" in row(html, "Ort des Projekts")
    assert "table__difference" not in row(html, "Für wen")
    assert re.search(r"<td[^>]*>\s*1\s*</td>|<bdi>1</bdi>", row(html, "Ehrenamtliche"))
    assert "<bdi>0</bdi>" in row(html, "Ehrenamtliche")
    assert "Anlass 1" in row(html, "Anlass und Bedarf")
    assert "Bezahlte" not in html  # a row that nobody fills is left out


def test_each_project_can_be_taken_out_and_another_one_added(client: Client, five: list[ProjectPage]) -> None:
    one, two = five[0].identifier, five[1].identifier
    html = shown(client, five[0], five[1])
    assert f'href="/de/projekte/vergleich/?id={one}"' in html
    assert f'href="/de/projekte/vergleich/?id={two}"' in html
    assert f'<input type="hidden" name="id" value="{one}">' in html


def test_what_is_unknown_or_hidden_is_said_in_the_same_sentence(client: Client, five: list[ProjectPage]) -> None:
    PageViewRestriction.objects.create(page=five[1], restriction_type=PageViewRestriction.LOGIN)
    five[2].unpublish()
    html = shown(client, five[0], five[1], five[2], "gp-1999-00001", "<b>")
    notice = html[html.index('role="status"') : html.index('id="compare-caption"')]
    for identifier in (five[1].identifier, five[2].identifier, "gp-1999-00001", "&lt;b&gt;"):
        assert identifier in notice
    assert "Projekt 1" not in html
    assert "Projekt 2" not in html
    assert html.count('scope="col"') == 2  # the first column and one project


def test_the_fifth_project_is_left_out_in_words(client: Client, five: list[ProjectPage]) -> None:
    html = shown(client, *five, five[0])
    assert "Projekt 3" in html
    assert "Projekt 4" not in html
    assert five[4].identifier in html
    assert "compare-id" not in html  # nothing fits any more


def test_without_projects_the_page_leads_on(client: Client, five: list[ProjectPage]) -> None:
    html = shown(client)
    assert 'href="/de/projekte/"' in html
    assert client.get(address("x", kind="vergleich.csv")).status_code == 404


def test_the_table_has_the_rows_of_the_page_and_no_formula(client: Client, five: list[ProjectPage]) -> None:
    response = client.get(address(five[0].identifier, five[1].identifier, kind="vergleich.csv"))
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["", "", five[0].identifier, five[1].identifier]
    by_label: dict[str, Any] = {line[1]: line[2:] for line in rows}
    assert by_label["Ehrenamtliche"] == ["0", "1"]
    assert by_label["Anlass und Bedarf"] == ["Anlass 0", "Anlass 1"]
    assert by_label["Träger"] == ["'=HYPERLINK(1)", "'=HYPERLINK(1)"]
    labels = re.findall(r'<th scope="row">\s*([^<]+?)\s*<', shown(client, five[0], five[1]))
    assert [line[1] for line in rows[3:]] == labels


def test_four_projects_ask_as_often_as_one(client: Client, five: list[ProjectPage]) -> None:
    shown(client, five[0])
    with CaptureQueriesContext(connection) as one:
        shown(client, five[0])
    with CaptureQueriesContext(connection) as four:
        shown(client, *five[:4])
    assert len(four) == len(one)


def test_in_arabic_the_frame_is_arabic_and_the_stories_are_marked_german(
    client: Client, five: list[ProjectPage]
) -> None:
    html = shown(client, five[0], five[1], language="ar")
    assert 'dir="rtl"' in html
    assert re.search(r'<td lang="de" dir="ltr">\s*<div class="prose">.*?Anlass 0', html, re.DOTALL)
