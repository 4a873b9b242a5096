"""A city brings its untidy table, names the columns, tries it, imports it and reads the report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.enums import Role
from home.models import HomePage
from projects.models import ProjectPage
from projects.services import found_project_index
from projects.tables.job import work_through
from tests.factories.projects import town
from tests.stories.conftest import sign_in, somebody

TABLE = (
    "Projektliste der Stadt, Stand 2024;;;;\n"
    "Nr;Wie es heißt;Ort;Laufzeit von;Teilnehmende\n"
    "1;Sprachcafé;Köln;03.2020;120\n"
    "2;Chor;Neustadt;2019;\n"
    "3;Tanz;Köln;2020;-3\n"
)


@pytest.fixture
def table(site: HomePage, tmp_path: Path, settings: Settings) -> Path:
    settings.VAR_DIR = tmp_path
    found_project_index()
    town("05315000", "Köln")
    town("03255016", "Neustadt", district="Holzminden")
    town("05754012", "Neustadt", district="Gütersloh")
    path = tmp_path / "liste.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    return path


def worked_on(page: Page) -> None:
    """Let the worker do what waits, and look again."""
    work_through()
    page.get_by_role("link", name="Noch einmal nachsehen").click()


def test_a_city_brings_its_table(table: Path, opened: Callable[..., Page]) -> None:
    desk = opened("/de/konto/login/?next=/admin/projects/tables/")
    sign_in(desk, somebody("Pavel", Role.PROJECT_EDITOR))
    desk.get_by_role("link", name="Tabelle bringen").click()
    desk.get_by_label("Wessen Tabelle es ist").fill("Stadt Musterstadt")
    desk.locator("input[type=file]").set_input_files(table)
    desk.get_by_role("button", name="Weiter zu den Spalten").click()
    desk.get_by_label("Wie es heißt").select_option("title")
    desk.get_by_role("button", name="Tabelle prüfen").click()
    worked_on(desk)
    expect(desk.get_by_text("Ein Projekt wäre neu.")).to_be_visible()
    expect(desk.get_by_text("„-3“").first).to_be_visible()
    desk.get_by_label("Ort", exact=True).select_option("05754012")
    desk.get_by_role("button", name="Diese Antworten verwenden").click()
    worked_on(desk)
    desk.get_by_role("button", name="Jetzt importieren").click()
    worked_on(desk)
    expect(desk.get_by_text("2 Projekte sind neu.")).to_be_visible()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Bericht als CSV").click()
    report = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "Sprachcafé" in report
    assert "Abgelehnt" in report
    assert set(ProjectPage.objects.values_list("title", flat=True)) == {"Sprachcafé", "Chor"}
