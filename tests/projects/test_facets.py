"""Counts beside each value say what choosing it would give: held against plain Python over the same records."""

import random
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.access import Person
from projects.asking import Question, Sort, read_question
from projects.listing import answer
from projects.models import FieldOfAction, ProjectIndexPage, ProjectPage
from projects.searchable import FACETS, NONE
from tests.factories.projects import project, town

ANYBODY = Person(AnonymousUser())
FIELDS, GROUPS = ("sport", "work", "health"), ("women", "youth")
KINDS, STATES = ("association", "municipality", ""), ("running", "completed", "")


SIZES = {"05315000": "large_city", "05111000": "large_city", "01057001": "rural"}
PROGRAMMES = {"": NONE, "Demokratie leben!": "demokratie-leben", "ESF Plus": "esf-plus"}


def spans(start: date | None, end: date | None, *, runs: bool) -> set[str]:
    """Return the spans of five years that are touched; what runs without an end runs today."""
    known = [day.year for day in (start, end) if day]
    if start and runs and not end:
        known.append(timezone.localdate().year)
    years = range(min(known), max(known) + 1) if known else ()
    return {f"{year // 5 * 5}-{year // 5 * 5 + 4}" for year in years} or {NONE}


@pytest.fixture
def records(index: ProjectIndexPage) -> list[dict[str, Any]]:
    """Forty projects of all kinds, and what a plain program knows of them."""
    chance = random.Random(7)
    towns = [
        town("05315000", "Köln", inhabitants=1_080_000),
        town("05111000", "Düsseldorf", inhabitants=630_000),
        town("01057001", "Ascheberg", inhabitants=3_100),
    ]
    known = []
    for number in range(40):
        here = chance.sample(towns, chance.randint(0, 2))
        values = {
            "fields": chance.sample(FIELDS, chance.randint(0, 2)),
            "target_groups": chance.sample(GROUPS, chance.randint(0, 1)),
            "carrier_type": chance.choice(KINDS),
            "status": chance.choice(STATES),
            "approaches": chance.sample(("course", "space"), chance.randint(0, 2)),
            "ages": chance.sample(("youth", "adults"), chance.randint(0, 2)),
            "phases": chance.sample(("arriving", "living"), chance.randint(0, 1)),
            "languages_offered": chance.sample(("tr", "kmr"), chance.randint(0, 2)),
            "evaluation": chance.choice(("", "internal", "not_evaluated")),
            "start": chance.choice((None, date(2008, 5, 1), date(2013, 1, 1))),
            "end": chance.choice((None, date(2014, 12, 31), date(2016, 2, 1))),
            "good_practice": chance.random() < 0.3,
        }
        programme = chance.choice(("", "Demokratie leben!", "ESF Plus"))
        grants = [{"funder": "Bund", "programme": programme}] if programme else []
        title = f"Projekt {chance.choice(('Tandem', 'Chor'))} {number}"
        page = project(index, title, towns=here, funding=grants, **values)
        known.append(
            {
                "pk": page.pk,
                "title": page.title,
                "standing": {page.standing},
                "field": set(values["fields"]) or {NONE},
                "city": {one.ags for one in here} or {NONE},
                "land": {one.land_code for one in here} or {NONE},
                "target_group": set(values["target_groups"]) or {NONE},
                "carrier_type": {values["carrier_type"] or NONE},
                "status": {values["status"] or NONE},
                "size": {SIZES[one.ags] for one in here} or {NONE},
                "approach": set(values["approaches"]) or {NONE},
                "age": set(values["ages"]) or {NONE},
                "phase": set(values["phases"]) or {NONE},
                "offered_in": set(values["languages_offered"]) or {NONE},
                "evaluation": {values["evaluation"] or NONE},
                "programme": {PROGRAMMES[programme]},
                "period": spans(values["start"], values["end"], runs=values["status"] == "running"),
            }
        )
    return known


def fits(record: dict[str, Any], question: Question, *, without: str = "") -> bool:
    """Return whether a record is asked for: any value of a facet, every facet."""
    words_fit = all(word.casefold() in record["title"].casefold() for word in question.words.split())
    chosen = {name: set(values) for name, values in question.chosen.items() if name != without}
    return words_fit and all(record[name] & values for name, values in chosen.items())


def random_question(chance: random.Random) -> Question:
    values = {
        "standing": ["good_practice", "collected"],
        "field": [*FIELDS, NONE],
        "city": ["05315000", "05111000", "01057001", NONE],
        "land": ["05", "01", NONE],
        "target_group": [*GROUPS, NONE],
        "carrier_type": [value or NONE for value in KINDS],
        "status": [value or NONE for value in STATES],
        "size": ["large_city", "rural", NONE],
        "approach": ["course", "space", NONE],
        "age": ["youth", "adults", NONE],
        "phase": ["arriving", NONE],
        "offered_in": ["tr", "kmr", NONE],
        "evaluation": ["internal", NONE],
        "programme": ["esf-plus", NONE],
        "period": ["2005-2009", "2010-2014", "2025-2029", NONE],
    }
    names = chance.sample(list(values), chance.randint(0, 4))
    chosen = {name: tuple(chance.sample(values[name], chance.randint(1, 2))) for name in names}
    return Question(words=chance.choice(("", "", "Tandem", "chor proj")), chosen=chosen, per_page=100)


def test_two_hundred_random_questions_get_the_answers_of_plain_python(records: list[dict[str, Any]]) -> None:
    chance = random.Random(11)
    for _number in range(200):
        question = random_question(chance)
        listing = answer(ProjectPage.objects.order_by(), question, ANYBODY, "de")

        expected = {record["pk"] for record in records if fits(record, question)}
        assert {page.pk for page in listing.projects} == expected, question
        assert listing.total == len(expected)
        for facet in listing.facets:
            name = facet.facet.name
            others = [record for record in records if fits(record, question, without=name)]
            counts = {value.value: value.count for value in facet.values if value.count}
            assert counts == count_of(record[name] for record in others), (question, name)


def count_of(sets: Iterable[set[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in sets:
        for value in one:
            counts[value] = counts.get(value, 0) + 1
    return counts


def test_choosing_a_value_gives_as_many_as_stand_beside_it(records: list[dict[str, Any]]) -> None:
    for facet in answer(ProjectPage.objects.order_by(), Question(), ANYBODY, "de").facets:
        for value in facet.values:
            question = Question(chosen={facet.facet.name: (value.value,)})
            assert answer(ProjectPage.objects.order_by(), question, ANYBODY, "de").total == value.count


def test_a_chosen_value_that_nothing_has_stays_visible(records: list[dict[str, Any]]) -> None:
    question, problems = read_question({"field": ["religion"]}, language="de")
    listing = answer(ProjectPage.objects.order_by(), question, ANYBODY, "de")
    [field] = [facet for facet in listing.facets if facet.facet.name == "field"]
    assert not problems
    assert (listing.total, field.selected[0].label, field.selected[0].count) == (
        0,
        "Religion und interreligiöser Dialog",
        0,
    )


def test_a_wider_field_finds_what_lies_in_its_parts(index: ProjectIndexPage) -> None:
    FieldOfAction.objects.create(
        slug="swimming", labels={"de": "Schwimmen"}, parent=FieldOfAction.objects.get(slug="sport")
    )
    page = project(index, "Schwimmkurs", fields=["swimming"])
    listing = answer(ProjectPage.objects.order_by(), Question(chosen={"field": ("sport",)}), ANYBODY, "de")
    assert [found.pk for found in listing.projects] == [page.pk]


@pytest.mark.parametrize("sort", Sort)
def test_good_practice_stands_first_in_every_order(records: list[dict[str, Any]], sort: Sort) -> None:
    question = Question(words="projekt", sort=sort, per_page=100)
    listing = answer(ProjectPage.objects.order_by(), question, ANYBODY, "de")
    standings = [page.standing for page in listing.projects]
    assert standings == sorted(standings, reverse=True)
    assert len(set(standings)) == 2


def test_pages_put_together_are_the_whole_list_without_repeats(records: list[dict[str, Any]]) -> None:
    found = []
    for number in range(1, 6):
        question = Question(sort=Sort.CITY, per_page=9, page=number)
        found += [page.pk for page in answer(ProjectPage.objects.order_by(), question, ANYBODY, "de").projects]
    assert sorted(found) == sorted(record["pk"] for record in records)


@pytest.mark.parametrize(
    "words", ["tandem & chor", "a:* | b", "!!", "'; DROP TABLE x; --", "\\", "(", "<->", "ä" * 300, "٪", "%", "_"]
)
def test_signs_in_the_words_are_no_commands(records: list[dict[str, Any]], words: str) -> None:
    question, problems = read_question({"q": [words]}, language="de")
    assert not problems
    assert answer(ProjectPage.objects.order_by(), question, ANYBODY, "de").total >= 0


@pytest.mark.parametrize("words", ["Nähkurs Köln", "naehkurs koeln", "nahkurs koln", "NÄHKURS", "nähk", "gp-2026"])
def test_words_are_found_however_they_are_spelled(index: ProjectIndexPage, words: str) -> None:
    page = project(index, "Nähkurs", towns=[town("05315000", "Köln")])
    project(index, "Anderes")
    words = words.replace("gp-2026", page.identifier)
    question = Question(words=words)
    assert [found.pk for found in answer(ProjectPage.objects.order_by(), question, ANYBODY, "de").projects] == [page.pk]


def test_every_facet_has_a_column_of_its_own(index: ProjectIndexPage) -> None:
    columns = [facet.column for facet in FACETS]
    assert len(set(columns)) == len(columns)
    assert all(hasattr(ProjectPage, column) for column in columns)


def test_one_more_project_costs_no_further_query(
    index: ProjectIndexPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    kiel = town("01002000", "Kiel")
    project(index, "Eins", towns=[kiel], fields=["sport"])
    question = Question(chosen={"city": ("01002000",)})
    with CaptureQueriesContext(connection) as one:
        answer(ProjectPage.objects.order_by(), question, Person(AnonymousUser()), "de")
    for number in range(20):
        project(index, f"Projekt {number}", towns=[kiel, town("05315000", "Köln")], fields=["work", "sport"])
    with django_assert_num_queries(len(one)):
        assert answer(ProjectPage.objects.order_by(), question, Person(AnonymousUser()), "de").total == 21
