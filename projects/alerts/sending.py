"""Telling people what is new: looked at by the worker, one alert a transaction.

What is public is asked at that moment. The letter is queued in the transaction that notes it, and the row is locked
meanwhile: whoever is interrupted, or works beside another worker, sends no letter twice and forgets none.
"""

import logging
from datetime import timedelta
from threading import Event

from django.db import transaction
from django.utils import timezone

from accounts.access import ANONYMOUS, Person
from projects.alerts.letters import tell
from projects.alerts.services import LOOK_AGAIN, question_of
from projects.listing import newest
from projects.models import ProjectPage
from projects.models.alerts import SearchAlert

log = logging.getLogger(__name__)

#: At most one letter in this time.
BETWEEN_LETTERS = timedelta(days=7)
#: Records bear the time at which their transaction began; those of the last minutes may not be seen yet.
_NOT_YET = timedelta(minutes=15)
_NAMED, _COUNTED = 20, 1000
_SECONDS = 300.0


def keep_telling(stopped: Event) -> None:
    """Tell what is due every few minutes, until `stopped` is set."""
    while not stopped.is_set():
        tell_what_is_due()
        forget_never_confirmed()
        stopped.wait(_SECONDS)


def tell_what_is_due() -> int:
    """Look at all alerts that are due; return how many letters were queued."""
    letters = 0
    while (sent := _tell_one()) is not None:
        letters += sent
    return letters


def forget_never_confirmed() -> int:
    """Delete requests, and with them the addresses, that nobody confirmed in time; return how many."""
    deleted, _by_model = SearchAlert.objects.never_confirmed().delete()
    return deleted


@transaction.atomic
def _tell_one() -> bool | None:
    """Look at one alert; return whether a letter was queued, None if no alert is due."""
    alert = SearchAlert.objects.due().select_for_update(skip_locked=True).order_by("next_at", "pk").first()
    if alert is None:
        return None
    now = timezone.now()
    until = now - _NOT_YET
    question = question_of(alert)
    found: list[ProjectPage] = []
    if question is None:
        log.warning("An alert looks for something that does not exist any more: %s", alert.question)
    elif until > (alert.told_until or until):
        found = newest(
            ProjectPage.objects.order_by(),
            question,
            Person(ANONYMOUS),
            alert.language,
            limit=_COUNTED,
            since=alert.told_until,
            until=until,
        )
        alert.told_until = until
    if question is not None and found:
        tell(alert, question, found[:_NAMED], total=len(found))
        alert.last_sent_at = now
    alert.next_at = now + (BETWEEN_LETTERS if found else LOOK_AGAIN)
    alert.save(update_fields=["told_until", "last_sent_at", "next_at"])
    return bool(found)
