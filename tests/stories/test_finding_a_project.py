"""A researcher looks for projects of a field in a city."""

import re
from collections.abc import Callable

from django.core import mail
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


def test_a_reader_of_arabic_finds_on_the_map_chooses_for_comparing_and_wants_to_be_told(
    site: HomePage, opened: Callable[..., Page]
) -> None:
    published(site)
    phone = opened("/ar/projekte/", size=PHONE, javascript=True, language="ar")
    assert phone.locator("html").get_attribute("dir") == "rtl"
    phone.get_by_role("link", name="خريطة").click()
    expect(phone.get_by_role("img", name="خريطة ألمانيا")).to_be_visible()
    phone.get_by_role("row", name="Köln").get_by_role("link").click()
    expect(phone.get_by_role("heading", level=2, name="مشروعان")).to_be_visible()
    for title in ("Sprachcafé", "Gesundheitslotsen"):
        phone.get_by_label(title).check()
    expect(phone.get_by_text("المختار: 2")).to_be_visible()
    phone.get_by_role("link", name="إلغاء الكل").click()
    expect(phone.get_by_text("المختار: 2")).to_be_visible()  # remembered on the next list
    assert phone.locator("form#compare").evaluate("form => new FormData(form).getAll('id').length") == 2
    phone.get_by_role("link", name="إشعار بالبريد الإلكتروني").click()
    phone.locator("main").get_by_label("عنوان البريد الإلكتروني").fill("jo@example.org")
    phone.get_by_role("button", name="أرسلوا لي رسالة للتأكيد").click()
    expect(phone.get_by_text("jo@example.org")).to_be_visible()
    link = re.search(r"https?://[^/]+(/ar/projekte/merken/bestaetigen/\S+)", str(mail.outbox[-1].body))
    assert link
    phone.goto(link[1])
    phone.get_by_role("button", name="نعم").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("ستصلك الأخبار")


def test_nothing_found_leads_on(site: HomePage, opened: Callable[..., Page]) -> None:
    published(site)
    phone = opened("/de/projekte/?q=Segelflug", size=PHONE)
    expect(phone.get_by_role("link", name="Sprachcafé")).to_have_count(0)
    phone.locator("main").get_by_role("link", name="Alle Filter entfernen").or_(
        phone.locator("main").get_by_role("link", name="Alle Projekte zeigen")
    ).first.click()
    expect(phone.get_by_role("link", name="Sprachcafé").first).to_be_visible()
