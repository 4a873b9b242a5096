"""What harvesters get: public records and withdrawn ones, in the order of their datestamps."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Min, Q, QuerySet

from accounts.access import ANONYMOUS, Person
from cms.core.languages import SOURCE_LANGUAGE
from projects.harvesting.asking import Asked, Position
from projects.harvesting.errors import OaiError
from projects.models import ProjectPage, WithdrawnRecord
from projects.whole import WholeRecord, whole_records

#: Records in one answer.
AT_ONCE = 100


@dataclass(frozen=True)
class Entry:
    """A record as harvesters know it.

    Attributes:
        changed_at: its datestamp, in full.
        sets: e.g. "field:sport", "land:05".
        record: None if it was withdrawn, or where only headers are asked for.
        is_deleted: whether it was withdrawn.
    """

    identifier: str
    changed_at: datetime
    sets: list[str]
    record: WholeRecord | None
    is_deleted: bool


@dataclass(frozen=True)
class Part:
    """A part of a list.

    Attributes:
        cursor: how many came before.
        total: how many the whole list had when it was begun.
        next: where the next part begins; None behind the last.
    """

    entries: list[Entry]
    cursor: int
    total: int
    next: Position | None


def part_of_list(asked: Asked, *, root_url: str, headers_only: bool) -> Part:
    """Return the part of a list that `asked` is about.

    Raises:
        OaiError: there is nothing in the list.
    """
    sources = (_within(_live(), "changed_at", asked), _within(_withdrawn(), "withdrawn_at", asked))
    total = asked.position.total if asked.position else sum(source.count() for source in sources)
    columns = ("moment", "identifier", "field_keys", "land_keys", "pk")
    rows = [list(source.values_list(*columns)[: AT_ONCE + 1]) for source in sources]
    marked = [[(*row, deleted) for row in found] for found, deleted in zip(rows, (False, True), strict=True)]
    merged = list(heapq.merge(*marked, key=lambda row: row[:2]))
    if not merged and asked.position is None:
        raise OaiError("noRecordsMatch", "Nothing has changed in that time and set.")
    shown, cursor = merged[:AT_ONCE], asked.position.cursor if asked.position else 0
    more = len(merged) > AT_ONCE
    return Part(
        entries=_entries(shown, root_url, headers_only=headers_only),
        cursor=cursor,
        total=total,
        next=Position(shown[-1][0], shown[-1][1], cursor + len(shown), total) if more else None,
    )


def one_record(identifier: str, *, root_url: str) -> Entry:
    """Return a record by its permanent identifier.

    Raises:
        OaiError: there is none that is or was public.
    """
    columns = ("moment", "identifier", "field_keys", "land_keys", "pk")
    for source, deleted in ((_live(), False), (_withdrawn(), True)):
        if row := source.filter(identifier=identifier).values_list(*columns).first():
            [entry] = _entries([(*row, deleted)], root_url, headers_only=False)
            return entry
    raise OaiError("idDoesNotExist", "There is no such record.")


def earliest() -> datetime:
    """Return the datestamp before which nothing has changed; now, where there is nothing."""
    first = [
        _live().aggregate(moment_first=Min("changed_at"))["moment_first"],
        _withdrawn().aggregate(moment_first=Min("withdrawn_at"))["moment_first"],
    ]
    moment: datetime = min(filter(None, first), default=datetime.now(UTC))
    return moment


def _everybody() -> Person:
    """Return who harvests; made anew each time, because a person remembers what was closed when it was asked."""
    return Person(ANONYMOUS)


def _live() -> QuerySet[ProjectPage]:
    found = ProjectPage.objects.visible_to(_everybody()).in_language(SOURCE_LANGUAGE)
    return found.annotate(moment=F("changed_at")).order_by("changed_at", "identifier")


def _withdrawn() -> QuerySet[WithdrawnRecord]:
    return WithdrawnRecord.objects.annotate(moment=F("withdrawn_at")).order_by("withdrawn_at", "identifier")


def _within(rows: QuerySet[Any], column: str, asked: Asked) -> QuerySet[Any]:
    if asked.since:
        rows = rows.filter(**{f"{column}__gte": asked.since})
    if asked.before:
        rows = rows.filter(**{f"{column}__lt": asked.before})
    kind, _colon, name = asked.set_spec.partition(":")
    if kind:
        keys = f"{kind}_keys"
        rows = rows.filter(**{f"{keys}__contains": [name]}) if name else rows.exclude(**{keys: []})
    if asked.position:
        last = asked.position
        behind = Q(**{f"{column}__gt": last.moment}) | Q(**{column: last.moment, "identifier__gt": last.identifier})
        rows = rows.filter(behind, **{f"{column}__gte": last.moment})  # the second is for the index
    return rows


def _entries(rows: Sequence[tuple[Any, ...]], root_url: str, *, headers_only: bool) -> list[Entry]:
    keys = [] if headers_only else [pk for *_rest, pk, deleted in rows if not deleted]
    pages = ProjectPage.objects.filter(pk__in=keys).order_by().with_rows()
    records = whole_records(pages, person=_everybody(), language=SOURCE_LANGUAGE, root_url=root_url)
    by_identifier = {record.page.identifier: record for record in records}
    return [
        Entry(
            identifier=identifier,
            changed_at=moment,
            sets=[*(f"field:{key}" for key in fields), *(f"land:{key}" for key in lands)],
            record=None if deleted else by_identifier.get(identifier),
            is_deleted=deleted,
        )
        for moment, identifier, fields, lands, _pk, deleted in rows
    ]
