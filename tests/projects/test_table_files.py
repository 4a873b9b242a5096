"""Files that a city may bring: each that is no table is refused with a sentence, nothing is half-written."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import User
from projects.importing.columns import COLUMNS, column_called
from projects.importing.sheets import opened_sheet
from projects.importing.workbooks import rows_of_workbook
from projects.models import ProjectIndexPage, ProjectPage, TableUpload
from projects.tables.job import work_through
from projects.tables.services import MOST_BYTES
from projects.tables.templates import OFFERED, template_csv, template_workbook


@pytest.fixture
def admin(
    client: Client, person: Callable[..., User], index: ProjectIndexPage, settings: Settings, tmp_path: Path
) -> Client:
    settings.VAR_DIR = tmp_path
    client.force_login(person(Role.PROJECT_EDITOR))
    return client


def workbook(*rows: Any) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


def bring(admin: Client, content: bytes, name: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return admin.post(reverse("projects_tables:new"), {"file": file, "source_name": "Stadt A"})


BOOK = workbook(["Titel", "Beginn"], ["Chor", date(2020, 3, 1)])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leer.csv"),
        (b"\n\n;;;\n", "leer.csv"),
        (b"Titel;Ort\n", "nur-kopf.csv"),
        (b"%PDF-1.7 ...", "liste.csv"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "alt.xls"),
        (archive(a=b"b"), "liste.xlsx"),
        (BOOK[: len(BOOK) // 2], "liste.xlsx"),
        (archive(xl__workbook_xml=b"<x"), "liste.xlsx"),
        (archive(xl__workbook_xml=b"0" * 160_000_000), "bombe.xlsx"),
        (b'Titel;Ort\n"Chor;K', "liste.csv"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence_and_not_kept(
    admin: Client, content: bytes, name: str, tmp_path: Path
) -> None:
    answer = bring(admin, content, name)
    assert answer.status_code == 422
    assert answer.context["problem"] or answer.context["form"].errors
    assert not TableUpload.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_two_gigabytes_are_refused_before_any_of_it_is_read(admin: Client) -> None:
    address = reverse("projects_tables:new")
    answer = admin.generic("POST", address, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(2 * 1024**3))
    assert answer.status_code == 413
    assert str(MOST_BYTES // 1024 // 1024) in answer.content.decode()


def test_the_form_cannot_be_sent_from_elsewhere(admin: Client, person: Callable[..., User]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person(Role.PROJECT_EDITOR))
    assert bring(strict, BOOK, "liste.xlsx").status_code == 403


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (BOOK, "liste.xlsx"),
        (BOOK, "liste.csv"),
        ("Titel;Beginn\nÜbung;03.2020\n".encode("cp1252"), "liste.csv"),
        ("Titel\tBeginn\nÜbung\t03.2020\n".encode("utf-16"), "liste.txt"),
        (b"\xef\xbb\xbfTitel,Beginn\r\nChor,2020-03\r\n", "liste.csv"),
        (b"Titel;Beginn\rChor;2020-03\r", "alt-mac.csv"),
        (b'Liste\n\n"Titel (Pflicht)*";Beginn\n"Verein ""Haus"" e.V.";2020\n', "liste.csv"),
    ],
)
def test_tables_in_all_their_forms_are_read(admin: Client, content: bytes, name: str) -> None:
    answer = bring(admin, content, name)
    assert answer.status_code == 302, answer.context["problem"]
    assert TableUpload.objects.get().mapping == ["title", "start"]


def test_a_file_that_ends_in_the_middle_is_taken_not_at_all(admin: Client) -> None:
    lines = "".join(f"Projekt {number};Köln;2020\n" for number in range(50))
    bring(admin, f"Titel;Ort;Beginn\n{lines}Chor;K".encode(), "liste.csv")
    upload = TableUpload.objects.get()
    admin.post(reverse("projects_tables:columns", args=[upload.pk]), {"column-0": "title"})
    work_through()
    upload.refresh_from_db()
    assert (upload.state, upload.lines.count()) == ("failed", 0)
    assert "52" in upload.message
    assert admin.get(reverse("projects_tables:show", args=[upload.pk])).status_code == 200
    assert not ProjectPage.objects.exists()


def test_cells_of_a_workbook_leave_no_doubt(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Titel", 23.885, 2012, 1234.5, date(2020, 3, 1), True, 0.8, "=1+1"])
    book.active["G1"].number_format = "0%"
    book.save(path)
    with rows_of_workbook(path) as rows:
        [(number, cells)] = list(rows)
    assert number == 1
    assert cells == ["Titel", "23.8850", "2012", "1234.5", "2020-03-01", "yes", "80 %"]


def test_the_template_is_read_without_naming_a_column(admin: Client, tmp_path: Path) -> None:
    for name, content in (("v.xlsx", template_workbook()), ("v.csv", template_csv().encode())):
        path = tmp_path / name
        path.write_bytes(content)
        with opened_sheet(path) as sheet:
            assert [column_called(heading) for heading in sheet.headings] == [column.name for column in OFFERED]
            assert len(list(sheet.rows)) == 1
    answer = admin.get(reverse("projects_tables:template", kwargs={"kind": "xlsx"}))
    assert answer.status_code == 200


def test_every_column_is_known_by_its_name() -> None:
    assert [column_called(column.name) for column in COLUMNS] == [column.name for column in COLUMNS]
