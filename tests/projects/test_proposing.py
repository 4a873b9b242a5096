"""Somebody proposes a project, screen by screen; nobody else sees it before it is sent."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.access import Person
from accounts.models import User
from accounts.services import delete_account
from cms.core.models import SiteDocument
from projects.enums import ProposalState
from projects.models import ProjectIndexPage, Proposal
from projects.proposing import services
from projects.proposing.steps import STEPS
from projects.tasks import forget_proposals
from tests.factories.projects import project, town
from tests.factories.proposals import WRITTEN, ProposalFactory, somebody

PROPOSE = "/de/projekte/vorschlagen/"


@pytest.fixture
def author(index: ProjectIndexPage) -> User:
    town("05315000", "Köln", inhabitants=1_000_000)
    return somebody()


@pytest.fixture
def browser(author: User) -> Client:
    client = Client()
    client.force_login(author)
    return client


def sent(key: str, **changes: Any) -> dict[str, Any]:
    kept = {**WRITTEN[key], **changes}
    return {name: "on" if value is True else value for name, value in kept.items()}


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def test_a_visitor_is_told_how_it_goes_and_led_to_the_sign_in(index: ProjectIndexPage) -> None:
    page = Client().get(PROPOSE)
    assert page.status_code == 200
    assert f"/de/konto/login/?next={PROPOSE}" in page.content.decode()
    assert Client().get(f"{PROPOSE}neu/").status_code == 302


def test_screen_by_screen_to_the_end_and_sent_once(browser: Client, author: User, mailoutbox: list[Any]) -> None:
    answer = browser.post(f"{PROPOSE}neu/", sent("about"))
    proposal = Proposal.objects.get()
    for step in STEPS[1:]:
        assert answer.headers["Location"] == f"{PROPOSE}{proposal.key}/schritt/{step.slug}/"
        assert browser.get(answer.headers["Location"]).status_code == 200
        answer = browser.post(answer.headers["Location"], sent(step.key))
    review = f"{PROPOSE}{proposal.key}/"
    assert answer.headers["Location"] == review
    page = text(browser.get(review))
    for written in ("Nähcafé am Ring", "Köln (05315000)", "Zweimal in der Woche.", "Arabisch", "Nadia Nadel"):
        assert written in page
    assert not mailoutbox
    for _time in range(2):
        assert browser.post(f"{review}absenden/", {"agreed": "on"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.title, proposal.author) == (ProposalState.SUBMITTED, "Nähcafé am Ring", author)
    assert proposal.events.count() == 1


def test_what_is_wrong_is_said_and_everything_else_on_the_screen_is_kept(browser: Client, author: User) -> None:
    proposal = ProposalFactory(author=author, data={})
    address = f"{PROPOSE}{proposal.key}/schritt/zeit/"
    page = browser.post(address, {"start": "irgendwann", "status": "running"})
    assert page.status_code == 200
    assert "irgendwann" in page.content.decode()
    proposal.refresh_from_db()
    assert proposal.data["time"] == {"status": "running"}
    assert "2019" not in proposal.data["time"]
    browser.post(address, {"start": "2021", "end": "2019"})
    proposal.refresh_from_db()
    assert proposal.data["time"] == {"start": "2021"}


def test_a_town_that_could_be_several_is_asked_about(browser: Client, author: User) -> None:
    town("06534014", "Neustadt (Hessen)", district="Marburg-Biedenkopf")
    town("09180125", "Neustadt (Aisch)", district="Neustadt a.d.Aisch")
    proposal = ProposalFactory(author=author, data={})
    address = f"{PROPOSE}{proposal.key}/schritt/wo/"
    page = text(browser.post(address, {"town_1_name": "Neustadt"}))
    assert "06534014" in page
    assert "09180125" in page
    browser.post(address, {"town_1_name": "koeln", "town_2_name": "06534014"})
    proposal.refresh_from_db()
    assert proposal.data["where"]["town_1_name"] == "Köln (05315000)"
    assert proposal.data["where"]["town_2_name"] == "Neustadt (Hessen) (06534014)"


def test_what_is_needed_must_be_there(browser: Client, author: User) -> None:
    proposal = ProposalFactory(author=author, data={"about": WRITTEN["about"]})
    review = f"{PROPOSE}{proposal.key}/"
    page = text(browser.get(review))
    assert "Vor dem Absenden" in page or "nötig" in page
    browser.post(f"{review}absenden/", {"agreed": "on"})
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DRAFT


def test_a_contact_who_has_not_agreed_is_not_kept(browser: Client, author: User) -> None:
    proposal = ProposalFactory(author=author)
    browser.post(f"{PROPOSE}{proposal.key}/schritt/kontakt/", {"name": "Nadia", "email": "nadia@example.org"})
    proposal.refresh_from_db()
    assert "nadia" not in str(proposal.data).lower()


def test_a_likely_duplicate_is_pointed_out_unless_it_is_hidden(
    browser: Client, author: User, index: ProjectIndexPage
) -> None:
    project(index, "Naehcafe am Ring", towns=[town("05315000", "Köln")], carrier="Nadelöhr e.V.")
    hidden = project(index, "Nähcafe an dem Ring", towns=[town("05315000", "Köln")])
    hidden.unpublish()
    proposal = ProposalFactory(author=author)
    for page in (f"{PROPOSE}{proposal.key}/", f"{PROPOSE}{proposal.key}/schritt/zeit/"):
        shown = text(browser.get(page))
        assert "Naehcafe am Ring" in shown
        assert "Nähcafe an dem Ring" not in shown


def test_other_people_find_nothing(browser: Client, author: User) -> None:
    other = somebody("Olga Ohne")
    for proposal in (ProposalFactory(author=other), ProposalFactory(author=other, submitted=True)):
        for address in ("", "schritt/wo/", "absenden/", "zurueckziehen/", "hochladen/", "wieder-aufnehmen/"):
            answer = browser.post if address.endswith("en/") and address else browser.get
            assert answer(f"{PROPOSE}{proposal.key}/{address}").status_code == 404
    assert browser.get(f"{PROPOSE}{uuid4()}/").status_code == 404


def test_withdrawing_and_taking_up_again_pressed_twice(browser: Client, author: User) -> None:
    proposal = ProposalFactory(author=author, submitted=True)
    for button, state in (("zurueckziehen", ProposalState.WITHDRAWN), ("wieder-aufnehmen", ProposalState.DRAFT)):
        for _time in range(2):
            assert browser.post(f"{PROPOSE}{proposal.key}/{button}/").status_code == 302
        proposal.refresh_from_db()
        assert proposal.state == state


def test_what_was_sent_is_not_changed(browser: Client, author: User) -> None:
    proposal = ProposalFactory(author=author, submitted=True)
    answer = browser.post(f"{PROPOSE}{proposal.key}/schritt/worum/", {"title": "Anders"}, follow=True)
    assert answer.status_code == 200
    proposal.refresh_from_db()
    assert proposal.title == "Nähcafé am Ring"


def png(name: str) -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (32, 16), "teal").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue(), "image/png")


def test_files_are_checked_and_reach_nobody_but_their_author(browser: Client, author: User) -> None:
    proposal = ProposalFactory(author=author)
    upload = f"{PROPOSE}{proposal.key}/hochladen/"
    about = {"title": "Der Raum", "rights": "Foto: N. Nadel"}
    assert browser.post(upload, {"file": png("raum.png"), **about}).status_code == 302
    paper = SimpleUploadedFile("konzept.txt", b"Unser Konzept", "text/plain")
    assert browser.post(upload, {"file": paper, **about}).status_code == 302
    bad = browser.post(upload, {"file": SimpleUploadedFile("bild.png", b"MZ no picture"), **about})
    assert bad.status_code == 200
    assert "form-field__error" in bad.content.decode()
    assert proposal.files.count() == 2
    stranger = Client()
    stranger.force_login(somebody("Olga Ohne"))
    for file in proposal.files.all():
        own = reverse("projects:proposal_file", args=[proposal.key, file.key])
        media = file.stored.file.url
        got = browser.get(own)
        assert got.status_code == 200
        assert b"".join(got.streaming_content)
        assert "no-store" in got["Cache-Control"]
        assert browser.get(media).status_code == 404
        for client in (stranger, Client()):
            assert client.get(own).status_code in (302, 404)
            assert client.get(media).status_code == 404
    document = proposal.files.get(image=None)
    assert browser.post(f"{PROPOSE}{proposal.key}/datei/{document.key}/entfernen/").status_code == 302
    assert not SiteDocument.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_number_of_proposals(
    browser: Client, author: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    ProposalFactory(author=author)
    browser.get(PROPOSE)
    with CaptureQueriesContext(
        connection,
    ) as one:
        browser.get(PROPOSE)
    for _number in range(15):
        ProposalFactory(author=author, submitted=True)
    with django_assert_num_queries(len(one)):
        browser.get(PROPOSE)


def test_what_nobody_touched_for_a_year_is_deleted(author: User) -> None:
    now = timezone.now()
    old, new = (ProposalFactory(author=author, updated_at=now - timedelta(days=days)) for days in (366, 364))
    waits = ProposalFactory(author=author, submitted=True, updated_at=now - timedelta(days=900))
    assert forget_proposals(now, Event()) == 1
    assert set(Proposal.objects.all()) == {new, waits}
    assert not Proposal.objects.filter(pk=old.pk).exists()


def test_deleting_the_account_deletes_proposals(author: User) -> None:
    ProposalFactory(author=author)
    delete_account(author, by=Person(author))
    assert not Proposal.objects.exists()


def test_there_is_a_limit_of_unfinished_proposals(browser: Client, author: User) -> None:
    for _number in range(services.MOST_OPEN):
        ProposalFactory(author=author)
    browser.post(f"{PROPOSE}neu/", sent("about"))
    assert Proposal.objects.count() == services.MOST_OPEN
