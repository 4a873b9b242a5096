"""A city brings its table: names the columns, tries it, answers, imports, reads the report, takes it back."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.access import Person
from accounts.enums import Role
from accounts.models import User
from projects.enums import UploadState
from projects.models import ProjectIndexPage, ProjectPage, TableUpload
from projects.tables import services
from projects.tables.job import forget_old_tables, work_through
from tests.factories.projects import project, town, tree_problems

TABLE = (
    "Projektliste 2024;;;;;;\n"
    "Nr;Projekttitel;Ort;Handlungsfeld;Laufzeit von;Teilnehmende;Bemerkung\n"
    "1;Sprachcafé;Köln;Sprache und Dolmetschen;03.2020;;intern\n"
    "2;Chor;Neustadt;;2019;25;\n"
    "3;Nähkurs;Köln;Unsinn;;;\n"
    "4;;Köln;;;;\n"
    "5;Tanz;Köln;;2020;-3;\n"
)


@pytest.fixture
def editor(person: Callable[..., User]) -> User:
    return person(Role.PROJECT_EDITOR)


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True)
def _towns(index: ProjectIndexPage, settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    town("05315000", "Köln")
    town("03255016", "Neustadt", district="Holzminden")
    town("05754012", "Neustadt", district="Gütersloh")


def bring(admin: Client, content: str | bytes = TABLE, name: str = "liste.csv", *, source: str = "Stadt A") -> Any:
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    return admin.post(reverse("projects_tables:new"), {"file": file, "source_name": source})


def brought(admin: Client, content: str | bytes = TABLE, **options: Any) -> TableUpload:
    """Bring a table, take the columns as they are guessed, have it checked."""
    answer = bring(admin, content, **options)
    assert answer.status_code == 302, answer.context["problem"]
    upload = TableUpload.objects.latest("pk")
    mapping = {f"column-{place}": name for place, name in enumerate(upload.mapping)}
    admin.post(reverse("projects_tables:columns", args=[upload.pk]), mapping)
    work_through()
    upload.refresh_from_db()
    return upload


def imported(admin: Client, content: str | bytes = TABLE, **options: Any) -> TableUpload:
    upload = brought(admin, content, **options)
    admin.post(reverse("projects_tables:import", args=[upload.pk]))
    work_through()
    upload.refresh_from_db()
    return upload


def outcomes(upload: TableUpload) -> list[tuple[int, str, str]]:
    return list(upload.lines.values_list("number", "outcome", "reason"))


def test_a_dry_run_says_of_each_line_what_it_would_do_and_writes_nothing(admin: Client) -> None:
    upload = brought(admin)

    assert upload.mapping == ["id", "title", "town", "fields", "start", "participants", ""]
    assert outcomes(upload) == [
        (3, "new", ""),
        (4, "asked", "town_ambiguous"),
        (5, "refused", "unknown_term"),
        (6, "refused", "no_title"),
        (7, "refused", "bad_number"),
    ]
    assert upload.state == UploadState.CHECKED
    assert not ProjectPage.objects.exists()
    content = admin.get(reverse("projects_tables:show", args=[upload.pk])).content.decode()
    assert "Unsinn" in content
    assert "Gütersloh" in content


def test_towns_are_asked_about_answered_on_the_page_and_then_all_is_imported_once(admin: Client) -> None:
    upload = brought(admin)
    answer = {"asked-0": "Neustadt|", "town-0": "05754012", "own-0": ""}
    admin.post(reverse("projects_tables:towns", args=[upload.pk]), answer)
    work_through()
    for _twice in range(2):
        admin.post(reverse("projects_tables:import", args=[upload.pk]))
        work_through()
    admin.post(reverse("projects_tables:import", args=[upload.pk]))

    pages = {page.title: page for page in ProjectPage.objects.all()}
    assert set(pages) == {"Sprachcafé", "Chor"}
    assert pages["Chor"].city_keys == ["05754012"]
    assert (pages["Chor"].participants, pages["Sprachcafé"].participants) == (25, None)
    assert (pages["Chor"].source_name, pages["Chor"].licence) == ("Stadt A", "CC BY 4.0")
    assert tree_problems() == []
    report = b"".join(admin.get(reverse("projects_tables:report", args=[upload.pk])).streaming_content).decode()
    rows = list(csv.reader(io.StringIO(report.removeprefix("\ufeff")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["3", "4", "5", "6", "7"]
    assert rows[1][3] == pages["Sprachcafé"].identifier


def test_the_same_identifiers_update_and_say_what_changed(admin: Client, editor: User) -> None:
    imported(admin, "id;title;summary;Teilnehmende\n7;Chor;Alt;10\n8;Tanz;;\n")
    page = ProjectPage.objects.get(title="Chor")

    upload = imported(admin, "id;title;summary;Teilnehmende;Träger\n7;Chor;Neu;;Verein e. V.\n8;Tanz;;;\n")

    assert outcomes(upload) == [(2, "changed", ""), (3, "unchanged", "")]
    assert [change[1:] for change in upload.lines.get(number=2).changes] == [["Alt", "Neu"], ["", "Verein e. V."]]
    page = ProjectPage.objects.get(pk=page.pk)
    assert (page.summary, page.carrier, page.participants) == ("Neu", "Verein e. V.", 10)
    assert page.latest_revision.user == editor
    assert ProjectPage.objects.count() == 2


def test_own_identifiers_of_two_cities_do_not_meet(admin: Client) -> None:
    imported(admin, "id;title\n7;Chor\n", source="Stadt A")
    imported(admin, "id;title\n7;Tanz\n", source="Stadt B")
    assert set(ProjectPage.objects.values_list("title", flat=True)) == {"Chor", "Tanz"}


def test_an_update_of_what_somebody_works_on_waits_in_the_draft(admin: Client, index: ProjectIndexPage) -> None:
    page = project(index, "Chor", summary="Alt")
    page.title = "Chor, in Arbeit"
    page.save_revision()

    upload = imported(admin, f"identifier;summary\n{page.identifier};Neu\n")

    page = ProjectPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.title, page.summary) == ("Chor", "Alt")
    assert (draft.title, draft.summary) == ("Chor, in Arbeit", "Neu")
    assert upload.lines.get().outcome == "changed"
    assert upload.lines.get().explanation


def test_good_practice_is_not_changed_without_those_who_publish(admin: Client, index: ProjectIndexPage) -> None:
    page = project(index, "Chor", summary="Alt", good_practice=True)
    imported(admin, f"identifier;summary\n{page.identifier};Neu\n")
    page = ProjectPage.objects.get(pk=page.pk)
    assert (page.summary, page.get_latest_revision_as_object().summary) == ("Alt", "Neu")


def test_a_line_that_does_not_fit_what_is_there_is_refused(admin: Client, index: ProjectIndexPage) -> None:
    page = project(index, "Chor", start=date(2020, 1, 1))
    table = f"identifier;Ende\n{page.identifier};2019\ngp-2020-99999;2019\n"
    assert [reason for _n, _o, reason in outcomes(brought(admin, table))] == ["end_before_start", "unknown_identifier"]


def test_lines_of_the_same_project_are_one_with_further_grants(admin: Client) -> None:
    other = "".join(f"{number};Projekt {number};;;\n" for number in range(100, 320))
    upload = imported(
        admin, f"id;title;Fördergeber;Betrag;Jahr\n1;Chor;Stadt;1.200,50;2020\n{other}1;Chor;Land;500;2021\n"
    )
    assert upload.counts["new_projects"] == 221
    chor = ProjectPage.objects.get(title="Chor")
    assert sorted(chor.funding.values_list("year", "amount")) == [(2020, Decimal("1200.50")), (2021, Decimal(500))]

    more = imported(admin, "id;title;Fördergeber;Betrag;Jahr\n1;Chor;Stadt;1.300;2020\n")

    assert more.lines.get().changes == [["funder", "Stadt, 2020: 1200.50 EUR", "Stadt, 2020: 1300.00 EUR"]]
    assert ProjectPage.objects.get(pk=chor.pk).funding.count() == 2


def test_an_import_that_is_interrupted_goes_on_where_it_was(admin: Client) -> None:
    upload = brought(admin, "id;title\n" + "".join(f"{number};Projekt {number}\n" for number in range(250)))
    admin.post(reverse("projects_tables:import", args=[upload.pk]))
    asked = iter([False, False, True, True, True])
    work_through(lambda: next(asked))

    upload.refresh_from_db()
    assert upload.state == UploadState.IMPORTING
    assert 0 < ProjectPage.objects.count() < 250

    work_through()
    upload.refresh_from_db()
    assert upload.state == UploadState.IMPORTED
    assert ProjectPage.objects.count() == 250
    assert tree_problems() == []


def test_new_projects_that_nobody_touched_can_be_taken_back_and_brought_again(admin: Client) -> None:
    upload = imported(admin, "id;title\n1;Chor\n2;Tanz\n")
    ProjectPage.objects.get(title="Tanz").save_revision().publish()

    admin.post(reverse("projects_tables:undo", args=[upload.pk]))
    work_through()

    assert list(ProjectPage.objects.values_list("title", flat=True)) == ["Tanz"]
    assert [outcome for _number, outcome, _reason in outcomes(upload)] == ["withdrawn", "new"]
    again = imported(admin, "id;title\n1;Chor im Park\n")
    assert outcomes(again) == [(2, "new", "")]
    assert tree_problems() == []


def test_columns_are_remembered_for_the_same_headings(admin: Client) -> None:
    first = bring(admin, "A;B\nChor;Köln\n")
    number = int(first.url.rstrip("/").rpartition("/")[2])
    answer = admin.post(reverse("projects_tables:columns", args=[number]), {"column-0": "", "column-1": ""})
    assert answer.status_code == 422
    admin.post(reverse("projects_tables:columns", args=[number]), {"column-0": "title", "column-1": "town"})
    bring(admin, "A;B\nTanz;Köln\n")
    assert TableUpload.objects.latest("pk").mapping == ["title", "town"]


def test_others_are_not_let_in(client: Client, person: Callable[..., User], admin: Client) -> None:
    upload = brought(admin)
    other = Client()
    other.force_login(person(Role.EDITOR))
    assert other.get(reverse("projects_tables:index")).url == "/admin/"  # where Wagtail sends whom it refuses
    assert other.get(reverse("projects_tables:show", args=[upload.pk])).status_code == 404
    assert other.post(reverse("projects_tables:import", args=[upload.pk])).status_code == 404


def test_a_table_is_thrown_away_with_its_file(admin: Client, django_capture_on_commit_callbacks: Any) -> None:
    upload = brought(admin)
    path = Path(upload.file.path)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("projects_tables:discard", args=[upload.pk]))
    assert not TableUpload.objects.exists()
    assert not path.exists()


def test_reading_a_table_of_many_lines_asks_no_more_than_of_few(
    admin: Client, editor: User, django_assert_max_num_queries: Any
) -> None:
    upload = brought(admin, "id;title\n" + "".join(f"{number};Projekt {number}\n" for number in range(90)))
    with django_assert_max_num_queries(60):
        admin.get(reverse("projects_tables:show", args=[upload.pk]))
    services.start_import(upload, by=Person(editor))
    with django_assert_max_num_queries(75):
        work_through()
    assert ProjectPage.objects.count() == 90


def test_files_go_after_thirty_days_and_reports_after_a_year(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    never, done = brought(admin, "id;title\n1;Chor\n"), imported(admin, "id;title\n2;Tanz\n")
    paths = [Path(upload.file.path) for upload in (never, done)]

    def after(days: int) -> None:
        TableUpload.objects.update(changed_at=timezone.now() - timedelta(days=days))
        with django_capture_on_commit_callbacks(execute=True):
            forget_old_tables()

    after(29)
    assert all(path.exists() for path in paths)
    after(31)
    assert not any(path.exists() for path in paths)
    assert list(TableUpload.objects.all()) == [done]
    assert admin.get(reverse("projects_tables:report", args=[done.pk])).status_code == 200
    after(366)
    assert not TableUpload.objects.exists()
