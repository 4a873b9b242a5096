"""The one way mail goes out: put into the queue with what caused it, delivered by the worker.

A mail server that is slow or gone holds up nobody who presses a button, and what is rolled back is not written
about. The worker tries again for half a day; what the server refuses for good is logged and given up.
"""

import logging
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import task

log = logging.getLogger(__name__)

Letter = dict[str, Any]

#: How long to wait before each further attempt.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 480))
_PERMANENT = 500  # and above: RFC 5321, 4.2.1


class QueuedEmails(BaseEmailBackend):
    """Django's `EMAIL_BACKEND`: whoever sends mail in any way comes here. `EMAIL_TRANSPORT` names what delivers it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages; return how many."""
        letters = [letter_of(message) for message in email_messages if message.recipients()]
        for letter in letters:
            deliver.enqueue(letter)
        return len(letters)


@task()
def deliver(letter: Letter, attempt: int = 1) -> bool:
    """Hand a letter to the mail server; return whether it was taken. What fails for the moment is queued again.

    Raises:
        SMTPException, OSError: the server refused it for good, or did not answer for half a day.
    """
    try:
        get_connection(settings.EMAIL_TRANSPORT).send_messages([message_of(letter)])
    except (SMTPException, OSError) as error:
        if is_final(error) or attempt > len(WAITS):
            raise
        log.warning("A letter waits: the mail server does not take it (attempt %s): %s", attempt, type(error).__name__)
        deliver.using(run_after=timezone.now() + WAITS[attempt - 1]).enqueue(letter, attempt + 1)
        return False
    return True


def is_final(error: Exception) -> bool:
    """Return whether trying again is no use."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= _PERMANENT for code, _text in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= _PERMANENT


def letter_of(message: EmailMessage) -> Letter:
    """Return a message as plain data for the queue."""
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": message.from_email,
        "to": [str(address) for address in message.to],
        "cc": [str(address) for address in message.cc],
        "bcc": [str(address) for address in message.bcc],
        "reply_to": [str(address) for address in message.reply_to],
        "headers": {name: str(value) for name, value in message.extra_headers.items()},
        "alternatives": [[str(one[0]), str(one[1])] for one in getattr(message, "alternatives", [])],
        "attachments": [_attachment(one) for one in message.attachments],
    }


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """Return the message that `letter_of` was given."""
    fields = dict(letter)
    attachments = fields.pop("attachments")
    message = EmailMultiAlternatives(**{**fields, "alternatives": [tuple(one) for one in fields["alternatives"]]})
    for name, content, kind in attachments:
        message.attach(name, b64decode(content), kind)
    return message


def _attachment(given: Any) -> list[str]:
    name, content, kind = given
    raw = content if isinstance(content, bytes) else str(content).encode()
    return [name or "", b64encode(raw).decode(), kind or "application/octet-stream"]
