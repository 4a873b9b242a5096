"""Dates as offices publish them: with the precision they have, and refused where they could mean two days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from projects.enums import Precision

#: Which number of 9/7/2015 is the month: known for some lists, never from the date itself.
SlashOrder = Literal["day first", "month first"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january", "feb februar february", "mrz mär mar märz march", "apr april", "mai may",
            "jun juni june", "jul juli july", "aug august", "sep sept september", "okt oct oktober october",
            "nov november", "dez dec dezember december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_YEAR = re.compile(r"(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)")
_DASHED = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_NAMED = re.compile(r"(\d{1,2})[-. ]+([^\W\d_]{3,9})[-. ]+(\d{4}|\d\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date and how exactly it is known; `value` is its first day."""

    value: date
    precision: Precision

    @property
    def last_day(self) -> date:
        """The last day it can be."""
        if self.precision == Precision.YEAR:
            return date(self.value.year, 12, 31)
        if self.precision == Precision.MONTH:
            return self.value.replace(day=monthrange(self.value.year, self.value.month)[1])
        return self.value


def parse_date(text: str, *, slash: SlashOrder | None = None) -> PartialDate | None:
    """Read a date.

    Args:
        text: 2012 · 2015-07 · 07.2015 · 2015-05-01 · 2015-05-01T00:00:00Z · 08.10.2009 · 05.02.16 · 01-01-2014 ·
            01-Jul-12 · 10/14/2015 · 9/7/2015.
        slash: what the first number of a date with slashes is; None if not known.
    Returns: the date, or None for an empty text.

    Raises:
        ValueError: no such day, no known shape, or 9/7/2015 without `slash`.
    """
    text = text.strip()
    if not text:
        return None
    if found := _YEAR.fullmatch(text):
        return PartialDate(_day(found[1], 1, 1), Precision.YEAR)
    if found := _YEAR_MONTH.fullmatch(text):
        return PartialDate(_day(found[1], found[2], 1), Precision.MONTH)
    if found := _MONTH_YEAR.fullmatch(text):
        return PartialDate(_day(found[2], found[1], 1), Precision.MONTH)
    return PartialDate(_whole_day(text, slash), Precision.DAY)


def _whole_day(text: str, slash: SlashOrder | None) -> date:
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _GERMAN.fullmatch(text) or _DASHED.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _NAMED.fullmatch(text):
        month = _MONTHS.get(found[2].casefold())
        if month:
            return _day(found[3], month, found[1])
    if found := _SLASHED.fullmatch(text):
        return _slashed_day(found, slash)
    raise ValueError(f"{text!r} is no date")


def _slashed_day(found: re.Match[str], slash: SlashOrder | None) -> date:
    first, second, year = int(found[1]), int(found[2]), found[3]
    if slash is None and first <= 12 and second <= 12 and first != second:
        raise ValueError(f"{found[0]!r} can mean two days")
    month_first = slash == "month first" if slash else second > 12
    return _day(year, first, second) if month_first else _day(year, second, first)


def _day(year: str | int, month: str | int, day: str | int) -> date:
    number = int(year)
    if number < 100:
        number += 2000 if number < 70 else 1900
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        raise ValueError(f"{number} is not a likely year")
    return date(number, int(month), int(day))
