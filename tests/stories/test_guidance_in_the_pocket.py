"""A newcomer finds how to register an address, in Arabic, on a phone: without JavaScript, then without a network."""

from collections.abc import Callable

from django.core.cache import cache
from playwright.sync_api import Page, expect

from guidance.models import Feedback
from home.models import HomePage, MenuItem
from tests.factories.guidance import section, topic, translate
from tests.stories.conftest import PHONE

#: Waits until the service worker has the page, and the one it shows where it has none.
UNTIL_KEPT = """async () => {
  const cache = await caches.open("pages-1");
  while ((await cache.keys()).length < 2) await new Promise((again) => setTimeout(again, 50));
}"""


def published(site: HomePage) -> None:
    index = section(site)
    address, bank = topic(index, "Wohnsitz anmelden"), topic(index, "Konto eröffnen")
    for page in (index, address, bank):
        translate(page, "ar")
    MenuItem.objects.create(place=MenuItem.Place.MAIN, page=index)


def test_a_newcomer_finds_how_to_register_an_address_without_javascript(
    site: HomePage, opened: Callable[..., Page]
) -> None:
    published(site)
    cache.clear()
    phone = opened("/", size=PHONE, language="ar")
    phone.get_by_role("link", name="[ar] Wegweiser").first.click()
    phone.get_by_role("link", name="[ar] Wohnsitz anmelden").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("[ar] Wohnsitz anmelden")
    phone.get_by_role("button", name="لا", exact=True).click()
    phone.locator("main textarea").fill("لم أجد ساعات العمل")
    phone.locator("main form button").last.click()
    expect(phone.locator("main textarea")).to_have_count(0)
    assert Feedback.objects.get().comment == "لم أجد ساعات العمل"
    assert not phone.context.cookies()


def test_what_was_read_and_what_was_kept_is_there_without_a_network(
    site: HomePage, opened: Callable[..., Page]
) -> None:
    published(site)
    phone = opened("/ar/wegweiser/wohnsitz-anmelden/", size=PHONE, language="ar", javascript=True)
    phone.evaluate(UNTIL_KEPT)
    phone.context.set_offline(True)
    phone.goto("/ar/wegweiser/wohnsitz-anmelden/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("[ar] Wohnsitz anmelden")
    expect(phone.get_by_role("link", name="+49 30 112")).to_be_visible()
    phone.goto("/ar/wegweiser/konto-eroffnen/")
    expect(phone.get_by_role("link", name="[ar] Wohnsitz anmelden")).to_be_visible()
    expect(phone.get_by_role("link", name="112").first).to_be_visible()

    phone.context.set_offline(False)
    phone.goto("/ar/mitnehmen/")
    button = phone.locator("button[data-keep]").first
    label = button.text_content()
    button.click()
    expect(button).not_to_have_text(label or "")
    phone.context.set_offline(True)
    phone.goto("/ar/wegweiser/konto-eroffnen/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("[ar] Konto eröffnen")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
