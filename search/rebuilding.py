"""Making the index anew while edits go on: first the table, then a new index of Elasticsearch behind the alias."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from cms.core.searchable import searchables
from search.engines.ask import EngineFails
from search.engines.elastic.client import TROUBLE, client
from search.engines.elastic.documents import after
from search.engines.elastic.schema import MAPPINGS, SETTINGS, alias, feeding_alias, name_for
from search.feeding import BATCH, Refused, refresh, send
from search.indexing import index_objects, take_away_others
from search.models import Change, ElasticIndex, IndexEntry
from search.vocabulary import count_words

_LOCK = "search_rebuild"
#: Told what is being done, how many are done, and how many there are.
Progress = Callable[[str, int, int], None]


class AlreadyRunning(Exception):
    """Somebody else is rebuilding."""


@dataclass(frozen=True)
class Rebuilt:
    """What was made. `refused`: entries that Elasticsearch did not take, with its reasons."""

    entries: int
    fed: int
    refused: dict[str, str]


def _silence(_what: str, _done: int, _all: int) -> None:
    """Show nothing."""


def rebuild(progress: Progress = _silence) -> Rebuilt:
    """Make the whole index anew.

    Can be interrupted at any time: what answers goes on answering, and the next call begins afresh.

    Raises:
        AlreadyRunning: somebody else is at it.
        EngineFails: Elasticsearch cannot be filled now; the table is right.
    """
    with _alone():
        rebuild_table(progress)
        count_words()
        fed, refused = fill_new_index(progress) if settings.ELASTICSEARCH_URL else (0, {})
    return Rebuilt(IndexEntry.objects.count(), fed, refused)


def renew_index(progress: Progress = _silence) -> int:
    """Make only the index of Elasticsearch anew, from the table; return the number of entries.

    Raises:
        AlreadyRunning, EngineFails: as `rebuild`.
    """
    with _alone():
        return fill_new_index(progress)[0]


def rebuild_table(progress: Progress = _silence) -> None:
    """Write the entries of all that is published, and take away all others."""
    for kind in searchables.values():
        keys = sorted(kind.queryset().values_list("pk", flat=True))
        for first in range(0, len(keys), BATCH):
            index_objects(kind, keys[first : first + BATCH], locked=True)
            progress(str(kind.label), min(first + BATCH, len(keys)), len(keys))
        take_away_others(kind)
    known = [kind.kind for kind in searchables.values()]
    for kind_name in IndexEntry.objects.exclude(kind__in=known).values_list("kind", flat=True).distinct():
        IndexEntry.objects.filter(kind=kind_name).delete()


def fill_new_index(progress: Progress = _silence) -> tuple[int, dict[str, str]]:
    """Make an index, fill it from the table while changes go to it too, let it answer, delete the others."""
    name = name_for(timezone.now().strftime("%Y%m%d%H%M%S%f"))
    try:
        _delete_unfinished()
        client().indices.create(
            index=name, settings=SETTINGS, mappings=MAPPINGS, aliases={feeding_alias(name): {"is_write_index": True}}
        )
        ElasticIndex.objects.create(name=name)
        _wait_for_writers()
        fed, refused = _copy(name, progress)
        refresh([name])
        _let_answer(name)
    except TROUBLE as error:
        raise EngineFails(error) from error
    return fed, refused


def _delete_unfinished() -> None:
    for index in ElasticIndex.objects.filter(is_building=True):
        client().options(ignore_status=404).indices.delete(index=index.name)
        index.delete()


def _wait_for_writers() -> None:
    """Wait for those who began to write before there was an index to feed: they note no change."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE search_indexentry IN SHARE MODE")


def _copy(name: str, progress: Progress) -> tuple[int, dict[str, str]]:
    """Write all entries; while the server takes one batch, the next is read."""
    total = IndexEntry.objects.count()
    fed, last = 0, 0
    refused: dict[str, str] = {}
    sent: Future[Refused] | None = None
    with ThreadPoolExecutor(1) as sender:
        while True:
            lines, last, number = after(last, BATCH)
            if not number:
                break
            refused.update(_named(sent.result() if sent else {}))
            sent = sender.submit(send, name, lines)
            fed += number
            progress("Elasticsearch", fed, max(total, fed))
        refused.update(_named(sent.result() if sent else {}))
    return fed - len(refused), refused


def _named(reasons: Refused) -> dict[str, str]:
    return {f"{kind}:{number}": reason for (kind, number), reason in reasons.items()}


def _let_answer(name: str) -> None:
    """Point the alias at the new index, in one step, and delete what is not needed any more."""
    others = [index.name for index in ElasticIndex.objects.exclude(name=name)]
    removals = [{"remove": {"index": f"{alias()}-*", "alias": alias(), "must_exist": False}}]
    client().indices.update_aliases(actions=[*removals, {"add": {"index": name, "alias": alias()}}])
    with transaction.atomic():
        ElasticIndex.objects.filter(name=name).update(is_building=False)
        ElasticIndex.objects.exclude(name=name).delete()
        # What the old index refused was refused or taken by the new one, which is reported.
        Change.objects.exclude(problem="").delete()
    for other in others:
        client().options(ignore_status=404).indices.delete(index=other)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [_LOCK])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [_LOCK])
