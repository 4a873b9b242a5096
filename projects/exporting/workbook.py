"""A workbook for spreadsheets (Office Open XML), written while it is sent.

openpyxl, which reads tables here, writes a workbook only when it is complete: minutes for 100,000 projects, in
which nothing is sent. The format itself is a ZIP of a few XML files; its rows are made one by one.
"""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from io import RawIOBase
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from projects.columns import COLUMNS, Cell, harmless, text_of
from projects.exporting.head import Head
from projects.whole import WholeRecord
from projects.xml_text import in_xml

#: Limits of the format (Excel specifications): signs in a cell, rows in a sheet.
_LONGEST_CELL, _MOST_ROWS = 32_767, 1_048_576
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # Style 1 is bold, for headings.
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_SPREADSHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
        'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
        '<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/>'
        '</cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


class _Pipe(RawIOBase):
    """Takes what the ZIP writes, and gives it on; a ZIP that cannot go back marks the sizes behind each part."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def write_workbook(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:
    """Yield a workbook of two sheets: the projects, and what the file and its columns are."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as parcel:
        for name, text in _PARTS.items():
            parcel.writestr(name, text)
        parcel.writestr("xl/workbook.xml", _workbook(_("Projects"), _("About this file")))
        with parcel.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(_begin(frozen=True).encode())
            sheet.write(_row(1, [column.name for column in COLUMNS], style=1).encode())
            for number, record in enumerate(records, start=2):
                if number > _MOST_ROWS:
                    break
                sheet.write(_row(number, [column.cell(record) for column in COLUMNS]).encode())
                if data := pipe.taken():
                    yield data
            sheet.write(b"</sheetData></worksheet>")
        parcel.writestr("xl/worksheets/sheet2.xml", _about(head))
    yield pipe.taken()


def _workbook(*names: str) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name[:31], {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'{_XML}<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _begin(*, frozen: bool = False) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if frozen else ""
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'{_XML}<worksheet xmlns="{_SPREADSHEET}">{views}<sheetData>'


def _about(head: Head) -> str:
    rows = [*head.lines, ("", ""), *((column.name, str(column.label)) for column in COLUMNS)]
    lines = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    return f"{_begin()}{lines}</sheetData></worksheet>"


def _row(number: int, cells: Iterable[Cell], *, style: int = 0) -> str:
    return f'<row r="{number}">{"".join(_cell(cell, style) for cell in cells)}</row>'


def _cell(value: Cell, style: int) -> str:
    """Return a number as a number, everything else as text: no cell holds a formula."""
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    text = text_of(value) if isinstance(value, datetime) else str(value)
    text = in_xml(harmless(text))[:_LONGEST_CELL]
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
