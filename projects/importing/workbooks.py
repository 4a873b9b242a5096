"""Excel workbooks, line by line: what is unpacked is bounded, formulas count by their last result, dates are dates."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zlib import error as PackingError  # noqa: N812  it is an exception

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from projects.importing.reading import UnreadableFile

MOST_COLUMNS = 300
#: 20,000 lines of 60 columns are about 60 MB of XML.
_MOST_UNPACKED = 150 * 1024 * 1024
_MOST_PARTS = 2000
_WORKBOOK = "xl/workbook.xml"
_TROUBLE = (
    zipfile.BadZipFile, PackingError, ParseError, InvalidFileException, EOFError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, NotImplementedError, OverflowError, RuntimeError,
)  # fmt: skip


@contextmanager
def rows_of_workbook(path: Path) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """Open a workbook for the block; gives number and cells of each line of its first sheet with anything in it.

    Raises:
        UnreadableFile: it is no workbook, is damaged, or would unpack to too much.
    """
    _refuse_bombs(path)
    with path.open("rb") as file:  # by its name, openpyxl would refuse a workbook that is called .csv
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except _TROUBLE as error:
            raise UnreadableFile(_damaged()) from error
        try:
            yield _rows(book)
        finally:
            book.close()


def _refuse_bombs(path: Path) -> None:
    """Look at the list of contents only. What an entry unpacks to never exceeds what the list says of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except _TROUBLE as error:
        raise UnreadableFile(_damaged()) from error
    if _WORKBOOK not in {part.filename for part in parts}:
        raise UnreadableFile(_("The file is a ZIP archive, but no Excel workbook. Save the table as .xlsx or as CSV."))
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableFile(
            _("The workbook would unpack to more than %(size)s MB. Divide it, or save the one sheet as CSV.")
            % {"size": _MOST_UNPACKED // 1024 // 1024}
        )


def _rows(book: Any) -> Iterator[tuple[int, list[str]]]:
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # files lie about them
            found = False
            for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
                cells = [_text(cell) for cell in row]
                while cells and not cells[-1]:
                    cells.pop()
                if cells:
                    found = True
                    yield number, cells
            if found:
                return
    except _TROUBLE as error:
        raise UnreadableFile(_damaged()) from error


def _text(cell: Any) -> str:
    """Return a cell as it would stand in a CSV that is read without doubt."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, str(getattr(cell, "number_format", "") or ""))
    return str(value).strip()


def _number(value: float, shown_as: str) -> str:
    if "%" in shown_as:
        value, sign = round(value * 100, 6), " %"
    else:
        sign = ""
    if float(value).is_integer():
        return f"{int(value)}{sign}"
    digits = f"{value:.6f}".rstrip("0")
    # 23.885 would be read as 23,885: a fourth decimal leaves no doubt.
    return f"{digits}0{sign}" if len(digits.partition(".")[2]) == 3 else f"{digits}{sign}"


def _damaged() -> str:
    return _("The workbook is damaged, protected by a password, or ends in the middle. Open and save it again.")
