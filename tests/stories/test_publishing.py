"""A page goes from the editor over the reviewer, back, and to the publisher, in Wagtail's administration."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.enums import Role
from guidance.models import GuidancePage
from home.models import HomePage
from home.services import set_up_editorial
from tests.factories.guidance import section, topic
from tests.stories.conftest import sign_in, somebody


def actions(page: Page) -> None:
    """Open the menu beside the main button of the editor."""
    page.get_by_role("button", name="Mehr Aktionen").click()


def done(page: Page) -> None:
    """Wait for the administration to say that it worked."""
    expect(page.locator(".messages .success")).to_be_visible()


def test_a_draft_is_sent_back_approved_and_published(site: HomePage, opened: Callable[..., Page]) -> None:
    page = topic(section(site), "Wohnsitz anmelden")
    set_up_editorial()
    editing = f"/admin/pages/{page.pk}/edit/"

    def at_work(name: str, role: Role) -> Page:
        desk = opened(f"/de/konto/login/?next={editing}", javascript=True)
        sign_in(desk, somebody(name, role))
        expect(desk.locator("#id_title")).to_be_visible()
        desk.goto(editing)  # takes the greeting away, which looks like the message that something worked
        return desk

    editor = at_work("Eva", Role.EDITOR)
    editor.locator("#id_title").fill("Adresse anmelden")
    expect(editor.locator("footer").get_by_role("button", name="Veröffentlichen", exact=True)).to_have_count(0)
    actions(editor)
    editor.get_by_role("button", name="In Freigabe einreichen").click()
    done(editor)

    reviewer = at_work("Rana", Role.REVIEWER)
    actions(reviewer)
    reviewer.locator("[data-workflow-action-name=reject]").click()
    reviewer.locator("#id_comment").fill("Bitte die Frist nennen.")
    reviewer.locator(".modal").get_by_role("button").last.click()
    done(reviewer)

    editor.goto(editing)
    expect(editor.get_by_text("Bitte die Frist nennen.").first).to_be_attached()
    editor.locator("#id_summary").fill("Innerhalb von zwei Wochen.")
    actions(editor)
    editor.get_by_role("button", name="erneut").or_(editor.locator("[name=action-restart-workflow]")).first.click()
    done(editor)

    for desk in (reviewer, at_work("Petra", Role.PUBLISHER)):
        assert GuidancePage.objects.get(pk=page.pk).title == "Wohnsitz anmelden"
        desk.goto(editing)
        actions(desk)
        desk.locator("[data-workflow-action-name=approve]").first.click()
        done(desk)

    reader = opened("/de/wegweiser/wohnsitz-anmelden/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Adresse anmelden")
    expect(reader.get_by_text("Innerhalb von zwei Wochen.").first).to_be_visible()
