"""Somebody who has just arrived reads what to do, in Arabic, on a phone without JavaScript."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from home.models import HomePage, MenuItem
from tests.factories.guidance import section, topic, translate
from tests.stories.conftest import PHONE


def test_somebody_reads_a_page_in_arabic(site: HomePage, opened: Callable[..., Page]) -> None:
    index = section(site)
    address, bank = topic(index, "Wohnsitz anmelden"), topic(index, "Konto eröffnen")
    for page in (index, address):
        translate(page, "ar")
    MenuItem.objects.create(place=MenuItem.Place.MAIN, page=index)

    phone = opened("/", size=PHONE, language="ar")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    phone.get_by_role("link", name="[ar] Wegweiser").first.click()
    phone.get_by_role("link", name="[ar] Wohnsitz anmelden").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("[ar] Wohnsitz anmelden")
    # The word on the letter stays German, in its own direction.
    word = phone.get_by_text("Anmeldebestätigung").first
    expect(word).to_be_visible()
    expect(phone.get_by_role("link", name="+49 30 112")).to_have_attribute("href", "tel:+4930112")

    phone.goto(bank.get_url().replace("/de/", "/ar/"))
    expect(phone.locator("html")).to_have_attribute("lang", "ar")
    phone.get_by_role("link", name="Deutsch: Konto eröffnen").or_(
        phone.get_by_role("link", name="Konto eröffnen")
    ).first.click()
    expect(phone.locator("html")).to_have_attribute("lang", "de")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Konto eröffnen")


def test_the_language_changes_and_the_page_stays(site: HomePage, opened: Callable[..., Page]) -> None:
    index = section(site)
    address = topic(index, "Wohnsitz anmelden")
    for page in (index, address):
        translate(page, "ar")
    desk = opened("/de/wegweiser/wohnsitz-anmelden/")
    desk.get_by_role("link", name="العربية").first.click()
    expect(desk).to_have_url(desk.url.split("/ar/")[0] + "/ar/wegweiser/wohnsitz-anmelden/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("[ar] Wohnsitz anmelden")
