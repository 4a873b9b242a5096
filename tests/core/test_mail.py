"""Mail goes out by SMTP to a server that really takes it, readable in every script."""

import contextlib
import email
import json
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from smtplib import SMTPDataError, SMTPRecipientsRefused
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from cms.core import mail
from home.services import found_site
from tests.factories.accounts import UserFactory

NOBODY_LISTENS = 1  # a port that only root could open


class Postbox:
    """Keeps what is delivered."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        """Take a letter."""
        self.letters.append(email.message_from_bytes(envelope.content or b"", policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture(autouse=True)
def _queue(settings: Any) -> None:
    """Queue letters in the database, as the site does; nobody has asked for any yet."""
    settings.EMAIL_BACKEND = "cms.core.mail.QueuedEmails"
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", NOBODY_LISTENS, 2
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    cache.clear()


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """A mail server on a free port, which Django is told of."""
    box = Postbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    yield box
    server.stop()


def work() -> None:
    """Let the worker do what is due."""
    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)


def ask_for_a_new_password(person: User) -> None:
    answer = Client().post(f"/{person.language}/konto/password/reset/", {"email": person.email})
    assert answer.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_letter_in_arabic_arrives_readable(postbox: Postbox) -> None:
    found_site()
    person = UserFactory(display_name="نور", language="ar")
    ask_for_a_new_password(person)
    assert not postbox.letters
    work()
    (letter,) = postbox.letters
    assert (letter["To"], letter["From"]) == (person.email, "wegweiser@example.org")
    body = letter.get_body(("plain",))
    assert body
    assert "/ar/konto/password/reset/key/" in body.get_content()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_gone_holds_nobody_up_and_is_tried_again(settings: Any) -> None:
    found_site()
    ask_for_a_new_password(UserFactory())
    work()
    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert waiting.run_after > timezone.now()
    assert waiting.args_kwargs["args"][1] == 2


def test_what_the_server_refuses_for_good_is_not_tried_again() -> None:
    assert mail.is_final(SMTPRecipientsRefused({"nobody@example.org": (550, b"unknown")}))
    assert not mail.is_final(SMTPRecipientsRefused({"full@example.org": (452, b"full")}))
    assert mail.is_final(SMTPDataError(554, b"no"))
    assert not mail.is_final(ConnectionRefusedError())


def test_a_letter_comes_out_of_the_queue_as_it_went_in() -> None:
    given = EmailMultiAlternatives(
        "Überschrift", "Text", "von@example.org", ["an@example.org"], ["bcc@example.org"], cc=["cc@example.org"],
        reply_to=["antwort@example.org"], headers={"List-Id": "<brett.example.org>"},
    )  # fmt: skip
    given.attach_alternative("<p>Text</p>", "text/html")
    given.attach("brief.txt", "Grüße", "text/plain")
    letter = json.loads(json.dumps(mail.letter_of(given)))
    got = mail.message_of(letter)
    assert (got.subject, got.body, got.recipients()) == (given.subject, given.body, given.recipients())
    assert (got.cc, got.reply_to, got.extra_headers) == (given.cc, given.reply_to, given.extra_headers)
    assert got.alternatives[0][0] == "<p>Text</p>"
    assert got.attachments[0][0] == "brief.txt"


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_written_about(postbox: Postbox) -> None:
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        EmailMultiAlternatives("Betreff", "Text", to=["an@example.org"]).send()
        raise ZeroDivisionError
    work()
    assert not postbox.letters
