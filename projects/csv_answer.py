"""Tables to take along as CSV, safe in spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from projects.cells import harmless


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a small table as a file. Written in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO()
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    response = HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: object) -> str:
    return str(value) if isinstance(value, int | float) else harmless(str(value))
