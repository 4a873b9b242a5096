"""One description of the columns: what an export writes is what a reader of tables expects, and an import reads."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale, PageViewRestriction

from accounts.access import Person
from projects.columns import COLUMN_BY_NAME, COLUMNS, harmless, parts, plain, restored
from projects.models import ProjectIndexPage, ProjectPage, ProjectPartner, ProjectRelation
from projects.whole import WholeRecord, whole_records
from tests.factories.projects import project, town


def whole(*pages: ProjectPage, language: str = "de") -> list[WholeRecord]:
    found = ProjectPage.objects.filter(pk__in=[page.pk for page in pages]).order_by("pk").with_rows()
    return whole_records(found, person=Person(AnonymousUser()), language=language, root_url="https://example.org")


def cells(page: ProjectPage) -> dict[str, Any]:
    [record] = whole(page)
    with override("de"):
        return {column.name: column.cell(record) for column in COLUMNS}


def test_no_two_columns_share_a_name() -> None:
    assert len(COLUMN_BY_NAME) == len(COLUMNS)


def test_values_that_belong_together_keep_their_places(index: ProjectIndexPage) -> None:
    page = project(
        index,
        "Nähkurs",
        fields=["work", "sport"],
        towns=[town("05315000", "Köln"), town("11000000", "Berlin")],
        funding=[{"funder": "Bund | Land"}, {"funder": "Stadt", "amount": Decimal("1200.50"), "year": 2020}],
        start=date(2013, 3, 1),
        start_precision="month",
        end=date(2015, 12, 31),
        end_precision="year",
        languages_offered=["tr", "uk"],
        story=[("aims", "<p>Eins &amp; zwei</p><ul><li>drei</li></ul>")],
    )
    page.partners = [ProjectPartner(name="Schule am Park", kind="school", role="referral")]
    page.save()
    row = cells(page)
    assert (row["funder"], row["amount"], row["year"], row["currency"]) == (
        "Bund ¦ Land | Stadt", " | 1200.50", " | 2020", " | EUR",
    )  # fmt: skip
    assert parts(row["amount"]) == ["", "1200.50"]
    assert (row["fields"], row["field_labels"]) == (
        "work | sport",
        "Ausbildung, Arbeit und Wirtschaft | Sport und Freizeit",
    )
    assert (row["town"], row["ags"], row["land_keys"]) == ("Köln | Berlin", "05315000 | 11000000", "05 | 11")
    assert (row["start"], row["end"]) == ("2013-03", "2015")
    assert (row["partner"], row["partner_kind"], row["partner_role"]) == ("Schule am Park", "school", "referral")
    assert (row["languages_offered"], row["language_labels"]) == ("tr | uk", "Türkisch | Ukrainisch")
    assert row["aims"] == "Eins & zwei\ndrei"
    assert row["url"] == f"https://example.org/de/projekte/{page.identifier}/"


def test_what_is_not_known_is_empty_and_never_nothing(index: ProjectIndexPage) -> None:
    row = cells(project(index, "Nähkurs"))
    numbers = ("total_cost", "staff_fte", "volunteers", "participants", "total_cost_year")
    assert [row[name] for name in numbers] == [""] * 5
    assert (row["total_cost_currency"], row["amount"], row["start"]) == ("", "", "")


@pytest.mark.parametrize("text", ["=1+1", "+49", "-5", "@SUM(A1)", "\t=1", "\r=1", "harmless", "'quoted", ""])
def test_formulas_are_defused_and_come_back(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restored(harmless(text)) == text


def test_paragraphs_are_lines() -> None:
    assert plain("<p>Eins<br/>zwei</p>\n<p><b>&lt;drei&gt;</b></p>") == "Eins\nzwei\n<drei>"


def test_relations_are_seen_from_both_sides_and_only_to_what_one_may_see(index: ProjectIndexPage) -> None:
    one, two, hidden = (project(index, title) for title in ("Eins", "Zwei", "Geheim"))
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    one.relations = [ProjectRelation(kind="replicates", other=two), ProjectRelation(kind="follows", other=hidden)]
    one.save()
    one.copy_for_translation(Locale.objects.get(language_code="en")).save_revision().publish()
    first, second = whole(one, two)
    with override("de"):
        assert [(found.kind, found.identifier, found.names_it) for found in first.relatives] == [
            ("replicates", two.identifier, True)
        ]
        assert [(found.identifier, found.names_it) for found in second.relatives] == [(one.identifier, False)]
        assert COLUMN_BY_NAME["related_identifier"].cell(second) == ""


def test_twenty_records_cost_as_many_queries_as_one(
    index: ProjectIndexPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    pages = [
        project(
            index,
            f"Projekt {number}",
            towns=[town("05315000", "Köln")],
            fields=["sport"],
            funding=[{"funder": "Bund"}],
            material=[("link", {"title": "Seite", "url": "https://example.org/"})],
        )
        for number in range(20)
    ]
    for page in pages[1:]:
        page.relations = [ProjectRelation(kind="follows", other=pages[0])]
        page.save()
    with CaptureQueriesContext(connection) as one:
        [[column.cell(record) for column in COLUMNS] for record in whole(*pages[:1])]
    with django_assert_num_queries(len(one)):
        rows = [[column.cell(record) for column in COLUMNS] for record in whole(*pages)]
    assert len(rows) == 20
