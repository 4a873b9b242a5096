"""Signed links in letters: they name an alert and what may be done with it, and need no account."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from projects.models.alerts import TIME_TO_CONFIRM, SearchAlert

_CONFIRM, _END = "projects.alerts.confirm", "projects.alerts.end"


def confirm_url(alert: SearchAlert) -> str:
    """Return the whole address at which the alert is confirmed, while there is time."""
    return _url("projects:alert_confirm", signing.dumps(alert.pk, salt=_CONFIRM), alert.language)


def end_url(alert: SearchAlert) -> str:
    """Return the whole address at which the alert is ended, at any time."""
    return _url("projects:alert_end", signing.dumps(alert.pk, salt=_END), alert.language)


def alert_to_confirm(token: str) -> int | None:
    """Return the number of the alert that a link confirms; None if it is too old or not ours."""
    return _read(token, salt=_CONFIRM, at_most=TIME_TO_CONFIRM)


def alert_to_end(token: str) -> int | None:
    """Return the number of the alert that a link ends; None if it is not ours."""
    return _read(token, salt=_END, at_most=None)


def _read(token: str, *, salt: str, at_most: timedelta | None) -> int | None:
    try:
        number: int = signing.loads(token, salt=salt, max_age=at_most)
    except signing.BadSignature:
        return None
    return number


def _url(name: str, token: str, language: str) -> str:
    with override(language):
        return settings.SITE_URL.rstrip("/") + reverse(name, args=[token])
