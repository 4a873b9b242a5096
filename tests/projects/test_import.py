"""An import takes what it can, says what it cannot, and doubles nothing."""

import csv
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings as SettingsWrapper

from projects.enums import RunState, Standing
from projects.importing.orders import Outcome
from projects.models import Funding, ImportRun, PermanentIdentifier, ProjectIndexPage, ProjectPage
from tests.factories.projects import grant, json_lines
from tests.projects.conftest import counts

Importing = Callable[..., Outcome]


@pytest.fixture
def grants(tmp_path: Path) -> Path:
    """Two projects in five lines: a year more, an exact repeat, another case and dash, and one without a purpose."""
    rows = [
        grant(),
        grant(jahr=2016, betrag="15000", geber="Senatsverwaltung für Arbeit"),
        grant(),
        grant(jahr=2017, empfaenger="BEISPIELVEREIN E.V.", zweck="Sprachcafé – im Kiez"),
        grant(zweck="'"),
        grant(zweck="Übungsleiter", politikbereich="Sport"),
    ]
    return json_lines(tmp_path / "grants.jsonl.gz", rows)


def test_every_line_is_accounted_for(importing: Importing, grants: Path) -> None:
    outcome = importing(grants)

    assert counts(outcome) == (6, 2, 3, 1)
    assert (outcome.problem, outcome.run.state) == ("", RunState.FINISHED)


def test_the_same_recipient_and_purpose_are_one_project_with_a_grant_a_year(importing: Importing, grants: Path) -> None:
    importing(grants)

    cafe = ProjectPage.objects.get(title="Sprachcafé im Kiez")
    assert sorted(cafe.funding.values_list("year", "amount", "funder")) == [
        (2015, Decimal(12000), "Bezirksamt Mitte"),
        (2016, Decimal(15000), "Senatsverwaltung für Arbeit"),
        (2017, Decimal(12000), "Bezirksamt Mitte"),
    ]
    assert (cafe.year_from, cafe.year_to) == (2015, 2017)
    assert [row.town.ags for row in cafe.towns.all()] == ["11000000"]


def test_what_was_imported_is_collected_and_no_good_practice(importing: Importing, grants: Path) -> None:
    importing(grants)
    assert set(ProjectPage.objects.values_list("standing", flat=True)) == {Standing.COLLECTED}


def test_fields_of_action_are_given_only_where_the_source_names_them(importing: Importing, grants: Path) -> None:
    importing(grants)

    fields = dict(ProjectPage.objects.values_list("title", "field_keys"))
    assert fields == {"Sprachcafé im Kiez": [], "Übungsleiter": ["sport"]}
    assert ProjectPage.objects.get(title="Sprachcafé im Kiez").target_group_keys == ["immigrants"]


def test_importing_again_doubles_nothing(importing: Importing, grants: Path) -> None:
    importing(grants)
    before = list(ProjectPage.objects.order_by("pk").values())
    rows = Funding.objects.count()

    again = importing(grants)

    assert counts(again) == (6, 0, 5, 1)
    assert list(ProjectPage.objects.order_by("pk").values()) == before
    assert Funding.objects.count() == rows


def test_a_later_file_adds_its_grants_to_the_projects_that_are_there(
    importing: Importing, grants: Path, tmp_path: Path
) -> None:
    importing(grants)
    later = json_lines(tmp_path / "later.jsonl.gz", [grant(jahr=2020, politikbereich="Bildung"), grant(zweck="Neues")])

    assert counts(importing(later)) == (2, 1, 1, 0)

    cafe = ProjectPage.objects.get(title="Sprachcafé im Kiez")
    assert (cafe.year_to, cafe.field_keys, cafe.funding.count()) == (2020, ["school"], 4)
    assert [row.field.slug for row in cafe.fields_of_action.all()] == ["school"]


def test_refused_lines_are_listed_with_number_and_reason(importing: Importing, grants: Path) -> None:
    outcome = importing(grants)

    with Path(outcome.run.report).open(newline="") as file:
        [row] = list(csv.DictReader(file))
    assert (row["line"], row["reason"]) == ("5", "no_title")
    assert "purpose" in row["explanation"] or "Zweck" in row["explanation"]
    assert json.loads(row["text"])["zweck"] == "'"


def test_a_dry_run_counts_the_same_and_writes_nothing(importing: Importing, grants: Path) -> None:
    assert counts(importing(grants, dry_run=True)) == (6, 2, 3, 1)
    assert not ProjectPage.objects.exists()
    assert not PermanentIdentifier.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_deleted_project_is_not_brought_back(importing: Importing, grants: Path) -> None:
    importing(grants)
    ProjectPage.objects.get(title="Übungsleiter").delete()

    again = importing(grants)

    assert counts(again) == (6, 0, 4, 2)
    assert "withdrawn" in Path(again.run.report).read_text()
    assert not ProjectPage.objects.filter(title="Übungsleiter").exists()


def test_an_edited_project_keeps_its_text_and_gets_the_new_grant_in_its_draft_too(
    importing: Importing, grants: Path, tmp_path: Path
) -> None:
    importing(grants)
    page = ProjectPage.objects.get(title="Übungsleiter")
    page.title, page.standing = "Sport für alle", Standing.GOOD_PRACTICE
    page.judged_by, page.judged_on = "Redaktion", date(2025, 3, 1)
    page.save_revision().publish()
    later = json_lines(tmp_path / "later.jsonl.gz", [grant(jahr=2020, zweck="Übungsleiter", politikbereich="Kultur")])

    assert counts(importing(later)) == (1, 0, 1, 0)

    page = ProjectPage.objects.get(pk=page.pk)
    assert (page.title, page.standing, page.field_keys) == ("Sport für alle", Standing.GOOD_PRACTICE, ["sport"])
    assert sorted(page.funding.values_list("year", flat=True)) == [2015, 2020]
    page.get_latest_revision_as_object().save_revision().publish()
    assert ProjectPage.objects.get(pk=page.pk).funding.count() == 2


def test_a_draft_that_is_being_worked_on_is_not_published_by_an_import(
    importing: Importing, grants: Path, tmp_path: Path
) -> None:
    importing(grants)
    page = ProjectPage.objects.get(title="Übungsleiter")
    page.title = "Noch nicht fertig"
    page.save_revision()
    later = json_lines(tmp_path / "later.jsonl.gz", [grant(jahr=2020, zweck="Übungsleiter")])

    importing(later)

    page = ProjectPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.title, draft.title) == ("Übungsleiter", "Noch nicht fertig")
    assert (page.funding.count(), draft.funding.count()) == (2, 2)
    assert page.has_unpublished_changes


def test_an_import_can_stop_after_some_records_and_go_on(importing: Importing, grants: Path) -> None:
    first = importing(grants, limit=2)
    assert (counts(first), first.run.state) == ((2, 1, 1, 0), RunState.INTERRUPTED)

    second = importing(grants, resume=True)

    assert second.run.pk == first.run.pk
    assert (counts(second), second.run.state) == ((6, 2, 3, 1), RunState.FINISHED)
    assert Path(second.run.report).read_text().count("no_title") == 1


def test_resuming_what_has_ended_starts_from_the_beginning(importing: Importing, grants: Path) -> None:
    first = importing(grants)
    assert importing(grants, resume=True).run.pk != first.run.pk


def test_identifiers_follow_one_another_and_are_addresses(importing: Importing, grants: Path) -> None:
    importing(grants)
    pages = ProjectPage.objects.order_by("identifier")
    numbers = [int(page.identifier.rpartition("-")[2]) for page in pages]
    assert numbers == [1, 2]
    assert all(page.slug == page.identifier for page in pages)


def test_the_command_ends_with_one_line_of_json(
    index: ProjectIndexPage, grants: Path, settings: SettingsWrapper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR_DIR = tmp_path
    call_command("import_projects", grants, preset="berlin")

    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert set(result) == {"read", "taken", "merged", "refused", "seconds"}
    assert result["read"] == result["taken"] + result["merged"] + result["refused"] == 6


def test_without_the_official_list_the_command_says_what_to_run_first(
    db: None, grants: Path, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    with pytest.raises(CommandError, match=r"import_municipalities FILE"):
        call_command("import_projects", grants, preset="berlin")
