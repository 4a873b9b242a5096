"""Who may see an urgent notice: everybody, from its first moment to its last, once it is published."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.access import NOBODY, PUBLIC, Person
from home.models import UrgentNotice


class UrgentNoticeRule:
    """Drafts, and what has ended or is still to come, are nobody's."""

    def audience(self, obj: UrgentNotice) -> frozenset[str]:
        """Return who may see it now."""
        return frozenset({PUBLIC if obj.live and obj.shown_from <= _now() < obj.shown_until else NOBODY})

    def visible(self, queryset: QuerySet[Any], person: Person) -> QuerySet[Any]:
        """Return those that are shown now."""
        now = _now()
        rows = queryset.filter(live=True, shown_from__lte=now, shown_until__gt=now)
        return rows if PUBLIC in person.tokens else rows.none()


def _now() -> datetime:
    return timezone.now()
