"""Tables as people send them: CSV in any of its forms, or an Excel workbook; with lines above the heading or none."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from cms.core.folding import fold
from projects.importing.columns import column_called
from projects.importing.reading import LONGEST_LINE, UnreadableFile, encoding_of, other_file
from projects.importing.workbooks import MOST_COLUMNS, rows_of_workbook

MOST_BYTES = 20 * 1024 * 1024
MOST_LINES = 20_000
_HEADING_WITHIN = 20
_SAMPLES = 3
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """A table with its headings; `rows` gives number and cells of each line below them that holds anything."""

    headings: list[str]
    rows: Iterator[Row]


@dataclass(frozen=True)
class Sample:
    """What people see of a table before they name its columns; `values` has a few of each column."""

    headings: list[str]
    values: list[list[str]]


@contextmanager
def opened_sheet(path: Path) -> Iterator[Sheet]:
    """Open a table for the block; its lines are read one by one.

    Raises:
        UnreadableFile: it is none, is damaged, or has no heading; also while lines are read.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise UnreadableFile(_("The file is empty."))
    if head.startswith(b"PK"):
        with rows_of_workbook(path) as rows:
            yield _sheet(rows)
        return
    other = other_file(head)
    if other:
        raise UnreadableFile(
            _("The file holds %(found)s. Save it as an Excel workbook (.xlsx) or as CSV.") % {"found": other}
        )
    with path.open("rb") as file:
        encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else encoding_of(file)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        yield _sheet(_rows_of_csv(text))


def sample_of(path: Path) -> Sample:
    """Read the headings and the first lines.

    Raises:
        UnreadableFile: as `opened_sheet`.
    """
    with opened_sheet(path) as sheet:
        first = [cells for _number, cells in islice(sheet.rows, _SAMPLES)]
    if not first:
        raise UnreadableFile(_("The table has a heading, but no line below it."))
    columns = range(len(sheet.headings))
    return Sample(sheet.headings, [[row[n][:80] for row in first if n < len(row) and row[n]] for n in columns])


def headings_digest(headings: Sequence[str]) -> str:
    """Return what is the same for tables with the same headings in the same order."""
    return hashlib.sha256("\x1f".join(map(fold, headings)).encode()).hexdigest()


def guessed_mapping(headings: Sequence[str]) -> list[str]:
    """Return the column that each heading means, each at most once; empty where none is known."""
    taken, mapping = set[str](), []
    for heading in headings:
        name = column_called(heading)
        mapping.append(name if name not in taken else "")
        taken.add(name)
    return mapping


def _sheet(rows: Iterator[Row]) -> Sheet:
    filled = (row for row in rows if any(row[1]))
    top = list(islice(filled, _HEADING_WITHIN))
    if not top:
        raise UnreadableFile(_("The table is empty."))
    place = _place_of_heading([cells for _number, cells in top])
    headings = top[place][1]
    while headings and not headings[-1]:
        headings.pop()
    named = [heading or _("Column %(number)s") % {"number": n} for n, heading in enumerate(headings, start=1)]
    return Sheet(named[:MOST_COLUMNS], chain(top[place + 1 :], filled))


def _place_of_heading(rows: Sequence[Sequence[str]]) -> int:
    """Return which line is the heading: the one of which most is known, else the first with two cells or more."""
    known = [len({column_called(cell) for cell in row} - {""}) for row in rows]
    if max(known) >= 2 or (max(known) == 1 and known[0] == 1):
        return known.index(max(known))
    return next((place for place, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)


def _rows_of_csv(text: TextIO) -> Iterator[Row]:
    sample = text.read(64 * 1024)
    text.seek(0)
    delimiter = max(";,\t", key=lambda sign: max((line.count(sign) for line in sample.splitlines()[:20]), default=0))
    csv.field_size_limit(LONGEST_LINE)
    pending: list[str] = []

    def lines() -> Iterator[str]:
        for line in text:
            pending.append(line)
            yield line.replace("\0", "")

    reader, last = csv.reader(lines(), delimiter=delimiter), ""
    width = 0
    try:
        for row in reader:
            last = "".join(pending)
            pending.clear()
            cells = [cell.strip() for cell in row]
            if not last.endswith(("\n", "\r")) and 1 < len(cells) < width:
                raise UnreadableFile(_cut_off(reader.line_num))
            width = max(width, len(cells))
            yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableFile(_cut_off(reader.line_num)) from error
    try:
        list(csv.reader(io.StringIO(last), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise UnreadableFile(_cut_off(reader.line_num)) from error


def _cut_off(number: int) -> str:
    return _("The file ends in the middle, in line %(number)s, or is damaged there. Get the whole file.") % {
        "number": number
    }
