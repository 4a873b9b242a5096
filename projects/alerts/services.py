"""Asking to be told about new projects, confirming it, ending it. Each may be done twice and counts once."""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from projects.alerts.letters import ask_to_confirm, say_that_it_exists
from projects.asking import Question, read_question
from projects.models.alerts import SearchAlert

#: Whoever presses twice, or lets others press, gets one letter in this time.
_BETWEEN_LETTERS = timedelta(minutes=15)
#: The first look after confirming, and the next one where nothing was new.
LOOK_AGAIN = timedelta(days=1)


def question_of(alert: SearchAlert) -> Question | None:
    """Return what the alert looks for; None if a part of it does not exist any more.

    Without that part the question would find more than was asked for.
    """
    with override(alert.language):
        question, problems = read_question(dict(QueryDict(alert.question).lists()), language=alert.language)
    return None if problems else question


@transaction.atomic
def ask_for_alert(email: str, question: Question, language: str) -> SearchAlert:
    """Note that somebody wants to be told, and write to the address to have it confirmed.

    Args:
        email: the address; nothing is told to anybody about it, whether it is known or not.
        question: what they look for; its order and page do not count.
        language: in which they read.
    """
    search = question.as_search()
    alert, is_new = SearchAlert.objects.get_or_create(
        email=email.strip().lower(), question=search.address().removeprefix("?"), language=language
    )
    alert = SearchAlert.objects.select_for_update().get(pk=alert.pk)
    now = timezone.now()
    if not is_new and now - alert.asked_at < _BETWEEN_LETTERS:
        return alert
    alert.asked_at = now
    alert.save(update_fields=["asked_at"])
    if alert.confirmed_at:
        say_that_it_exists(alert, search)
    else:
        ask_to_confirm(alert, search)
    return alert


@transaction.atomic
def confirm_alert(number: int) -> SearchAlert | None:
    """Let an alert count from now on; return it, or None if it is gone or too old."""
    alert = SearchAlert.objects.in_time().select_for_update().filter(pk=number).first()
    if alert is not None and alert.confirmed_at is None:
        alert.confirmed_at = alert.told_until = timezone.now()
        alert.next_at = alert.confirmed_at + LOOK_AGAIN
        alert.save(update_fields=["confirmed_at", "told_until", "next_at"])
    return alert


def end_alert(number: int) -> None:
    """Forget an alert and its address; one that is gone stays so."""
    SearchAlert.objects.filter(pk=number).delete()
