"""Somebody asks to join a community; a manager admits them; they stand in the room."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from communities.enums import JoiningBy, MemberRole
from communities.models import CommunityIndexPage, CommunityPage, CommunityRoomPage
from home.models import HomePage
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.stories.conftest import PHONE, sign_in, somebody

PUBLIC, ROOM = "/de/communities/chor/", "/de/communities/chor/intern/"


def test_somebody_joins_a_community_and_sees_its_room(site: HomePage, opened: Callable[..., Page]) -> None:
    index = site.add_child(instance=CommunityIndexPage(title="Communities", slug="communities"))
    community = CommunityFactory(key="chor", name="Chor", joining_by=JoiningBy.REQUEST)
    page = index.add_child(
        instance=CommunityPage(title="Chor", slug="chor", community=community, for_whom="Alle", body="<p>Wir.</p>")
    )
    page.add_child(instance=CommunityRoomPage(title="Probenraum", slug="intern", intro="<p>Die Noten sind da.</p>"))
    nour, mariam = somebody("Nour"), somebody("Mariam")
    MembershipFactory(community=community, person=mariam, role=MemberRole.MANAGER)

    phone = opened(PUBLIC, size=PHONE)
    expect(phone.get_by_text("Probenraum")).to_have_count(0)
    phone.locator("main").get_by_role("link", name="Anmelden").click()
    sign_in(phone, nour)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Chor")
    phone.get_by_label("Ein paar Worte").fill("Ich singe Alt.")
    phone.get_by_role("button", name="Um Aufnahme bitten").click()
    expect(phone.get_by_text("entscheidet darüber").first).to_be_visible()

    desk = opened(f"/de/konto/login/?next={ROOM}")
    sign_in(desk, mariam)
    expect(desk.get_by_text("Ich singe Alt.")).to_be_visible()
    desk.get_by_role("button", name="Aufnehmen").click()
    expect(desk.get_by_text("Die Person ist jetzt Mitglied.")).to_be_visible()

    phone.goto(PUBLIC)
    phone.get_by_role("link", name="Raum betreten").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Probenraum")
    expect(phone.get_by_text("Das sehen nur 2 Mitglieder")).to_be_visible()
    phone.get_by_label("Schreiben Sie etwas").fill("Wann ist Probe?")
    phone.get_by_role("button", name="Ans Brett").click()
    expect(phone.get_by_text("Wann ist Probe?")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("Wann ist Probe?")).to_be_visible()
