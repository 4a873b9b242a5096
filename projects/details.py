"""What the page of one project shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.access import person_of
from cms.core.municipality_names import LANDS
from projects.asking import Question
from projects.blocks.story import story_parts
from projects.enums import Precision, Standing, TownRole
from projects.models.vocabulary import TargetGroup
from projects.offering import offer_of
from projects.presenting import cards, field_marks, foreign_language

if TYPE_CHECKING:
    from projects.models.framework import Funding
    from projects.models.index_page import ProjectIndexPage
    from projects.models.project import ProjectPage

_RELATED = 3


@dataclass(frozen=True)
class Fact:
    """A line of the box of facts: one text, perhaps with an address, or several texts."""

    label: str
    text: str = ""
    texts: tuple[str, ...] = ()
    url: str = ""


def detail_context(
    page: "ProjectPage", request: HttpRequest, index: "ProjectIndexPage | None" = None
) -> dict[str, Any]:
    """Name what the page of one project shows besides its own fields.

    Args:
        page: the project, in the best language it has for the reader.
        request: who asks.
        index: the finder in the reader's language; None where the project lies below it itself.
    """
    frame: ProjectIndexPage = index or page.get_parent().specific
    language = frame.locale.language_code
    url = frame.get_url(request) or ""
    funding = list(page.funding.order_by("-year", "funder", "pk"))
    marks = field_marks(language, url)
    visible = type(page).objects.visible_to(person_of(request)).in_language(language)
    return {
        "breadcrumb_pages": [frame],
        "index_page": frame,
        "foreign": foreign_language(page, language),
        "is_good_practice": page.standing == Standing.GOOD_PRACTICE,
        "story_parts": story_parts(page),
        "fields": [marks[key] for key in page.field_keys if key in marks],
        "facts": _facts(page, funding, language),
        "funding": _funding_table(funding),
        "offer": offer_of(page, request, language),
        "has_further_source": bool(page.source_name),
        "town_url": url + Question(chosen={"city": tuple(page.city_keys[:1])}).address() if page.city_keys else "",
        "related": cards(visible.for_card().like(page, limit=_RELATED), language=language, index_url=url),
    }


def own(text: str) -> SafeString | str:
    """Return a name with a direction of its own, so that its signs stay in their places among Arabic words."""
    return format_html("<bdi>{}</bdi>", text) if text else ""


def money(amount: Decimal, currency: str) -> str:
    """Return an amount as readers of the active language write it, e.g. 12.000,50 €."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    number = number_format(amount, decimals, force_grouping=True)
    return f"{number}\u00a0{'€' if currency == 'EUR' else currency}"


def _facts(page: "ProjectPage", funding: "Iterable[Funding]", language: str) -> list[Fact]:
    """Return what is known; what is not known has no line."""
    groups = TargetGroup.objects.filter(slug__in=page.target_group_keys) if page.target_group_keys else ()
    facts = [
        *_places(page),
        Fact(_("When"), _period(page)),
        Fact(_("Funded"), _years(page, funding)),
        Fact(_("Status"), page.get_status_display() if page.status else ""),
        Fact(_("Carrier"), texts=(own(page.carrier), page.get_carrier_type_display() if page.carrier_type else "")),
        Fact(_("For whom"), texts=tuple(term.label_in(language) for term in groups)),
        Fact(_("Funding known"), _sum(funding)),
        Fact(_("Identifier"), own(page.identifier)),
        Fact(_("Licence"), own(page.licence)),
    ]
    return [
        Fact(fact.label, fact.text, tuple(filter(None, fact.texts)), fact.url)
        for fact in facts
        if fact.text or any(fact.texts)
    ]


def _places(page: "ProjectPage") -> list[Fact]:
    by_role: dict[str, list[str]] = {}
    for row in page.towns.select_related("town"):
        town = row.town
        by_role.setdefault(row.role, []).append(own(", ".join(dict.fromkeys((town.name, town.land)))))
    facts = [Fact(str(role.label), texts=tuple(by_role[role])) for role in TownRole if role in by_role]
    return facts or [Fact(_("Land"), own(", ".join(LANDS[key] for key in page.land_keys)))]


def _period(page: "ProjectPage") -> str:
    start = _day(page.start, page.start_precision)
    end = _day(page.end, page.end_precision)
    if start and end:
        return start if start == end else _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %(start)s") % {"start": start}
    return _("until %(end)s") % {"end": end} if end else ""


def _day(day: date | None, precision: str) -> str:
    if day is None:
        return ""
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        return f"{MONTHS[day.month]} {day.year}"
    return date_format(day, "DATE_FORMAT")


def _years(page: "ProjectPage", funding: "Iterable[Funding]") -> str:
    """Return the years of funding where the project's own period is not known."""
    years = sorted({row.year for row in funding if row.year})
    if page.start or page.end or not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _sum(funding: "Iterable[Funding]") -> str:
    by_currency: dict[str, Decimal] = {}
    for row in funding:
        if row.amount:
            by_currency[row.currency] = by_currency.get(row.currency, Decimal(0)) + row.amount
    return ", ".join(money(amount, currency) for currency, amount in by_currency.items())


def _funding_table(funding: "list[Funding]") -> Mapping[str, Any]:
    """Return columns and rows for the component "table"; columns that nothing fills are left out."""
    columns = [
        (_("Year"), False, [str(row.year or "") for row in funding]),
        (_("Programme"), False, [own(row.programme) for row in funding]),
        (_("Amount"), True, [money(row.amount, row.currency) if row.amount else "" for row in funding]),
        (
            _("Recognised costs"),
            True,
            [money(row.eligible_costs, row.currency) if row.eligible_costs else "" for row in funding],
        ),
    ]
    filled = [(label, is_number, cells) for label, is_number, cells in columns if any(cells)]
    return {
        "columns": [
            {"label": _("Funder")},
            *({"label": label, "is_number": number} for label, number, _cells in filled),
        ],
        "rows": [
            {
                "head": own(row.funder),
                "cells": [{"text": cells[place] or "–", "is_number": number} for _label, number, cells in filled],
            }
            for place, row in enumerate(funding)
        ],
    }
