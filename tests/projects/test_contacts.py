"""What everybody knows of a contact, how one writes to them, and how they keep it right or end it."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.access import Person
from accounts.enums import Role
from accounts.models import User
from accounts.services import delete_account, exported_data
from projects.contacting.reminding import forget_expired, link_token, remind_due
from projects.models import ProjectContact, ProjectIndexPage, ProjectPage
from tests.factories.projects import project
from tests.factories.proposals import ContactFactory, somebody

YEAR = timedelta(days=365)


@pytest.fixture
def page(index: ProjectIndexPage) -> ProjectPage:
    cache.clear()
    return project(index, "Nähcafé")


def shown(page: ProjectPage) -> str:
    api = Client().get(f"/api/v3/projects/{page.identifier}/").content.decode()
    return Client().get(f"/de/projekte/{page.identifier}/").content.decode() + api


def letter(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Rita Rat", "email": "rita@example.org", "message": "Dürfen wir Sie besuchen?",
        "submission": str(uuid4()), **changes,
    }  # fmt: skip


def relay(contact: ProjectContact) -> str:
    return f"/de/projekte/kontakt/{contact.key}/"


def test_only_what_the_person_chose_is_public(page: ProjectPage) -> None:
    contact = ContactFactory(page=page, name="Nadia Nadel", name_is_public=True)
    text = shown(page)
    assert "Nadia Nadel" in text
    assert contact.email not in text
    assert contact.phone not in text
    assert relay(contact) in text
    contact.email_is_public = contact.phone_is_public = True
    contact.save()
    text = shown(page)
    assert contact.email in text
    assert "tel:0221987654" in text
    assert relay(contact) not in text


def test_an_agreement_that_is_over_hides_the_person_and_then_forgets_them(page: ProjectPage) -> None:
    today = timezone.localdate()
    contact = ContactFactory(
        page=page, name="Nadia Nadel", name_is_public=True, email_is_public=True, consented_on=today - 3 * YEAR,
        consent_until=today - timedelta(days=1),
    )  # fmt: skip
    text = shown(page)
    assert "Nadia Nadel" not in text
    assert contact.email not in text
    assert relay(contact) in text
    assert forget_expired(today) == 0
    assert forget_expired(today + timedelta(days=100)) == 1


def test_a_message_is_passed_on_once_and_gives_no_address_away(page: ProjectPage, mailoutbox: list[Any]) -> None:
    contact = ContactFactory(page=page)
    form = letter()
    for _time in range(2):
        answer = Client().post(relay(contact), form, follow=True)
        assert contact.email not in answer.content.decode()
    [sent] = mailoutbox
    assert (sent.to, sent.reply_to) == ([contact.email], ["rita@example.org"])
    assert "Dürfen wir Sie besuchen?" in sent.body


@pytest.mark.parametrize(
    "changes",
    [{"website": "https://spam.example"}, {"email": "rita@example.org\nBcc: all@example.org"}, {"message": ""}],
)
def test_programs_and_tricks_send_nothing(page: ProjectPage, mailoutbox: list[Any], changes: dict[str, str]) -> None:
    Client().post(relay(ContactFactory(page=page)), letter(**changes))
    assert not mailoutbox


def test_there_is_a_limit_to_messages(page: ProjectPage, mailoutbox: list[Any]) -> None:
    contact = ContactFactory(page=page)
    answers = [Client().post(relay(contact), letter()).status_code for _number in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert len(mailoutbox) == 5


def test_the_contact_of_a_hidden_project_is_not_there(page: ProjectPage, mailoutbox: list[Any]) -> None:
    contact = ContactFactory(page=page)
    page.unpublish()
    hidden = Client().post(relay(contact), letter())
    assert hidden.status_code == Client().get(f"/de/projekte/kontakt/{uuid4()}/").status_code == 404
    assert not mailoutbox


def test_once_a_year_each_is_asked_once_and_stopping_loses_nobody(page: ProjectPage, mailoutbox: list[Any]) -> None:
    now = timezone.now()
    old = timezone.localdate(now) - YEAR
    for number in range(3):
        ContactFactory(page=page, consented_on=old - timedelta(days=number), consent_until=old + 3 * YEAR)
    ContactFactory(page=page)
    stopped = Event()
    stopped.set()
    assert remind_due(now, stopped) == 0
    assert remind_due(now, Event()) == 3
    assert remind_due(now + timedelta(days=90), Event()) == 0
    assert len({one.to[0] for one in mailoutbox}) == 3
    assert remind_due(now + YEAR + timedelta(days=1), Event()) == 4


def reminded(page: ProjectPage, **fields: Any) -> tuple[ProjectContact, str]:
    contact = ContactFactory(page=page, reminded_at=timezone.now(), **fields)
    contact.refresh_from_db()
    return contact, f"/de/projekte/kontakt/bestaetigen/{link_token(contact)}/"


def own(contact: ProjectContact, **changes: Any) -> dict[str, Any]:
    kept = {name: getattr(contact, name) for name in ("name", "role", "organisation", "email", "phone")}
    return {**kept, "do": "confirm", **changes}


def test_by_the_link_a_contact_corrects_and_confirms_wherever_the_page_lies(page: ProjectPage) -> None:
    long_ago = date(2024, 1, 31)
    contact, link = reminded(page, consented_on=long_ago, consent_until=date(2027, 1, 31))
    assert "31.01.2024" in shown(page).replace("31. Januar 2024", "31.01.2024")
    page.unpublish()
    assert contact.email in Client().get(link).content.decode()
    contact.refresh_from_db()
    assert contact.confirmed_on is None  # opening changes nothing
    Client().post(link, own(contact, name="Nadia Neu", name_is_public="on"))
    contact.refresh_from_db()
    assert (contact.name, contact.name_is_public, contact.confirmed_on) == ("Nadia Neu", True, timezone.localdate())
    page.save_revision().publish()
    assert "Nadia Neu" in shown(page)


def test_by_the_link_a_contact_is_forgotten_at_once(page: ProjectPage) -> None:
    _contact, link = reminded(page, name="Nadia Nadel", name_is_public=True)
    for _time in range(2):
        Client().post(link, {"do": "withdraw"})
    assert "Nadia Nadel" not in shown(page)
    assert not ProjectContact.objects.exists()
    assert Client().get(link).status_code == 404


def test_links_end_with_time_with_the_next_letter_and_serve_nothing_else(page: ProjectPage, monkeypatch: Any) -> None:
    contact, link = reminded(page)
    other, _link = reminded(page)
    assert Client().get(link[:-3] + "xx/").status_code == 404
    ProjectContact.objects.filter(pk=other.pk).update(reminded_at=contact.reminded_at)
    assert contact.email in Client().get(link).content.decode()
    assert other.email not in Client().get(link).content.decode()
    later = time.time() + 121 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert Client().get(link).status_code == 404
    monkeypatch.undo()
    ProjectContact.objects.filter(pk=contact.pk).update(reminded_at=timezone.now())
    assert Client().get(link).status_code == 404


def test_who_is_a_contact_gets_and_takes_their_data_with_the_account(page: ProjectPage) -> None:
    nadia = somebody("Nadia Nadel")
    contact = ContactFactory(page=page, email=nadia.email)
    ContactFactory(page=page)
    assert contact.phone in str(exported_data(nadia, by=Person(nadia)))
    delete_account(nadia, by=Person(nadia))
    assert not ProjectContact.objects.filter(pk=contact.pk).exists()
    assert ProjectContact.objects.count() == 1


def test_editors_keep_contacts_and_others_do_not_see_them(page: ProjectPage, person: Callable[..., User]) -> None:
    desk = Client()
    desk.force_login(person(Role.PROJECT_EDITOR))
    add = f"/admin/project_contacts/add/{page.identifier}/"
    form = {
        "name": "Nadia Nadel", "email": "nadia@example.org", "language": "de", "consented_on": "2026-01-01",
        "consent_until": "2029-01-01", "consent_source": "letter",
    }  # fmt: skip
    assert desk.get(add).status_code == 200
    assert desk.post(add, form).status_code == 302
    assert desk.post(add, {**form, "name": "Doppelt"}).status_code == 200
    contact = ProjectContact.objects.get()
    assert "nadia@example.org" not in shown(page)
    editor = desk.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Nadia Nadel" in editor
    assert add in editor
    assert "Nadia Nadel" in desk.get("/admin/project_contacts/?q=nadel").content.decode()
    other = Client()
    other.force_login(person(Role.EDITOR))
    for address in ("/admin/project_contacts/", f"/admin/project_contacts/{contact.pk}/", add):
        assert "Nadia" not in other.get(address, follow=True).content.decode()
    for _time in range(2):
        assert desk.post(f"/admin/project_contacts/{contact.pk}/erase/").status_code == 302
    assert not ProjectContact.objects.exists()
