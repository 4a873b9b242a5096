"""What the worker does for the search, each in a thread of its own.

One feeds Elasticsearch as changes come, and makes its index anew where that is missing or old. The other counts words
and forgets old questions now and then: that may take seconds, for which no change should wait.
"""

import logging
import time
from threading import Event

from django.conf import settings
from django.db import connection, transaction

from search.engines.ask import EngineFails
from search.engines.elastic.client import TROUBLE, client
from search.engines.elastic.schema import alias, is_current
from search.feeding import IndexIsGone, feed
from search.models import Change, ElasticIndex, IndexEntry
from search.questions import forget_old_questions
from search.rebuilding import AlreadyRunning, renew_index
from search.vocabulary import count_words
from search.writing import CHANNEL

log = logging.getLogger(__name__)

_LISTEN_SECONDS = 2.0
_LATER_SECONDS = 5.0
#: Counting words may take this share of the time, and is not done more often than this.
_SHARE, _COUNT_SECONDS = 0.05, 20.0
_FORGET_SECONDS = _COMPARE_SECONDS = 3600.0
_COUNT_TIMEOUT = 2.0


def keep_in_step(stopped: Event) -> None:
    """Feed Elasticsearch until `stopped` is set."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    compare_at = 0.0
    while not stopped.is_set():
        is_up_to_date = bring_up_to_date()
        if not is_up_to_date:
            compare_at = 0.0  # once it is back: nobody knows what happened to it
        elif time.monotonic() >= compare_at:
            make_whole()
            compare_at = time.monotonic() + _COMPARE_SECONDS
        _wait_for_news(_LISTEN_SECONDS if is_up_to_date else _LATER_SECONDS)


def keep_counted(stopped: Event) -> None:
    """Count words and forget questions until `stopped` is set."""
    forget_at = 0.0
    waits = 0.0
    while not stopped.wait(waits):
        began = time.monotonic()
        count_words(only_changed=True)
        waits = max(_COUNT_SECONDS, (time.monotonic() - began) / _SHARE)
        if began >= forget_at:
            forget_old_questions()
            forget_at = began + _FORGET_SECONDS


def _wait_for_news(seconds: float) -> None:
    """Sleep until something was written, or for so many seconds."""
    for _notification in connection.connection.notifies(timeout=seconds, stop_after=1):
        pass


def bring_up_to_date() -> bool:
    """Bring Elasticsearch up to date; return whether it is."""
    if not settings.ELASTICSEARCH_URL:
        Change.objects.all().delete()  # there is nobody to tell; an index made later is made from the table
        ElasticIndex.objects.all().delete()
        return True
    try:
        if not _has_index():
            log.warning("Elasticsearch has no index of this version: making one")
            renew_index()
        feed()
    except IndexIsGone as error:
        log.warning("An index of Elasticsearch is gone, a new one will be made: %s", error)
        ElasticIndex.objects.all().delete()
        return False
    except (EngineFails, AlreadyRunning) as error:
        log.warning("Elasticsearch is not up to date: %s", error)
        return False
    return True


def make_whole() -> None:
    """Make the index anew if entries are missing in it, or there are too many: a disk was lost, a snapshot put back."""
    if not settings.ELASTICSEARCH_URL:
        return
    try:
        if not is_whole():
            log.error("The index of Elasticsearch is not whole: making a new one")
            renew_index()
    except (EngineFails, AlreadyRunning) as error:
        log.warning("Elasticsearch is not up to date: %s", error)


def is_whole() -> bool:
    """Return whether the index has as many entries as the table, as far as one can tell while changes are under way.

    Raises:
        EngineFails: the server does not say.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:  # nobody writes while both are counted
            cursor.execute("LOCK TABLE search_indexentry IN SHARE MODE")
        waiting = Change.objects.filter(problem="")
        if waiting.exists() or ElasticIndex.objects.filter(is_building=True).exists():
            return True
        try:
            number = client().options(request_timeout=_COUNT_TIMEOUT).count(index=alias())["count"]
        except TROUBLE as error:
            raise EngineFails(error) from error
        refused = Change.objects.values("kind", "object_id").distinct().count()
        return abs(IndexEntry.objects.count() - int(number)) <= refused


def _has_index() -> bool:
    """Whether the index that should answer is there.

    Raises:
        EngineFails: nobody can say.
    """
    index = ElasticIndex.objects.filter(is_building=False).first()
    if index is None or not is_current(index.name):
        return False
    try:
        return bool(client().indices.exists_alias(name=alias(), index=index.name))
    except TROUBLE as error:
        raise EngineFails(error) from error
