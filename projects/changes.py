"""When records changed, for those who ask only for what is new: also where imports write past Django's signals."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Model
from django.utils import timezone

from cms.core import bulk
from projects.models import ProjectPage

#: What was written just now bears the right time already; writing it again would double the work of an import.
_JUST_NOW = timedelta(minutes=1)


def note_changes(model: type[Model], keys: Sequence[int]) -> None:
    """Note that these rows were added or changed."""
    if model is ProjectPage:
        now = timezone.now()
        ProjectPage.objects.filter(pk__in=keys, changed_at__lt=now - _JUST_NOW).update(changed_at=now)


def register() -> None:
    """Follow what is announced of rows that were written in bulk."""
    bulk.listeners.register("projects.changes", note_changes)
