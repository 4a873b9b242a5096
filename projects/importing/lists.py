"""Cells that belong together: grants, partners, indicators, relations; and texts of several lines."""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.utils.html import escape
from django.utils.translation import gettext as _

from projects.enums import CarrierType, Kinship, PartnerRole, StoryPart
from projects.importing.cells import (
    choice_in,
    currency_in,
    groups,
    money_in,
    percent_in,
    signed_number_in,
    url_in,
    url_of,
    year_in,
)
from projects.importing.columns import GRANT, INDICATOR, PARTNER, RELATION
from projects.importing.records import FUNDER_LENGTH, Grant, Partner, Refused, one_line
from projects.shortening import shortened

IDENTIFIER = re.compile(r"gp-\d{4}-\d{5,}")
_LINK = re.compile(r"(?:(?P<title>.+?):\s+)?(?P<url>\S+)")
_NAME_LENGTH, _UNIT_LENGTH = 150, 50
#: Title and address; what and how much, in which unit and year.
Link = tuple[str, str]
Indicator = tuple[str, Decimal, str, int | None]


def grants_in(cells: Mapping[str, str]) -> list[Grant]:
    """Read grants."""
    found = [_grant(group) for group in groups(cells, GRANT)]
    return list({grant.key: grant for grant in found if grant}.values())


def _grant(cells: Mapping[str, str]) -> Grant | None:
    funder = shortened(cells["funder"], FUNDER_LENGTH)
    money, costs = money_in(cells, "amount"), money_in(cells, "eligible_costs")
    year, until = year_in(cells, "year"), year_in(cells, "year_until")
    share = percent_in(cells, "share_percent")
    if not funder:
        if money or costs:
            raise Refused("no_funder", _("The line has an amount but no funder."))
        return None
    if until and year and until < year:
        raise Refused("end_before_start", _("The funding ends before it begins."))
    return Grant(
        funder=funder,
        programme=shortened(cells["programme"], FUNDER_LENGTH),
        amount=money.amount if money else None,
        currency=currency_in(cells, "currency") or (money.currency if money else "EUR"),
        year=year,
        year_until=until,
        share_percent=share,
        eligible_costs=costs.amount if costs else None,
    )


def partners_in(cells: Mapping[str, str]) -> list[Partner]:
    """Read partners."""
    found = []
    for group in groups(cells, PARTNER):
        if not group["partner"]:
            raise Refused("no_name", _("A partner has no name."))
        kind, role = choice_in(group, "partner_kind", CarrierType), choice_in(group, "partner_role", PartnerRole)
        url = url_in(group, "partner_url")
        found.append(Partner(shortened(group["partner"], 255), kind.value if kind else "", role or "", url))
    return list(dict.fromkeys(found))


def indicators_in(cells: Mapping[str, str]) -> list[Indicator]:
    """Read indicators."""
    found = []
    for group in groups(cells, INDICATOR):
        value = signed_number_in(group, "indicator_value")
        if not group["indicator"] or value is None:
            raise Refused("bad_indicator", _("An indicator needs both: what was measured, and the value."))
        name, unit = shortened(group["indicator"], _NAME_LENGTH), group["indicator_unit"][:_UNIT_LENGTH]
        found.append((name, value, unit, year_in(group, "indicator_year")))
    return found


def relations_in(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """Read relations to other projects: kind and permanent identifier."""
    found = []
    for group in groups(cells, RELATION):
        kind, identifier = choice_in(group, "relation", Kinship), group["related_identifier"].lower()
        if kind is None or not IDENTIFIER.fullmatch(identifier):
            message = _("A relation needs both: which, and a permanent identifier such as gp-2026-00017.")
            raise Refused("bad_relation", message)
        found.append((kind.value, identifier))
    return list(dict.fromkeys(found))


def links_in(cells: Mapping[str, str]) -> list[Link]:
    """Read links: Title: https://…, or an address alone."""
    found = []
    for text in (group["links"] for group in groups(cells, ("links",))):
        link = _LINK.fullmatch(text)
        title, address = (link["title"] or "", link["url"]) if link else ("", text)
        found.append((shortened(title or address, _NAME_LENGTH), url_of(address, "links")))
    return list(dict.fromkeys(found))


def story_in(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """Read the parts of the story; a new line begins a new paragraph. Returns part and rich text."""
    written = ((part.value, cells.get(part.value, "")) for part in StoryPart)
    return [(part, rich_text(text)) for part, text in written if one_line(text)]


def rich_text(text: str) -> str:
    """Return plain text as paragraphs; signs that mean something in HTML stay signs."""
    paragraphs = (one_line(line) for line in text.splitlines())
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)
