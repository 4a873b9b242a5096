"""A change in German reaches readers of Arabic by the hand of a translator; Easy German is advised while one writes."""

import re
from collections.abc import Callable

from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from accounts.enums import Role, translator_group
from accounts.models import User
from guidance.models import GuidancePage
from home.models import HomePage
from home.services import set_up_editorial
from tests.factories.guidance import section, topic, translate
from tests.stories.conftest import sign_in, somebody

SUMMARY = "Wohnsitz anmelden: in einem Satz."


def translator(name: str, language: str) -> User:
    """Make somebody who translates into one language."""
    user = somebody(name)
    user.groups.add(Group.objects.get(name=translator_group(language)))
    return user


def test_editor_changes_translator_mends_reader_sees(site: HomePage, opened: Callable[..., Page]) -> None:
    index = section(site)
    translate(index, "ar")
    page = topic(index, "Wohnsitz anmelden", body=[])
    translate(page, "ar")
    set_up_editorial()

    publisher = opened(f"/de/konto/login/?next=/admin/pages/{page.pk}/edit/", javascript=True)
    sign_in(publisher, somebody("Petra", Role.EDITOR, Role.PUBLISHER))
    expect(publisher.locator("#id_summary")).to_be_visible()
    publisher.locator("#id_summary").fill("Wohnsitz anmelden: in zwei Wochen.")
    publisher.get_by_label("Dringend:").check()
    publisher.get_by_role("button", name="Mehr Aktionen").click()
    publisher.get_by_role("button", name="Veröffentlichen", exact=True).click()
    expect(publisher.locator(".messages .success")).to_be_visible()
    publisher.goto(f"/admin/pages/{page.pk}/edit/")
    expect(publisher.get_by_label("Normal:")).to_be_checked()

    reader = opened("/ar/wegweiser/wohnsitz-anmelden/")
    expect(reader.locator(".language-status--outdated")).to_be_visible()

    desk = opened("/de/konto/login/?next=/admin/translations/mine/")
    sign_in(desk, translator("Amal", "ar"))
    expect(desk.locator(".tr-tasks li").first).to_contain_text("dringend")
    desk.locator(".tr-tasks a").first.click()
    changed = desk.locator(".tr-unit", has_text="in zwei Wochen").first
    expect(changed.locator("del").first).to_have_text(re.compile("einem"))
    expect(changed.locator("ins").first).to_have_text(re.compile("zwei"))
    expect(changed.locator(".tr-offer").first).to_contain_text(f"[ar] {SUMMARY}")
    changed.locator("textarea").fill("تسجيل السكن: خلال أسبوعين.")
    desk.get_by_role("button", name="Prüfen und veröffentlichen").click()
    expect(desk.locator(".tr-standing")).to_contain_text("Geprüft")
    expect(desk.locator(".tr-standing")).to_contain_text("Amal")

    reader.reload()
    expect(reader.get_by_text("تسجيل السكن: خلال أسبوعين.").first).to_be_visible()
    expect(reader.locator(".language-status--outdated")).to_have_count(0)
    target = GuidancePage.objects.get(translation_key=page.translation_key, locale__language_code="ar")
    assert target.last_published_at > GuidancePage.objects.get(pk=page.pk).last_published_at


def test_easy_german_is_advised_while_one_writes_and_never_stops_anybody(
    site: HomePage, opened: Callable[..., Page]
) -> None:
    index = section(site)
    translate(index, "de-simple")
    page = topic(index, "Wohnsitz anmelden", body=[])
    set_up_editorial()
    desk = opened(f"/de/konto/login/?next=/admin/translations/{page.pk}/de-simple/", javascript=True)
    sign_in(desk, translator("Ute", "de-simple"))
    summary = desk.locator(".tr-unit", has_text=SUMMARY).first
    summary.locator("textarea").fill("Ihr Antrag wird bei der Ausländerbehörde nicht geprüft.")
    advice = summary.locator(".tr-advice li")
    expect(advice).to_have_count(3)
    expect(summary.locator(".tr-advice")).to_contain_text("Mediopunkt")
    title = desk.locator(".tr-unit").first.locator("textarea")
    title.fill("Neue Adresse sagen")
    desk.get_by_role("button", name="Prüfen und veröffentlichen").click()
    expect(desk.locator(".tr-standing")).to_contain_text("Geprüft")
    reader = opened("/de-simple/wegweiser/wohnsitz-anmelden/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Neue Adresse sagen")
