"""Somebody proposes a project, it is sent back, mended, accepted and published; on a phone in Arabic it works too."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.enums import Role
from accounts.services import grant_roles
from home.models import HomePage
from projects.models import ProjectPage, Proposal
from projects.services import found_project_index
from tests.factories.projects import town
from tests.stories.conftest import PASSWORD, PHONE, sign_in, somebody

PROPOSE = "projekte/vorschlagen/"


def next_screen(page: Page, **texts: str) -> None:
    """Fill in fields by their names and go on."""
    for name, text in texts.items():
        field = page.locator(f"[name={name}]")
        if field.first.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.locator("button[value=next]").click()


def test_from_a_proposal_to_a_page(site: HomePage, opened: Callable[..., Page]) -> None:
    grant_roles()
    found_project_index()
    town("05315000", "Köln")
    paula, editor = somebody("Paula"), somebody("Edith", Role.PROJECT_EDITOR)

    page = opened(f"/de/{PROPOSE}")
    page.locator("main").get_by_role("link", name="Anmelden").click()
    sign_in(page, paula)
    page.get_by_role("link", name="Vorschlag beginnen").click()
    next_screen(page, title="Nähcafé am Ring", summary="Frauen nähen und lernen Deutsch.")
    next_screen(page, town_1_name="Kölle")
    expect(page.get_by_text("keinen Ort dieses Namens").or_(page.get_by_text("AGS")).first).to_be_visible()
    next_screen(page, town_1_name="Köln")
    next_screen(page, field="language")
    next_screen(page, carrier="Nadelöhr e. V.")
    next_screen(page)
    next_screen(page)
    page.locator("[name=process]").fill("Zweimal in der Woche.")
    page.get_by_role("button", name="Speichern und später weiter").click()
    page.get_by_role("link", name="Nähcafé am Ring").click()
    page.get_by_label("Ich darf das weitergeben").check()
    page.get_by_role("button", name="An die Projektredaktion senden").click()
    expect(page.get_by_text("Die Projektredaktion hat Ihren Vorschlag;")).to_be_visible()

    desk = opened("/admin/project_proposals/", javascript=True)
    sign_in(desk, editor)
    desk.get_by_role("link", name="Nähcafé am Ring").click()
    desk.get_by_label("Kommentar").fill("Seit wann gibt es das?")
    desk.get_by_role("button", name="Zur Änderung zurückgeben").click()
    expect(desk.get_by_text("Zurückgegeben").first).to_be_visible()

    page.reload()
    expect(page.get_by_text("Seit wann gibt es das?")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"Ändern.*Wann ist es")).click()
    next_screen(page, start="09.2021")
    page.get_by_role("link", name="Alles ansehen und absenden").click()
    page.get_by_label("Ich darf das weitergeben").check()
    page.get_by_role("button", name="An die Projektredaktion senden").click()

    desk.goto(f"/admin/project_proposals/{Proposal.objects.get().key}/")
    desk.get_by_role("button", name="Annehmen und eine Seite daraus machen").click()
    expect(desk.locator("[name=title]")).to_have_value("Nähcafé am Ring")
    made = ProjectPage.objects.get()
    made.get_latest_revision().publish()

    page.reload()
    page.get_by_role("link", name=made.identifier).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nähcafé am Ring")
    expect(page.get_by_text("September 2021").first).to_be_visible()


def test_in_arabic_on_a_phone(site: HomePage, opened: Callable[..., Page]) -> None:
    found_project_index()
    nour = somebody("Nour")
    phone = opened(f"/ar/konto/login/?next=/ar/{PROPOSE}neu/", size=PHONE, language="ar")
    phone.locator("#id_login").fill(nour.email)
    phone.locator("#id_password").fill(PASSWORD)
    phone.locator("main form button[type=submit]").first.click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    next_screen(phone, title="مقهى الخياطة", language="ar")
    expect(phone.get_by_role("heading", level=1)).to_have_text("أين هو؟")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert Proposal.objects.get().language == "ar"
    next_screen(phone, land="05")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("مجال")
