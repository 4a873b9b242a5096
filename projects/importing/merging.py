"""What a file adds to projects that are there already: further grants, fields, towns, a longer period.

What people have edited stays theirs: to a project with a revision only grants are added, and through a revision,
so that the next publication does not lose them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from cms.core.bulk import announce
from projects.derived import derived_columns
from projects.importing.dates import PartialDate
from projects.importing.records import Record, status_of
from projects.importing.rows import Present, RowsBelow, Vocabulary, funding_row, present_of
from projects.importing.storing import facts_of
from projects.models import PermanentIdentifier, ProjectPage

_ARRAYS = ("field_keys", "target_group_keys", "city_keys", "land_keys", "size_keys", "period_keys", "programme_keys")
_COLUMNS = (
    "page_ptr_id", "identifier", "latest_revision_id", *_ARRAYS, "year_from", "year_to", "search_text", "town_folded",
    "start", "start_precision", "end", "end_precision", "status",
)  # fmt: skip
_WRITTEN = _COLUMNS[3:]


@dataclass(frozen=True)
class Known:
    """Which of a source's records are there: key of the page by source identifier; None if it was withdrawn."""

    pages: Mapping[str, int | None]

    @classmethod
    def among(cls, source: str, source_identifiers: Sequence[str], locale_id: int) -> "Known":
        """Look the records up; two queries."""
        # A table may name a project by the identifier that the site has given; no natural key looks like one.
        own = Q(source=source, source_identifier__in=source_identifiers)
        registered = PermanentIdentifier.objects.filter(own | Q(identifier__in=source_identifiers))
        asked = set(source_identifiers)
        keys = {
            row.identifier if row.identifier in asked else row.source_identifier: row.translation_key
            for row in registered
        }
        found = ProjectPage.objects.filter(translation_key__in=keys.values(), locale_id=locale_id).order_by()
        pages = dict(found.values_list("translation_key", "pk"))
        return cls({identifier: pages.get(key) for identifier, key in keys.items()})


def merge_into_known(records: Mapping[int, Record], vocabulary: Vocabulary) -> None:
    """Add to the pages (by key) what the records have and they have not. Must run in a transaction."""
    if not records:
        return
    present = present_of(records)
    now = {row["page_ptr_id"]: row for row in ProjectPage.objects.filter(pk__in=records).order_by().values(*_COLUMNS)}
    rows, changed, updates = RowsBelow(vocabulary), list[int](), list[dict[str, Any]]()
    for pk, record in records.items():
        if now[pk]["latest_revision_id"]:
            if _add_grants_to_edited(pk, record, present[pk]):
                changed.append(pk)
            continue
        has_more = rows.add(pk, record, present[pk])
        merged = _merged_columns(now[pk], record, vocabulary)
        if merged != now[pk]:
            updates.append(merged)
        if has_more or merged != now[pk]:
            changed.append(pk)
    rows.write()
    _update(updates)
    announce(ProjectPage, changed)


def _merged_columns(row: Mapping[str, Any], record: Record, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the columns as they would be had the record been part of the page from the beginning."""
    more = derived_columns(facts_of(record, row["identifier"], vocabulary))
    start, start_precision = _first(row["start"], row["start_precision"], record.start)
    end, end_precision = _last(row["end"], row["end_precision"], record.end)
    status = row["status"]
    if record.status or (start, end) != (row["start"], row["end"]):
        today = timezone.localdate()
        period = (_partial(start, start_precision), _partial(end, end_precision))
        status = record.status or status_of(*period, today) or status
    words = dict.fromkeys([*row["search_text"].split(), *more["search_text"].split()])
    return {
        **row,
        **{name: list(dict.fromkeys([*row[name], *more[name]])) for name in _ARRAYS},
        "year_from": min(filter(None, (row["year_from"], more["year_from"])), default=None),
        "year_to": max(filter(None, (row["year_to"], more["year_to"])), default=None),
        "search_text": " ".join(words),
        "town_folded": row["town_folded"] or more["town_folded"],
        "start": start,
        "start_precision": start_precision,
        "end": end,
        "end_precision": end_precision,
        "status": status,
    }


def _first(known: date | None, precision: str, other: PartialDate | None) -> tuple[date | None, str]:
    if other and (known is None or other.value < known):
        return other.value, str(other.precision)
    return known, precision


def _last(known: date | None, precision: str, other: PartialDate | None) -> tuple[date | None, str]:
    if other and (known is None or other.last_day > known):
        return other.last_day, str(other.precision)
    return known, precision


def _partial(day: date | None, precision: str) -> PartialDate | None:
    return PartialDate(day, precision) if day else None  # type: ignore[arg-type]  # the column holds its values


def _update(updates: Sequence[Mapping[str, Any]]) -> None:
    if not updates:
        return
    fields = [ProjectPage._meta.get_field(name) for name in _WRITTEN]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = f"UPDATE {quote(ProjectPage._meta.db_table)} SET {columns} WHERE page_ptr_id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [
                [*(field.get_db_prep_save(row[field.name], connection) for field in fields), row["page_ptr_id"]]
                for row in updates
            ],
        )


def _add_grants_to_edited(pk: int, record: Record, present: Present) -> bool:
    grants = [grant for grant in record.grants if grant.key not in present.grants]
    if not grants:
        return False
    page = ProjectPage.objects.get(pk=pk)
    draft = page.get_latest_revision_as_object()
    first = len(present.grants)
    for number, grant in enumerate(grants):
        draft.funding.add(funding_row(grant, None, first + number))
    revision = draft.save_revision(changed=False)
    if page.live and not page.has_unpublished_changes:
        revision.publish()
        return True
    for number, grant in enumerate(grants):
        page.funding.add(funding_row(grant, None, first + number))
    page.refresh_from_db(fields=["latest_revision", "latest_revision_created_at", "draft_title"])
    page.save()
    return True
