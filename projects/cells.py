"""How values stand in the cells of a table, and how they are read from them again."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from projects.enums import Precision

SEPARATOR = " | "
#: What spreadsheets take for a formula where a cell begins with it (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BLOCK_ENDS = re.compile(r"</(?:p|li|h\d|ul|ol)>|<br\s*/?>", re.IGNORECASE)


def joined(values: Iterable[Any]) -> str:
    """Return several values as one cell; empty if all of them are."""
    texts = [text_of(value).replace("|", "¦") for value in values]
    return SEPARATOR.join(texts) if any(texts) else ""


def parts(cell: str) -> list[str]:
    """Return the values of a cell, empty ones in their places; nothing of an empty cell."""
    return [part.strip() for part in cell.split("|")] if cell.strip() else []


def text_of(value: Any) -> str:
    """Return a value as text that programs read: decimal point, ISO dates, "" for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before it where it would.

    >>> harmless("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def restored(text: str) -> str:
    """Return what `harmless` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def partial_date(day: date | None, precision: str) -> str:
    """Return a date as exactly as it is known: 2015, 2015-03 or 2015-03-01."""
    if day is None:
        return ""
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)
    return day.isoformat()[:length]


def plain(html: str) -> str:
    """Return rich text as plain text, a line for each paragraph."""
    text = unescape(strip_tags(_BLOCK_ENDS.sub("\n", html))).replace("\xa0", " ")
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
