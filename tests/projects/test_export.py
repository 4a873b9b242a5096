"""What one takes away is what the list shows: the same set in the same order, in formats that others can read."""

import csv
import io
import json
import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import bibtexparser
import openpyxl
import pytest
import rispy
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from projects.asking import Sort
from projects.columns import COLUMNS, restored
from projects.exporting.formats import LIST_FORMATS
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories.projects import berlin, project, town
from tests.projects.test_facets import fits, random_question
from tests.projects.test_facets import records as records  # a fixture  # noqa: PLC0414

API = "/api/v3/projects/"


def content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content) if response.streaming else response.content


def lines(client: Client, address: str) -> list[dict[str, str]]:
    text = content(client, address).decode()
    assert text.startswith("\ufeff")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_page_api_and_export_hold_the_same_set_in_the_same_order_for_two_hundred_random_questions(
    client: Client, records: list[dict[str, Any]]
) -> None:
    chance = random.Random(23)
    identifiers = dict(ProjectPage.objects.values_list("pk", "identifier"))
    for number in range(200):
        question = random_question(chance).without("offered_in", "kmr")  # which CLDR does not name
        sort = chance.choice((None, Sort.NEWEST, Sort.TITLE))
        parameters = "&".join(f"{name}={value}" for name, value in question.pairs()) + (f"&sort={sort}" if sort else "")
        expected = [record for record in records if fits(record, question)]
        expected.sort(key=lambda record: identifiers[record["pk"]], reverse=True)
        if sort is Sort.TITLE:
            expected.sort(key=lambda record: record["title"].casefold())
        expected.sort(key=lambda record: "good_practice" not in record["standing"])
        names = [identifiers[record["pk"]] for record in expected]

        answer = json.loads(content(client, f"{API}?{parameters}"))
        exported = [
            json.loads(line)["identifier"] for line in content(client, f"{API}export.jsonl?{parameters}").splitlines()
        ]
        assert [item["identifier"] for item in answer["items"]] == exported, parameters
        assert answer["total"] == len(exported)
        if question.words and sort is None:  # by relevance, which plain Python does not know
            assert sorted(exported) == sorted(names), parameters
        else:
            assert exported == names, parameters
        if number % 10 == 0:
            cards = client.get(f"/de/projekte/?{parameters}").context_data["cards"]
            assert [card.project.identifier for card in cards] == exported
            assert [line["identifier"] for line in lines(client, f"/de/projekte/export.csv?{parameters}")] == exported


@pytest.fixture
def two(index: ProjectIndexPage) -> list[ProjectPage]:
    first = project(
        index,
        '=HYPERLINK("http://example.org"; "Klick")',
        fields=["sport"],
        towns=[town("05315000", "Köln")],
        carrier="Verein {für} 100 % Sport & Spiel_e. V.",
        summary='Eins,\nzwei; "drei" | vier\x01',
        total_cost=Decimal("1200.50"),
        volunteers=7,
        good_practice=True,
    )
    second = project(index, "مشروع – 🧵", towns=[berlin()])
    for page in (first, second):
        page.save_revision().publish()
    return [first, second]


def test_csv_is_for_excel_and_harmless(client: Client, two: list[ProjectPage]) -> None:
    response = client.get("/de/projekte/export.csv?sort=newest")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="projekte-20')
    rows = lines(client, "/de/projekte/export.csv")
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert rows[0]["title"] == "'" + two[0].title
    assert restored(rows[0]["title"]) == two[0].title
    assert rows[0]["summary"] == two[0].summary
    assert (rows[0]["total_cost"], rows[0]["volunteers"], rows[1]["volunteers"]) == ("1200.50", "7", "")
    assert (rows[0]["licence"], rows[0]["url"]) == (
        "CC BY 4.0",
        f"http://testserver/de/projekte/{two[0].identifier}/",
    )
    assert rows[1]["title"] == two[1].title


def test_a_workbook_has_the_same_columns_and_numbers_that_are_numbers(client: Client, two: list[ProjectPage]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content(client, "/de/projekte/export.xlsx")))
    heading, first, second = book.worksheets[0].iter_rows(values_only=True)
    row = dict(zip(heading, first, strict=True))
    assert heading == tuple(column.name for column in COLUMNS)
    assert (row["title"], row["total_cost"], row["volunteers"]) == ("'" + two[0].title, 1200.5, 7)
    assert dict(zip(heading, second, strict=True))["title"] == two[1].title
    assert all(cell.data_type != "f" for sheet in book for cells in sheet.iter_rows() for cell in cells)
    about = dict(row[:2] for row in book.worksheets[1].iter_rows(values_only=True) if row[0])
    assert about["Lizenz"].endswith("CC BY 4.0.")
    assert about["Adresse"] == "http://testserver/de/projekte/export.xlsx"


def test_json_says_whence_it_comes_and_how_many_there_are(client: Client, two: list[ProjectPage]) -> None:
    answer = json.loads(content(client, f"{API}export.json?field=sport&language=en"))
    assert answer["total"] == len(answer["items"]) == 1
    assert answer["items"][0] == json.loads(content(client, f"{API}{two[0].identifier}/?language=en"))
    assert answer["url"].endswith("export.json?field=sport&language=en")
    assert "CC BY 4.0" in answer["licence"]


def test_reference_managers_read_it(client: Client, two: list[ProjectPage]) -> None:
    library = bibtexparser.parse_string(
        content(client, "/de/projekte/export.bib").decode(),
        append_middleware=[bibtexparser.middlewares.LatexDecodingMiddleware()],
    )
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [page.identifier for page in two]
    fields = library.entries[0].fields_dict
    assert fields["title"].value.strip("{}") == two[0].title
    assert fields["author"].value.strip("{}").replace("}", "").replace("{", "") == two[0].carrier.replace(
        "{", ""
    ).replace("}", "")
    references = rispy.loads(content(client, "/de/projekte/export.ris").decode())
    assert [(one["id"], one["title"]) for one in references] == [(page.identifier, page.title) for page in two]
    assert references[0]["authors"] == [two[0].carrier]
    assert references[0]["urls"] == [f"http://testserver/de/projekte/{two[0].identifier}/"]
    items = json.loads(content(client, "/de/projekte/export.csl.json"))
    assert [item["title"] for item in items] == [page.title for page in two]
    assert items[0]["issued"]["date-parts"][0][0] >= 2026


@pytest.mark.parametrize("name", [form.name for form in LIST_FORMATS])
def test_an_empty_answer_is_an_empty_file(client: Client, index: ProjectIndexPage, name: str) -> None:
    empty = content(client, f"/ar/projekte/export.{name}?field=sport")
    if name.endswith("json"):
        assert json.loads(empty) in ([], {**(json.loads(empty) or {}), "items": [], "total": 0}) if empty else False
    elif name == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(empty)).worksheets[0].max_row == 1


def test_what_is_closed_is_in_no_file_but_in_those_of_people_who_may_see_it(
    client: Client, index: ProjectIndexPage, person: Callable[..., Any]
) -> None:
    page = project(index, "Geheimnis")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    project(index, "Entwurf", live=False)
    for form in LIST_FORMATS:
        for address in (f"{API}export.{form.name}", f"/de/projekte/export.{form.name}"):
            assert b"Geheimnis" not in content(client, address)
    client.force_login(person(None))
    assert [row["title"] for row in lines(client, "/de/projekte/export.csv")] == ["Geheimnis"]
    assert b"Geheimnis" not in content(client, f"{API}export.csv")  # the API asks for tokens


def test_what_is_wrong_is_said_and_nothing_is_sent(client: Client, index: ProjectIndexPage) -> None:
    response = client.get(f"{API}export.csv?field=unsinn")
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert client.get(f"{API}export.doc").status_code == 422
    assert client.get("/de/projekte/export.doc").status_code == 404
    response = client.get("/de/projekte/export.csv?field=unsinn&sort=title")
    assert response["Location"] == "/de/projekte/?field=unsinn&sort=title"


def test_a_file_of_forty_costs_as_many_queries_as_one_of_one(
    client: Client, index: ProjectIndexPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    project(index, "Eins", towns=[berlin()], fields=["sport"], funding=[{"funder": "Bund"}])
    content(client, f"{API}export.jsonl")  # the address of the site is remembered from now on
    with CaptureQueriesContext(connection) as one:
        content(client, f"{API}export.jsonl")
    for number in range(20):
        project(index, f"Projekt {number}", towns=[berlin(), town("05315000", "Köln")], fields=["work", "sport"])
    expected = len(one)  # asked again, the log is emptied
    content(client, f"{API}export.jsonl")
    with django_assert_num_queries(expected):
        assert len(content(client, f"{API}export.jsonl").splitlines()) == 21
