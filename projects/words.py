"""How dates, money and numbers of a record are said, in the language that is active."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from projects.enums import Precision

if TYPE_CHECKING:
    from projects.models.framework import Funding
    from projects.models.project import ProjectPage


def money(amount: Decimal, currency: str) -> str:
    """Return an amount as readers write it, e.g. 12.000,50 €."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    sign = "€" if currency == "EUR" else currency
    return f"{number_format(amount, decimals, force_grouping=True)}\u00a0{sign}"


def number(value: Decimal | int) -> str:
    """Return a number without zeros that say nothing: 2.50 as 2,5."""
    exact = Decimal(value)
    decimals = 0 if exact == exact.to_integral_value() else max(0, -int(exact.normalize().as_tuple().exponent))
    return number_format(exact, decimals, force_grouping=True)


def day(value: date | None, precision: str = Precision.DAY) -> str:
    """Return a date as exactly as it is known, and nothing for none."""
    if value is None:
        return ""
    if precision == Precision.YEAR:
        return str(value.year)
    if precision == Precision.MONTH:
        return f"{MONTHS[value.month]} {value.year}"
    return date_format(value, "DATE_FORMAT")


def period(page: "ProjectPage") -> str:
    """Return from when to when a project runs, as far as it is known."""
    start, end = day(page.start, page.start_precision), day(page.end, page.end_precision)
    if start and end:
        return start if start == end else _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start and page.is_ongoing:
        return _("since %(start)s, open-ended") % {"start": start}
    if start:
        return _("since %(start)s") % {"start": start}
    if end:
        return _("until %(end)s") % {"end": end}
    return _("open-ended") if page.is_ongoing else ""


def years(first: int | None, last: int | None) -> str:
    """Return one year, or a span of years."""
    return "–".join(str(year) for year in dict.fromkeys((first, last)) if year)


def funding_years(page: "ProjectPage", funding: "Iterable[Funding]") -> str:
    """Return the years of funding where the project's own period is not known."""
    known = sorted({year for row in funding for year in (row.year, row.year_until) if year})
    return "" if page.start or page.end or not known else years(known[0], known[-1])


def funding_sum(funding: "Iterable[Funding]") -> str:
    """Return what is known of the money that was given, by currency."""
    by_currency: dict[str, Decimal] = {}
    for row in funding:
        if row.amount:
            by_currency[row.currency] = by_currency.get(row.currency, Decimal(0)) + row.amount
    return ", ".join(money(amount, currency) for currency, amount in by_currency.items())
