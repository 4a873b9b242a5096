"""The state of each page in each language, for lists: a fixed number of queries, however many pages and languages.

Nothing of it is stored. Texts are counted by PostgreSQL in one statement for all pages together; what a cell is then
called is decided here, in the same words as cms/core/translation_status.py uses for one page.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from cms.core.languages import SOURCE_LANGUAGE
from translations.enums import CellState
from translations.models import TranslationCheck, UrgentChange


class Texts(NamedTuple):
    """What there is of the texts of a page in a language."""

    done: int = 0
    by_machine: int = 0
    last_written: datetime | None = None


class Target(NamedTuple):
    """The page in the language, if there is one that is more than an alias."""

    pk: int
    is_live: bool
    has_draft: bool
    published_at: datetime | None


@dataclass(frozen=True)
class Cell:
    """A page in a language.

    Attributes:
        state: what it is called.
        missing: how many texts are still to be written.
        total: how many texts the source has; 0 if nobody has begun in any language.
        is_being_written: whether somebody has written texts that are not published yet.
        is_urgent: whether the source was changed so that the old text may do harm.
        since: since when it is outdated; worked out by `with_dates` only.
        checked_at: when somebody last said that it is right.
    """

    page: "Row"
    language: str
    state: CellState
    missing: int = 0
    total: int = 0
    is_being_written: bool = False
    is_urgent: bool = False
    since: datetime | None = None
    checked_at: datetime | None = None
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
    """Return the state of every page in every language, by translation key and tag. Takes seven queries.

    Args:
        rows: pages of the source language.
        languages: BCP 47 tags.
    """
    keys = [row.key for row in rows]
    sources = _sources(keys)
    texts = _texts(keys, languages)
    targets = _targets(keys, languages)
    followed = _followed(keys)
    urgent = dict(UrgentChange.objects.filter(translation_key__in=keys).values_list("translation_key", "at"))
    checks = _checks(keys, languages)
    cells = {}
    for row in rows:
        total, frozen_at = sources.get(row.key, (0, None))
        for language in languages:
            place = (row.key, language)
            cells[place] = _cell(
                row,
                language,
                total=total,
                frozen_at=frozen_at if place in followed else None,
                texts=texts.get(place, Texts()),
                target=targets.get(place),
                urgent_at=urgent.get(row.key),
                checked_at=checks.get(place),
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
    return Cell(**{**vars(cell), "since": next(later, cell.page.published_at)})


def _cell(
    row: Row,
    language: str,
    *,
    total: int,
    frozen_at: datetime | None,
    texts: Texts,
    target: Target | None,
    urgent_at: datetime | None,
    checked_at: datetime | None,
) -> Cell:
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
        checked_at=checked_at,
        published_at=published_at,
    )


def _is_newer(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and (other is None or one > other)


def _sources(keys: Sequence[UUID]) -> Mapping[UUID, tuple[int, datetime]]:
    """Return the number of different texts and the time of the frozen source."""
    rows = (
        TranslationSource.objects.filter(object_id__in=keys, locale__language_code=SOURCE_LANGUAGE)
        .annotate(texts=Count("stringsegment__string_id"))
        .values_list("object_id", "texts", "last_updated_at")
    )
    return {key: (texts, at) for key, texts, at in rows}


def _texts(keys: Sequence[UUID], languages: Sequence[str]) -> Mapping[tuple[UUID, str], Texts]:
    """Count the texts that are in use and written, for all pages and languages in one statement."""
    rows = (
        StringSegment.objects.filter(
            source__object_id__in=keys,
            source__locale__language_code=SOURCE_LANGUAGE,
            context__translations__translation_of_id=F("string_id"),
            context__translations__has_error=False,
            context__translations__locale__language_code__in=languages,
        )
        .values("source__object_id", "context__translations__locale__language_code")
        .annotate(
            done=Count("pk"),
            by_machine=Count("pk", filter=Q(context__translations__translation_type=_MACHINE)),
            last=Max("context__translations__updated_at"),
        )
        .values_list("source__object_id", "context__translations__locale__language_code", "done", "by_machine", "last")
    )
    return {(key, language): Texts(done, machine, last) for key, language, done, machine, last in rows}


_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


def _targets(keys: Sequence[UUID], languages: Sequence[str]) -> Mapping[tuple[UUID, str], Target]:
    rows = Page.objects.filter(
        translation_key__in=keys, locale__language_code__in=languages, alias_of__isnull=True
    ).values_list(
        "translation_key", "locale__language_code", "pk", "live", "has_unpublished_changes", "last_published_at"
    )
    return {(key, language): Target(*rest) for key, language, *rest in rows}


def _followed(keys: Sequence[UUID]) -> set[tuple[UUID, str]]:
    """Return what wagtail-localize keeps; pages outside it can only be judged by dates."""
    known = TranslationSource.objects.filter(object_id__in=keys, translations__enabled=True)
    return set(known.values_list("object_id", "translations__target_locale__language_code"))


def _checks(keys: Sequence[UUID], languages: Sequence[str]) -> Mapping[tuple[UUID, str], datetime]:
    rows = TranslationCheck.objects.filter(translation_key__in=keys, locale__language_code__in=languages)
    return {
        (key, language): at
        for key, language, at in rows.values_list("translation_key", "locale__language_code", "checked_at")
    }
