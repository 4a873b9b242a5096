"""Counts that are kept until a project changes: of the whole list, and of one value of a facet of few values.

Each change of a project adds a row to `ListChange` in its transaction. Counts are kept under the state of that table,
read before counting: what was counted too early is never asked for again. They are kept apart for each language and
for each set of branches of the tree that is closed to somebody, so everybody gets what their own list would count,
and no longer than until the next project expires.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Min, Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import post_page_move

from accounts.access import Person
from cms.core.bulk import listeners
from projects.asking import Question
from projects.counting import Counted
from projects.models.list_change import ListChange
from projects.models.project import ProjectPage
from projects.searchable import FACET_BY_NAME

_SECONDS = 24 * 60 * 60
#: Rows of `ListChange` that are left when old ones are deleted, and how many there may be.
_LEFT, _AT_MOST = 100, 1000


def is_worth_keeping(question: Question) -> bool:
    """Return whether many ask for these counts, and whether few such questions can be asked."""
    if question.words or len(question.chosen) > 1:
        return False
    return all(not FACET_BY_NAME[name].is_open and len(values) == 1 for name, values in question.chosen.items())


def kept(question: Question, person: Person, language: str, count: Callable[[], Counted]) -> Counted:
    """Return the counts of a question, counted anew only after something changed.

    Args:
        question: one that is worth keeping.
        person: who asks.
        language: of the list.
        count: counts.
    """
    key = _key(question, person, language)
    packed = cache.get(key)
    if packed is not None:
        counts, total = json.loads(zlib.decompress(packed))
        return counts, total
    counted = count()
    cache.set(key, zlib.compress(json.dumps(counted).encode()), _seconds_until_one_expires())
    return counted


def _key(question: Question, person: Person, language: str) -> str:
    parts = [_state(), language, *person.closed_page_branches, question.address()]
    return f"projects.counts.{hashlib.sha256(json.dumps(parts).encode()).hexdigest()}"


def _state() -> str:
    """Return what changes with every change, also when an earlier one is committed after a later one."""
    state = ListChange.objects.aggregate(first=Min("pk"), last=Max("pk"), number=Count("pk"))
    if state["number"] > _AT_MOST:
        ListChange.objects.filter(pk__lt=state["last"] - _LEFT).delete()
    return f"{state['first']} {state['last']} {state['number']}"


def _seconds_until_one_expires() -> float:
    now = timezone.now()
    pages = ProjectPage.objects.order_by().filter(live=True, expire_at__gt=now)
    expires: datetime | None = pages.aggregate(Min("expire_at"))["expire_at__min"]
    return min(_SECONDS, (expires - now).total_seconds()) if expires else _SECONDS


def register() -> None:
    """Follow what changes lists of projects; called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=ProjectPage, dispatch_uid=f"projects.kept_counts.{id(signal)}")
    post_page_move.connect(_changed, dispatch_uid="projects.kept_counts.moved")
    listeners.register("projects", _written_in_bulk)


def _changed(**_signal: Any) -> None:
    ListChange.objects.create()


def _written_in_bulk(model: type[Model], _keys: Sequence[int]) -> None:
    if issubclass(model, ProjectPage):
        ListChange.objects.create()
