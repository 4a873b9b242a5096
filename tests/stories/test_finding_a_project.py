"""A researcher looks for projects of a field in a city."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from home.models import HomePage
from projects.services import found_project_index
from tests.factories.projects import berlin, project, town
from tests.stories.conftest import PHONE

LANGUAGE, HEALTH = "language", "health"


def published(site: HomePage) -> None:
    index = found_project_index()
    cologne = town("05315000", "Köln", kind="Stadt")
    for title, field, place in (
        ("Sprachcafé", LANGUAGE, cologne),
        ("Sprachbrücke", LANGUAGE, berlin()),
        ("Gesundheitslotsen", HEALTH, cologne),
    ):
        project(index, title, fields=[field], towns=[place], summary=f"{title} in einem Satz.")


def test_somebody_finds_a_project_by_field_and_city(site: HomePage, opened: Callable[..., Page]) -> None:
    published(site)
    desk = opened("/de/projekte/")
    expect(desk.get_by_text("Gesundheitslotsen").first).to_be_visible()
    desk.get_by_label("Sprache und Dolmetschen").check()
    desk.get_by_label("Köln").check()
    desk.get_by_role("button", name="Filter anwenden").click()
    results = desk.locator("main")
    expect(results.get_by_role("link", name="Sprachcafé")).to_be_visible()
    expect(results.get_by_role("link", name="Gesundheitslotsen")).to_have_count(0)
    expect(results.get_by_role("link", name="Sprachbrücke")).to_have_count(0)
    results.get_by_role("link", name="Sprachcafé").first.click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Sprachcafé")
    expect(desk.get_by_text("Köln").first).to_be_visible()


def test_nothing_found_leads_on(site: HomePage, opened: Callable[..., Page]) -> None:
    published(site)
    phone = opened("/de/projekte/?q=Segelflug", size=PHONE)
    expect(phone.get_by_role("link", name="Sprachcafé")).to_have_count(0)
    phone.locator("main").get_by_role("link", name="Alle Filter entfernen").or_(
        phone.locator("main").get_by_role("link", name="Alle Projekte zeigen")
    ).first.click()
    expect(phone.get_by_role("link", name="Sprachcafé").first).to_be_visible()
