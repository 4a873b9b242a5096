"""A researcher reads a project, compares it with others, and looks at the figures: in German and in Arabic."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from home.models import HomePage
from projects.models import ProjectPage
from projects.services import found_project_index
from tests.factories.projects import project, town
from tests.stories.conftest import PHONE

WORDS = {
    "de": {
        "similar": "Ähnliche Projekte",
        "town": "Gleiche Stadt: Köln",
        "compare": "Vergleichen",
        "differs": "verschieden",
        "take_out": "Herausnehmen",
        "older": "ältere Version",
        "field": "Handlungsfeld",
        "first": "Version 1",
    },
    "ar": {
        "similar": "مشاريع مشابهة",
        "town": "المدينة نفسها: Köln",
        "compare": "مقارنة",
        "differs": "مختلف",
        "take_out": "إخراج",
        "older": "إصدار أقدم",
        "field": "مجال العمل",
        "first": "الإصدار 1",
    },
}


@pytest.fixture
def lotsen(site: HomePage) -> ProjectPage:
    """A project in its second version, and another one of its town."""
    index, koeln = found_project_index(), town("05315000", "Köln")
    project(index, "Lesepaten", fields=["language"], towns=[koeln], volunteers=30)
    page = project(index, "Stadtlotsen", fields=["language"], towns=[koeln], volunteers=12, summary="Wie es begann.")
    page.save_revision().publish()
    draft = ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.summary, draft.change_note = "Wie es heute ist.", "Zweites Jahr"
    draft.save_revision().publish()
    return ProjectPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_somebody_reads_a_project_its_older_version_and_a_similar_one(
    lotsen: ProjectPage, opened: Callable[..., Page], language: str
) -> None:
    words = WORDS[language]
    phone = opened(f"/{language}/projekte/{lotsen.identifier}/", size=PHONE, language=language)
    expect(phone.get_by_text("Wie es heute ist.")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(phone.get_by_text(words["town"])).to_be_visible()
    phone.get_by_role("link", name=words["first"]).click()
    expect(phone.get_by_text(words["older"])).to_be_visible()
    expect(phone.get_by_text("Wie es begann.")).to_be_visible()
    phone.go_back()
    phone.get_by_role("heading", name=words["similar"]).scroll_into_view_if_needed()
    phone.get_by_role("link", name="Lesepaten", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lesepaten")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_somebody_compares_two_projects_and_takes_one_out(
    lotsen: ProjectPage, opened: Callable[..., Page], language: str
) -> None:
    words = WORDS[language]
    phone = opened(f"/{language}/projekte/{lotsen.identifier}/", size=PHONE, language=language)
    phone.get_by_role("link", name=words["compare"]).last.click()
    table = phone.get_by_role("table")
    expect(table.get_by_role("columnheader", name="Stadtlotsen")).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="30")).to_contain_text(words["differs"])
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    before = table.get_by_role("rowheader").nth(1).bounding_box()
    phone.locator(".scroller").evaluate("box => { box.scrollLeft += document.dir === 'rtl' ? -150 : 150 }")
    after = table.get_by_role("rowheader").nth(1).bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["x"] - after["x"]) < 5  # the first column stays, but for its border
    table.get_by_role("link", name=words["take_out"]).last.click()
    expect(phone.get_by_role("table").get_by_text("Stadtlotsen").first).to_be_visible()
    expect(phone.get_by_role("table").get_by_text("Lesepaten")).to_have_count(0)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_somebody_follows_a_number_to_its_projects(
    lotsen: ProjectPage, opened: Callable[..., Page], language: str
) -> None:
    words = WORDS[language]
    desk = opened(f"/{language}/projekte/zahlen/", language=language)
    section = desk.locator("#field")
    expect(section.get_by_role("img", name=words["field"])).to_be_visible()
    section.get_by_role("cell").get_by_role("link", name="2").click()
    expect(desk.get_by_role("link", name="Stadtlotsen")).to_be_visible()
    expect(desk.get_by_role("link", name="Lesepaten")).to_be_visible()
