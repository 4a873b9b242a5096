"""Telling Elasticsearch what has changed: in order, in bulk, as often as it takes.

Changes lie in a table until Elasticsearch has them and shows them. Each entry goes with its version, so what arrives
twice or late does no harm. An entry that Elasticsearch refuses is reported and holds up nobody else.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from search.engines.ask import EngineFails
from search.engines.elastic.client import TROUBLE, client
from search.engines.elastic.documents import Lines, of_objects
from search.engines.elastic.schema import feeding_alias
from search.models import Change, ElasticIndex

log = logging.getLogger(__name__)

#: Why entries were refused, by kind and number.
Refused = dict[tuple[str, int], str]

BATCH = 1000
#: So many batches are written before they are made visible and their changes forgotten.
_BATCHES = 10
_LOCK = "search_feed"

_CONFLICT, _NOT_FOUND = 409, 404
_TOO_MANY, _FORBIDDEN, _SERVER = 429, 403, 500
#: Said of the whole index, with the status of a bad document.
_FOR_NOW = {"index_closed_exception", "cluster_block_exception"}
#: How long the server may wait for a part of the index that is not there.
_PATIENCE = "5s"


class IndexIsGone(EngineFails):
    """An index that should be fed is not there; a new one must be made."""


def feed() -> int:
    """Tell Elasticsearch all that waits; return the number of changes. Whoever comes second does nothing.

    Raises:
        EngineFails: it did not take them; they go on waiting.
    """
    count = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    try:
        while done := _feed_some():
            count += done
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [_LOCK])
    return count


def _feed_some() -> int:
    names = list(ElasticIndex.objects.values_list("name", flat=True))
    told: list[int] = []
    after = 0
    for _number in range(_BATCHES):
        changes = list(Change.objects.filter(problem="", pk__gt=after).order_by("pk")[:BATCH])
        if not changes:
            break
        after = changes[-1].pk
        refused = _tell(changes, names) if names else {}
        for change in changes:
            problem = refused.get((change.kind, change.object_id))
            if problem:
                log.error("Elasticsearch refuses %s: %s", change, problem)
                Change.objects.filter(pk=change.pk).update(problem=problem[:2000])
            else:
                told.append(change.pk)
    if told:
        if names:
            refresh(names)
        Change.objects.filter(pk__in=told).delete()
    return len(told)


def refresh(names: Iterable[str]) -> None:
    """Make visible what has been written.

    Raises:
        EngineFails: the server does not answer.
    """
    try:
        for name in names:
            client().indices.refresh(index=name)
    except TROUBLE as error:
        raise _failure(error) from error


def _tell(changes: Sequence[Change], names: Sequence[str]) -> Refused:
    latest = {(change.kind, change.object_id): change.version for change in changes}
    lines, present = of_objects(list(latest))
    for (kind, number), version in latest.items():
        if (kind, number) not in present:
            lines.append({"delete": {"_id": f"{kind}:{number}", "version": version, "version_type": "external"}})
    refused: Refused = {}
    for name in names:
        refused.update(send(name, lines))
    return refused


def send(name: str, lines: Lines) -> Refused:
    """Send a bulk request to an index; return what was refused for good. A thread of its own may do it.

    Raises:
        IndexIsGone: there is no such index.
        EngineFails: the server cannot take them now.
    """
    if not lines:
        return {}
    try:
        answered = client().bulk(index=feeding_alias(name), operations=lines, require_alias=True, timeout=_PATIENCE)
    except TROUBLE as error:
        raise _failure(error) from error
    return dict(_refused(answered["items"])) if answered["errors"] else {}


def _refused(items: Iterable[dict[str, Any]]) -> Iterable[tuple[tuple[str, int], str]]:
    """Yield what was refused for good; what is older than what is there, or gone already, is as it should be."""
    for item in items:
        action, result = next(iter(item.items()))
        status, error = result["status"], result.get("error")
        if error is None or status == _CONFLICT or (status == _NOT_FOUND and action == "delete"):
            continue
        reason = f"{error.get('type')}: {error.get('reason')}"
        if error.get("type") == "index_not_found_exception":
            raise IndexIsGone(reason)
        if status in (_TOO_MANY, _FORBIDDEN) or status >= _SERVER or error.get("type") in _FOR_NOW:
            raise EngineFails(reason)
        kind, _colon, number = result["_id"].rpartition(":")
        yield (kind, int(number)), reason


def _failure(error: Exception) -> EngineFails:
    if "index_not_found_exception" in str(error):
        return IndexIsGone(error)
    return EngineFails(error)
