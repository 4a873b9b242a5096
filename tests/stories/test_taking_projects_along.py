"""A researcher takes a list along and cites a project, in German and in Arabic."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from home.models import HomePage
from projects.services import found_project_index
from tests.factories.projects import berlin, project, town
from tests.stories.conftest import DESK, PHONE


@pytest.fixture
def published(site: HomePage) -> str:
    index = found_project_index()
    page = project(index, "Sprachcafé", fields=["language"], towns=[berlin()], carrier="Beispielverein e. V.")
    page.save_revision().publish()
    project(index, "Sportfest", fields=["sport"], towns=[town("05315000", "Köln", kind="Stadt")])
    return page.identifier


@pytest.mark.parametrize(
    "reader",
    [
        ("de", "Diese Liste mitnehmen", "Dieses Projekt zitieren", DESK),
        ("ar", "خذ هذه القائمة معك", "الاستشهاد بهذا المشروع", PHONE),
    ],
)
def test_somebody_takes_a_list_along_and_cites_a_project(
    published: str, opened: Callable[..., Page], tmp_path: Path, reader: tuple[str, str, str, dict[str, int]]
) -> None:
    language, take, cite, size = reader
    desk = opened(f"/{language}/projekte/?field=language", size=size, language=language)
    desk.get_by_text(take).click()
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="CSV", exact=True).click()
    assert waiting.value.suggested_filename.startswith("projekte-")
    waiting.value.save_as(tmp_path / "liste.csv")
    with (tmp_path / "liste.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [line["title"] for line in csv.DictReader(file)] == ["Sprachcafé"]

    desk.locator("main").get_by_role("link", name="Sprachcafé").first.click()
    section = desk.get_by_role("region", name=cite)
    expect(section).to_contain_text("Beispielverein e. V.")
    section.get_by_role("link", name="DIN ISO 690").click()
    expect(desk.get_by_role("region", name=cite)).to_contain_text("BEISPIELVEREIN E. V.")
    expect(desk.get_by_role("region", name=cite)).to_contain_text(f"/{language}/projekte/{published}/")
    assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
