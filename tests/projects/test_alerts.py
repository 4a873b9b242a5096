"""Letters about new projects: asked for without an account, confirmed, at most once a week, ended by one click."""

import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.access import Person
from accounts.services import delete_account, exported_data
from projects.alerts import sending
from projects.alerts.services import ask_for_alert, confirm_alert
from projects.asking import Question
from projects.models import ProjectIndexPage, ProjectPage, SearchAlert
from tests.factories.accounts import UserFactory
from tests.factories.projects import project

SPORT = "/ar/projekte/merken/?field=sport&sort=title"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """Move the clock forward: `later(days=8)`; returns what it shows."""
    now = timezone.now()

    def move(**step: int) -> datetime:
        nonlocal now
        now += timedelta(**step)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    return move


def link(pattern: str) -> str:
    """Return the path of a link in the last letter."""
    found = re.search(rf"https?://[^/]+(/\S*{pattern}\S*)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


def confirmed(client: Client, email: str = "Jo@Example.org") -> SearchAlert:
    client.post(SPORT, {"email": email})
    client.post(link("bestaetigen"))
    return SearchAlert.objects.get(email=email.lower())


def published(index: ProjectIndexPage, title: str, at: datetime, **values: Any) -> ProjectPage:
    return project(index, title, first_published_at=at, last_published_at=at, **values)


def test_somebody_asks_confirms_is_told_once_and_ends_it(
    client: Client, index: ProjectIndexPage, later: Callable[..., datetime]
) -> None:
    project(index, "Schon lange da", fields=["sport"], first_published_at=timezone.now() - timedelta(days=9))
    assert 'lang="ar"' in client.get(SPORT).content.decode()
    answer = client.post(SPORT, {"email": "Jo@Example.org"})
    assert answer.headers["Location"] == "/ar/projekte/?field=sport"
    confirm = link("bestaetigen")
    assert "<form" in client.get(confirm).content.decode()
    assert SearchAlert.objects.get().confirmed_at is None  # looking at the page is not pressing the button
    client.post(confirm)
    client.post(confirm)

    published(index, "Neuer Lauftreff", later(hours=1), fields=["sport"])
    published(index, "Neues Jobcafé", later(hours=1), fields=["work"])
    later(days=1)
    assert (sending.tell_what_is_due(), sending.tell_what_is_due()) == (1, 0)
    letter = mail.outbox[-1]
    assert "Neuer Lauftreff" in letter.body
    assert "Schon lange da" not in letter.body
    assert "Jobcafé" not in letter.body
    assert letter.to == ["jo@example.org"]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    one_click = letter.extra_headers["List-Unsubscribe"].strip("<>").partition("/ar/")[2]
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/ar/{one_click}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert strict.post(f"/ar/{one_click}").status_code == 200
    assert not SearchAlert.objects.exists()


def test_nobody_is_told_more_than_once_a_week_and_nothing_is_told_twice(
    client: Client, index: ProjectIndexPage, later: Callable[..., datetime]
) -> None:
    confirmed(client)
    for number in range(1, 4):
        published(index, f"Turnen {number}", later(hours=2), fields=["sport"])
        later(days=2)
        sending.tell_what_is_due()
    later(days=7)
    sending.tell_what_is_due()
    told = [re.findall(r"Turnen \d", str(letter.body)) for letter in mail.outbox[1:]]
    assert told == [["Turnen 1"], ["Turnen 3", "Turnen 2"]]


def test_what_is_closed_when_the_letter_is_written_is_not_told(
    client: Client, index: ProjectIndexPage, later: Callable[..., datetime]
) -> None:
    confirmed(client)
    at = later(hours=2)
    closed, withdrawn = (published(index, title, at, fields=["sport"]) for title in ("Intern", "Zurück"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    withdrawn.unpublish()
    later(days=1)
    assert sending.tell_what_is_due() == 0


def test_pressed_twice_it_is_one_alert_and_one_letter(client: Client, index: ProjectIndexPage) -> None:
    for _number in range(3):
        client.post(SPORT, {"email": "jo@example.org"})
    client.post("/ar/projekte/merken/?sort=city&field=sport&page=2", {"email": "JO@example.org"})
    assert SearchAlert.objects.count() == len(mail.outbox) == 1


def test_somebody_elses_address_learns_nothing_and_gets_few_letters(client: Client, index: ProjectIndexPage) -> None:
    confirmed(client)
    answers = {
        client.post(SPORT, {"email": mail_}).headers["Location"] for mail_ in ("jo@example.org", "x@example.org")
    }
    assert len(answers) == 1
    for number in range(8):
        last = client.post(f"/de/projekte/merken/?q=wort{number}", {"email": "x@example.org"})
    assert last.status_code == 429
    assert sum("x@example.org" in letter.to for letter in mail.outbox) <= 5


@pytest.mark.parametrize("email", ["", "nichts", "a@b\r\nBcc: c@example.org"])
def test_a_wrong_address_is_said_and_nothing_is_kept(client: Client, index: ProjectIndexPage, email: str) -> None:
    answer = client.post(SPORT, {"email": email})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not SearchAlert.objects.exists()


def test_links_that_are_old_or_made_up_do_nothing(
    client: Client, index: ProjectIndexPage, later: Callable[..., datetime]
) -> None:
    client.post(SPORT, {"email": "jo@example.org"})
    confirm = link("bestaetigen")
    token = confirm.rstrip("/").rpartition("/")[2]
    assert client.post(f"/ar/projekte/merken/beenden/{token}/").status_code == 404
    assert client.post(confirm.replace(token, "unsinn")).status_code == 404
    later(days=4)
    assert client.post(confirm).status_code == 404
    assert sending.forget_never_confirmed() == 1


def test_an_interrupted_run_goes_on_where_it_was(
    client: Client, index: ProjectIndexPage, later: Callable[..., datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    for email in ("a@example.org", "b@example.org"):
        alert = ask_for_alert(email, Question(), "de")
        confirm_alert(alert.pk)
    published(index, "Neu", later(hours=1))
    later(days=1)
    mail.outbox.clear()
    tell, written = sending.tell, []

    def breaks_at_the_second(*args: Any, **kwargs: Any) -> None:
        written.append(args)
        if len(written) == 2:
            raise InterruptedError
        tell(*args, **kwargs)

    monkeypatch.setattr(sending, "tell", breaks_at_the_second)
    with pytest.raises(InterruptedError):
        sending.tell_what_is_due()
    sending.tell_what_is_due()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["a@example.org", "b@example.org"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(index: ProjectIndexPage, later: Callable[..., datetime]) -> None:
    for number in range(6):
        confirm_alert(ask_for_alert(f"p{number}@example.org", Question(), "de").pk)
    published(index, "Neu", later(hours=1))
    later(days=1)
    mail.outbox.clear()
    start, letters = threading.Barrier(2), []

    def work() -> None:
        start.wait()
        letters.append(sending.tell_what_is_due())
        connections.close_all()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(letters) == len(mail.outbox) == len({letter.to[0] for letter in mail.outbox}) == 6


def test_whoever_has_an_account_gets_and_erases_their_alerts(client: Client, index: ProjectIndexPage) -> None:
    me = UserFactory()
    ask_for_alert(me.email, Question(words="chor"), "de")
    ask_for_alert("other@example.org", Question(words="fremd"), "de")
    text = str(exported_data(me, by=Person(me)))
    assert "q=chor" in text
    assert "fremd" not in text
    delete_account(me, by=Person(me))
    assert [alert.email for alert in SearchAlert.objects.all()] == ["other@example.org"]
