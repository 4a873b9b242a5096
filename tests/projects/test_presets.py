"""What each kind of file says, and what it does not say."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from projects.enums import CarrierType, Precision, Status, TownRole
from projects.importing.carriers import carrier_type_of
from projects.importing.orders import Outcome
from projects.importing.places import BadAnswers, PlaceText, read_place
from projects.models import ProjectPage
from tests.factories.projects import json_lines, town
from tests.projects.conftest import counts

Importing = Callable[..., Outcome]


def operation(**values: Any) -> dict[str, Any]:
    """Return a line of the structural funds' lists."""
    return {
        "project_name": "Jobcoaching",
        "beneficiary_name": "Bildungswerk e. V.",
        "_fund": "ESF",
        "_period": "2014-2020",
        "_region": "DEA.nordrhein-westfalen",
        **values,
    }


@pytest.fixture
def towns(index: Any) -> None:
    town("05315000", "Köln")
    town("02000000", "Hamburg")
    town("03255016", "Halle", district="Holzminden")
    town("05754012", "Halle (Westf.)", district="Gütersloh")
    town("10041100", "Saarbrücken")
    town("09564000", "Nürnberg", postcode="90403")


def imported(importing: Importing, tmp_path: Path, *rows: Any, preset: str = "esf") -> list[ProjectPage]:
    outcome = importing(json_lines(tmp_path / "list.jsonl.gz", rows), preset=preset)
    assert outcome.run.refused == 0, Path(outcome.run.report).read_text()
    return list(ProjectPage.objects.order_by("pk"))


def reason(importing: Importing, tmp_path: Path, row: Any) -> str:
    outcome = importing(json_lines(tmp_path / "list.jsonl.gz", [row]), preset="esf")
    assert counts(outcome) == (1, 0, 0, 1)
    with Path(outcome.run.report).open(newline="") as file:
        return next(csv.DictReader(file))["reason"]


def test_an_operation_keeps_the_precision_of_its_dates_and_knows_its_status(
    importing: Importing, towns: None, tmp_path: Path
) -> None:
    row = operation(starting_date="05.02.16", completion_date="2018", approval_date="2015")
    [page] = imported(importing, tmp_path, row)
    assert (page.start, page.start_precision) == (date(2016, 2, 5), Precision.DAY)
    assert (page.end, page.end_precision) == (date(2018, 12, 31), Precision.YEAR)
    assert page.status == Status.COMPLETED
    assert page.funding.get().year == 2015


@pytest.mark.parametrize(
    ("columns", "sums"),
    [
        ({"total_amount": "2.254,62 €", "total_amount_eligible": "0,00 €"}, (Decimal("2254.62"), None)),
        ({"total_amount_eligible": "4,156.00"}, (None, Decimal("4156.00"))),
        ({"eu_cofinancing_amount": "550.000 €", "total_amount": "1"}, (Decimal(550000), None)),
        ({"eu_cofinancing_amount_eligible": "25,45%", "eu_cofinancing_amount": "25,45%"}, (None, None)),
        ({"total_amount": "0"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_an_amount_that_is_not_known_is_empty_and_never_nothing(
    importing: Importing,
    towns: None,
    tmp_path: Path,
    columns: dict[str, str],
    sums: tuple[Decimal | None, Decimal | None],
) -> None:
    [page] = imported(importing, tmp_path, operation(**columns))
    grant = page.funding.get()
    assert (grant.amount, grant.eligible_costs) == sums


@pytest.mark.parametrize(
    ("columns", "ags"),
    [
        ({"beneficiary_city": "Köln"}, ["05315000"]),
        ({"beneficiary_address": "Köln"}, ["05315000"]),
        ({"beneficiary_postal_code": "50667 Köln"}, ["05315000"]),
        ({"beneficiary_postal_code": "Köln"}, ["05315000"]),
        ({"beneficiary_country": "Nürnberg", "beneficiary_postal_code": "90403"}, ["09564000"]),
        ({"beneficiary_city": "10041100 - Saarbrücken"}, ["10041100"]),
        ({"beneficiary_city": "20097 Hamburg, 22177 Hamburg"}, ["02000000"]),
        ({"beneficiary_postal_code": "50667", "beneficiary_country": "Deutschland"}, []),
        ({"beneficiary_city": "Land NRW", "beneficiary_country": "DE"}, []),
        ({}, []),
    ],
)
def test_a_town_is_found_in_whichever_column_it_stands(
    importing: Importing, towns: None, tmp_path: Path, columns: dict[str, str], ags: list[str]
) -> None:
    [page] = imported(importing, tmp_path, operation(**columns))
    assert page.city_keys == ags
    assert "05" in page.land_keys
    assert {row.role for row in page.towns.all()} <= {TownRole.LEAD}


def test_in_a_city_state_no_address_is_needed(importing: Importing, towns: None, tmp_path: Path) -> None:
    [page] = imported(importing, tmp_path, operation(_region="DE6.hamburg"))
    assert page.city_keys == ["02000000"]


@pytest.mark.parametrize(
    ("columns", "texts"),
    [
        ({"project_name": "", "project_description": "Bau einer Halle"}, ("Bau einer Halle", "")),
        ({"project_name": "2015 TIZ 0132", "project_description": "Neue Maschinen"}, ("Neue Maschinen", "")),
        ({"project_description": "Begleitung beim Einstieg"}, ("Jobcoaching", "Begleitung beim Einstieg")),
        ({"project_description": "Jobcoaching"}, ("Jobcoaching", "")),
    ],
)
def test_the_title_is_what_says_most(
    importing: Importing, towns: None, tmp_path: Path, columns: dict[str, str], texts: tuple[str, str]
) -> None:
    [page] = imported(importing, tmp_path, operation(**columns))
    assert (page.title, page.summary) == texts


def test_a_long_title_is_cut_between_words_and_stands_in_full_below(
    importing: Importing, towns: None, tmp_path: Path
) -> None:
    [page] = imported(importing, tmp_path, operation(project_name="Qualifizierung " * 30))
    assert len(page.title) <= 255
    assert page.title.endswith("Qualifizierung …")
    assert len(page.summary) > len(page.title)


@pytest.mark.parametrize("name", ["Natürliche Person", "Begünstigte oder Begünstigter (Gründerrichtlinie A)", "anonym"])
def test_a_person_who_is_not_named_is_no_carrier(importing: Importing, towns: None, tmp_path: Path, name: str) -> None:
    [page] = imported(importing, tmp_path, operation(beneficiary_name=name))
    assert page.carrier == ""


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"_region": "AT.AT13.wien"}, "outside_germany"),
        ({"_region": "XX"}, "no_region"),
        ({"project_name": "36549"}, "no_title"),
        ({"approval_date": "25.11.0204"}, "bad_date"),
        ({"starting_date": "2016", "completion_date": "31.12.2015"}, "end_before_start"),
        ({"total_amount": "-35,90"}, "negative_amount"),
        ({"total_amount": "zwölf"}, "bad_amount"),
        ({"beneficiary_city": "Halle"}, "town_ambiguous"),
        ({"beneficiary_city": "Atlantis"}, "town_unknown"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_reason(
    importing: Importing, towns: None, tmp_path: Path, columns: dict[str, str], expected: str
) -> None:
    assert reason(importing, tmp_path, operation(**columns)) == expected


def test_the_same_operation_in_later_years_is_one_project(importing: Importing, towns: None, tmp_path: Path) -> None:
    rows = [operation(approval_date=str(year), total_amount="1.000,00") for year in (2014, 2015, 2015)]
    [page] = imported(importing, tmp_path, *rows)
    assert sorted(page.funding.values_list("year", flat=True)) == [2014, 2015]


def test_towns_in_doubt_are_asked_about_and_the_answers_are_used(
    importing: Importing, towns: None, tmp_path: Path
) -> None:
    path = json_lines(
        tmp_path / "list.jsonl.gz", [operation(beneficiary_city="Halle"), operation(beneficiary_city="Halle")]
    )
    outcome = importing(path, preset="esf")
    assert outcome.questions is not None
    with outcome.questions.open(newline="") as file:
        [question] = list(csv.DictReader(file))
    assert (question["place"], question["land"], question["lines"]) == ("Halle", "Nordrhein-Westfalen", "2")
    assert {"03255016", "05754012"} <= set(question["candidates"].replace(";", " ").split())

    answered = tmp_path / "answers.csv"
    answered.write_text("place,land,ags\nHalle,Nordrhein-Westfalen,05754012\n")
    again = importing(path, preset="esf", answers=answered)

    assert counts(again) == (2, 1, 1, 0)
    assert ProjectPage.objects.get().city_keys == ["05754012"]


@pytest.mark.parametrize("content", ["town,key\nHalle,1\n", "place,land,ags\nHalle,,99999999\n"])
def test_answers_that_are_none_are_refused_before_anything_is_read(
    importing: Importing, towns: None, tmp_path: Path, content: str
) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(content)
    path = json_lines(tmp_path / "list.jsonl.gz", [operation()])
    with pytest.raises(BadAnswers, match=r"answers\.csv"):
        importing(path, preset="esf", answers=answers)
    assert not ProjectPage.objects.exists()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("24103 Kiel", PlaceText("Kiel", "24103")),
        ("D-24103 Kiel", PlaceText("Kiel", "24103")),
        ("7745", PlaceText("", "07745")),
        ("10041100 - Saarbrücken", PlaceText("Saarbrücken", "", "10041100")),
        ("20097 Hamburg, 22177 Hamburg", PlaceText("Hamburg", "")),
        ("20097 Hamburg; 28195 Bremen", PlaceText("Hamburg; Bremen", "")),
        ("", PlaceText()),
    ],
)
def test_a_cell_is_taken_apart(text: str, place: PlaceText) -> None:
    assert read_place(text) == place


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Wildwasser e. V.", CarrierType.ASSOCIATION),
        ("Kulturring in Berlin e.V.", CarrierType.ASSOCIATION),
        ("Tandem BQG gGmbH", CarrierType.NON_PROFIT_COMPANY),
        ("ARBLI GmbH", CarrierType.COMPANY),
        ("Caritasverband für das Erzbistum Berlin e. V.", CarrierType.WELFARE_ASSOCIATION),
        ("Freie Universität Berlin", CarrierType.UNIVERSITY),
        ("Stadt Köln", CarrierType.MUNICIPALITY),
        ("Evangelische Kirchengemeinde Neukölln", CarrierType.RELIGIOUS_COMMUNITY),
        ("Verschiedene natürliche Personen", None),
        ("", None),
    ],
)
def test_the_kind_of_a_carrier_is_what_its_name_states(name: str, kind: CarrierType | None) -> None:
    assert carrier_type_of(name) == kind


TABLE = (
    "Titel;Träger;Ort;Handlungsfelder;Zielgruppen;Beginn;Ende;Stand;Fördergeber;Betrag;Jahr\n"
    "Sprachcafé;Verein e. V.;Köln;Sprache und Dolmetschen|school;Frauen;03.2020;2022;completed;Stadt;1.200,50;2020\n"
    "Sprachcafé;Verein e. V.;Köln;;;;;;Land;500;2021\n"
    "Chor;;;;;;;;;;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_of_a_city_is_read_in_its_own_words(
    importing: Importing, towns: None, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "projects.csv"
    path.write_bytes(TABLE.encode(encoding))
    assert counts(importing(path, preset="csv")) == (3, 2, 1, 0)

    cafe = ProjectPage.objects.get(title="Sprachcafé")
    assert (cafe.field_keys, cafe.target_group_keys, cafe.city_keys) == (
        ["language", "school"],
        ["women"],
        ["05315000"],
    )
    assert (cafe.start, cafe.start_precision, cafe.end) == (date(2020, 3, 1), Precision.MONTH, date(2022, 12, 31))
    assert cafe.status == Status.COMPLETED
    assert sorted(cafe.funding.values_list("year", "amount")) == [(2020, Decimal("1200.50")), (2021, Decimal(500))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (";Verein;;;;;;;;;", "no_title"),
        ("Chor;;;Unsinn;;;;;;;", "unknown_term"),
        ("Chor;;;;;;;vielleicht;;;", "unknown_value"),
        ("Chor;;;;;9/7/2015;;;;;", "bad_date"),
        ("Chor;;;;;2020;2019;;;;", "end_before_start"),
        ("Chor;;;;;;;;Stadt;-5;", "negative_amount"),
        ("Chor;;;;;;;;;5;", "no_funder"),
        ("Chor;;;;;;;;Stadt;5;20", "bad_year"),
        ("Chor;;Atlantis;;;;;;;;", "town_unknown"),
        ("Chor;;;;;;;;;;;zu viel", "too_many_columns"),
    ],
)
def test_a_line_of_a_table_is_refused_with_its_number(
    importing: Importing, towns: None, tmp_path: Path, line: str, expected: str
) -> None:
    path = tmp_path / "projects.csv"
    path.write_text(TABLE.partition("\n")[0] + "\n" + line + "\n")
    outcome = importing(path, preset="csv")
    assert counts(outcome) == (1, 0, 0, 1)
    assert f"2,{expected}," in Path(outcome.run.report).read_text()


def test_cells_with_line_breaks_and_an_empty_table_are_no_trouble(
    importing: Importing, towns: None, tmp_path: Path
) -> None:
    path = tmp_path / "projects.csv"
    path.write_text('title,summary\n"Chor","Zeile eins\nZeile zwei"\nTanz,\n')
    assert counts(importing(path, preset="csv")) == (2, 2, 0, 0)
    assert ProjectPage.objects.get(title="Chor").summary == "Zeile eins Zeile zwei"
    path.write_text("title,summary\n")
    assert counts(importing(path, preset="csv")) == (0, 0, 0, 0)
