"""The state of each page in each language, for lists: a fixed number of queries, however many pages and languages.

Texts are counted by PostgreSQL for all pages together, and the counts remembered (counting.py); what a cell is then
called is decided here, each time, in the same words as cms/core/translation_status.py uses for one page.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page, PageLogEntry

from translations.counting import NOTHING, Counted, Texts, count_texts
from translations.enums import CellState
from translations.models import UrgentChange


class Target(NamedTuple):
    """The page in the language, if there is one that is more than an alias."""

    pk: int
    is_live: bool
    has_draft: bool
    published_at: datetime | None


class Cell(NamedTuple):
    """A page in a language.

    Attributes:
        state: what it is called.
        missing: how many texts are still to be written.
        total: how many texts the source has; 0 if nobody has begun in any language.
        is_being_written: whether somebody has written texts that are not published yet.
        is_urgent: whether the source was changed so that the old text may do harm.
        since: since when it is outdated; worked out by `with_dates` only.
        published_at: when the text that readers have was published; None if they have none.
    """

    page: "Row"
    language: str
    state: CellState
    missing: int = 0
    total: int = 0
    is_being_written: bool = False
    is_urgent: bool = False
    since: datetime | None = None
    published_at: datetime | None = None


class Row(NamedTuple):
    """A page of the source language."""

    pk: int
    key: UUID
    title: str
    depth: int
    published_at: datetime | None


def rows_of(pages: QuerySet[Any]) -> list[Row]:
    """Return published pages of the source language in the order of the menu."""
    values = pages.order_by("path").values_list("pk", "translation_key", "title", "depth", "last_published_at")
    return [Row(*value) for value in values]


def cells_of(rows: Sequence[Row], languages: Sequence[str]) -> dict[tuple[UUID, str], Cell]:
    """Return the state of every page in every language, by translation key and tag.

    Takes three queries, and four more after texts have changed.

    Args:
        rows: pages of the source language.
        languages: BCP 47 tags.
    """
    keys = [row.key for row in rows]
    counted = count_texts(keys)
    targets = _targets(keys, languages)
    urgent = dict(UrgentChange.objects.filter(translation_key__in=keys).values_list("translation_key", "at"))
    cells = {}
    for row in rows:
        texts = counted.get(row.key, NOTHING)
        for language in languages:
            cells[row.key, language] = _cell(
                row, language, texts, target=targets.get((row.key, language)), urgent_at=urgent.get(row.key)
            )
    return cells


def with_dates(cells: Iterable[Cell]) -> list[Cell]:
    """Return the same cells, those that are outdated with the time since when; for what is shown only."""
    cells = list(cells)
    outdated = [cell for cell in cells if cell.state == CellState.OUTDATED]
    published = defaultdict[UUID, list[datetime]](list)
    entries = PageLogEntry.objects.filter(
        page__in={cell.page.pk for cell in outdated}, action="wagtail.publish"
    ).order_by("timestamp")
    for key, at in entries.values_list("page__translation_key", "timestamp"):
        published[key].append(at)
    return [_dated(cell, published[cell.page.key]) if cell.state == CellState.OUTDATED else cell for cell in cells]


def _dated(cell: Cell, published: list[datetime]) -> Cell:
    later = (at for at in published if cell.published_at is not None and at > cell.published_at)
    return cell._replace(since=next(later, cell.page.published_at))


def _cell(row: Row, language: str, counted: Counted, *, target: Target | None, urgent_at: datetime | None) -> Cell:
    texts = counted.by_language.get(language, Texts())
    total, frozen_at = counted.total, counted.frozen_at if texts.is_followed else None
    published_at = target.published_at if target and target.is_live else None
    is_being_written = _is_newer(texts.last_written, published_at) or bool(target and target.has_draft)
    if target and target.is_live and published_at:
        source_at = frozen_at or row.published_at
        lacks_text = frozen_at is not None and texts.done < total
        if lacks_text or _is_newer(source_at, published_at):
            state = CellState.OUTDATED
        else:
            state = CellState.MACHINE if texts.by_machine else CellState.CHECKED
    elif texts.by_machine:
        state = CellState.MACHINE
    else:
        state = CellState.IN_WORK if texts.done or target else CellState.NOT_BEGUN
    return Cell(
        row,
        language,
        state,
        missing=max(total - texts.done, 0),
        total=total,
        is_being_written=is_being_written and state != CellState.NOT_BEGUN,
        is_urgent=state == CellState.OUTDATED and _is_newer(urgent_at, published_at),
        published_at=published_at,
    )


def _is_newer(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and (other is None or one > other)


def _targets(keys: Sequence[UUID], languages: Sequence[str]) -> Mapping[tuple[UUID, str], Target]:
    rows = Page.objects.filter(
        translation_key__in=keys, locale__language_code__in=languages, alias_of__isnull=True
    ).values_list(
        "translation_key", "locale__language_code", "pk", "live", "has_unpublished_changes", "last_published_at"
    )
    return {(key, language): Target(*rest) for key, language, *rest in rows}
