"""The matrix of pages by languages, and a translator's own list."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from wagtail.models import Locale

from accounts.access import Person
from accounts.translators import languages_translated_by, own_languages_of
from cms.core.folding import fold
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE, Language
from translations.cells import Cell, Row, cells_of, rows_of, with_dates
from translations.enums import ICONS, OPEN_STATES, CellState
from translations.sources import source_pages

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the matrix; what makes no sense is left out when it is read."""

    languages: tuple[str, ...] = ()
    state: CellState | None = None
    words: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Count:
    """How many pages are in a state in a language."""

    state: CellState
    number: int


@dataclass(frozen=True)
class ShownCell:
    """A cell with what the template needs."""

    cell: Cell
    icon: str
    may_open: bool


@dataclass(frozen=True)
class ShownRow:
    """A line of the matrix."""

    page: Row
    cells: Sequence[ShownCell]


@dataclass(frozen=True)
class Matrix:
    """Everything the page shows.

    Attributes:
        languages: the columns.
        counts: by language, over all pages that fit the words, whatever the state that is asked for.
        rows: one page of lines.
        part: which page of lines it is.
    """

    languages: Sequence[Language]
    counts: Sequence[tuple[Language, Sequence[Count]]]
    rows: Sequence[ShownRow]
    part: "PageOfRows[Row]"
    total: int


@dataclass(frozen=True)
class Task:
    """Something to do for a translator."""

    cell: Cell
    icon: str
    language: Language


def target_languages() -> list[str]:
    """Return the tags of all languages that are translated into: the site has a tree for them."""
    there = set(Locale.objects.values_list("language_code", flat=True))
    return [code for code in BY_CODE if code != SOURCE_LANGUAGE and code in there]


def matrix(person: Person, wanted: Wanted, *, number: str | int = 1) -> Matrix:
    """Put the matrix together with a fixed number of queries.

    Args:
        person: who asks; sees the pages they may know of.
        wanted: filters.
        number: which page of lines.
    """
    codes = list(wanted.languages) or target_languages()
    rows = _rows(person, wanted)
    cells = cells_of(rows, codes)
    kept = [row for row in rows if wanted.state is None or _has_state(row, codes, cells, wanted.state)]
    paginator = Paginator(kept, ROWS_ON_A_PAGE)
    page = paginator.get_page(number)
    allowed = set(languages_translated_by(person))
    shown = iter(with_dates(cells[row.key, code] for row in page.object_list for code in codes))
    lines = [ShownRow(row, [_shown(next(shown), allowed) for _code in codes]) for row in page.object_list]
    return Matrix([BY_CODE[code] for code in codes], _counts(rows, codes, cells), lines, page, len(kept))


def tasks_of(person: Person, languages: Sequence[str] = ()) -> list[Task]:
    """Return what is to be done, first what readers need most.

    A text that may do harm comes first; then what readers do not have at all; then what is no longer quite right;
    then what a machine wrote. Among equals the order of the menu holds, as readers meet the pages.

    Args:
        person: who asks.
        languages: tags; their own if none are given, or all they may translate into.
    """
    allowed = languages_translated_by(person)
    there = target_languages()
    wanted = [code for code in languages if code in allowed] or own_languages_of(person) or allowed
    codes = [code for code in wanted if code in there]
    rows = rows_of(source_pages(person))
    cells = [cell for cell in cells_of(rows, codes).values() if cell.state in OPEN_STATES]
    order = {row.key: place for place, row in enumerate(rows)}
    cells.sort(key=lambda cell: (_need(cell), order[cell.page.key]))
    return [Task(cell, ICONS[cell.state], BY_CODE[cell.language]) for cell in with_dates(cells)]


def cell_for(page: Any, language: str) -> Cell:
    """Return the state of one page in one language."""
    row = Row(page.pk, page.translation_key, page.title, page.depth, page.last_published_at)
    (cell,) = with_dates(cells_of([row], [language]).values())
    return cell


def _need(cell: Cell) -> int:
    if cell.is_urgent:
        return 0
    return {CellState.NOT_BEGUN: 1, CellState.IN_WORK: 1, CellState.OUTDATED: 2}.get(cell.state, 3)


def _rows(person: Person, wanted: Wanted) -> list[Row]:
    pages = source_pages(person)
    if wanted.page is not None:
        pages = pages.filter(pk=wanted.page)
    rows = rows_of(pages)
    words = fold(wanted.words).split()
    return [row for row in rows if all(word in fold(row.title) for word in words)] if words else rows


def _has_state(row: Row, codes: Sequence[str], cells: Mapping[tuple[UUID, str], Cell], state: CellState) -> bool:
    return any(cells[row.key, code].state == state for code in codes)


def _shown(cell: Cell, allowed: set[str]) -> ShownCell:
    return ShownCell(cell, ICONS[cell.state], cell.language in allowed)


def _counts(
    rows: Sequence[Row], codes: Sequence[str], cells: Mapping[tuple[UUID, str], Cell]
) -> list[tuple[Language, Sequence[Count]]]:
    counted = {code: Counter(cells[row.key, code].state for row in rows) for code in codes}
    return [(BY_CODE[code], [Count(state, counted[code][state]) for state in CellState]) for code in codes]
