"""The empty table that cities fill in: with all columns, an example, explanations and the values of vocabularies."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from projects.importing.columns import COLUMNS, NOT_OFFERED, Column

#: Columns of the template: those that exports have for machines only are known, but not asked for.
OFFERED: tuple[Column, ...] = tuple(column for column in COLUMNS if column.name not in NOT_OFFERED)
_WIDTH, _LINES = 22, 2000


def template_csv() -> str:
    """Return the template as CSV for German spreadsheets: semicolons, with a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.label for column in OFFERED])
    writer.writerow([column.example for column in OFFERED])
    return "\ufeff" + text.getvalue()


def template_workbook() -> bytes:
    """Return the template as an Excel workbook with sheets of explanations and values."""
    book = Workbook()
    table, explained, values = book.active, book.create_sheet(_("Explanations")), book.create_sheet(_("Values"))
    table.title = _("Projects")
    table.append([column.label for column in OFFERED])
    table.append([column.example for column in OFFERED])
    explained.append([_("Column"), _("What stands in it"), _("Example")])
    for place, column in enumerate(OFFERED, start=1):
        explained.append([column.label, str(column.help), column.example])
        labels = [label for _name, label in column.values()]
        if not labels:
            continue
        for row, text in enumerate([column.label, *labels], start=1):
            values.cell(row=row, column=values.max_column + (row == 1 and values.max_row > 1), value=text)
        if column.choices:
            _offer(table, place, len(labels), values)
    for sheet in book.worksheets:
        _dress(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _offer(table: Any, place: int, count: int, values: Any) -> None:
    """Let the spreadsheet offer the values of a column of which one is chosen; others may be written nevertheless."""
    letter = values.cell(row=1, column=values.max_column).column_letter
    title = values.title.replace("'", "''")
    offer = DataValidation("list", formula1=f"'{title}'!${letter}$2:${letter}${count + 1}", showErrorMessage=False)
    column = table.cell(row=1, column=place).column_letter
    offer.add(f"{column}2:{column}{_LINES}")
    table.add_data_validation(offer)


def _dress(sheet: Any) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = _WIDTH
    sheet.freeze_panes = "A2"
