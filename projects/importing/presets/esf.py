"""Lists of operations of the EU's structural funds (ESF, ERDF) in the German Länder, 2007 to 2020.

Collected from the Länder's own lists, each with its columns and habits: eight shapes of dates, a dozen of money,
towns in the columns of postcodes and countries, the title in the column of descriptions. The same recipient,
title and description in a Land are one project. Austrian operations are in the collection too; they are refused,
because the official list knows German municipalities only.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from projects.enums import TownRole
from projects.importing.carriers import carrier_type_of
from projects.importing.dates import PartialDate, parse_date
from projects.importing.money import Money, parse_money
from projects.importing.places import PlaceText, TownFinder, read_place
from projects.importing.records import (
    CARRIER_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    Grant,
    Record,
    Refused,
    TownInRole,
    can_be_a_title,
    natural_key,
    one_line,
)
from projects.shortening import shortened

#: The EU's regions (NUTS 1) as AGS digits of the Land.
_LANDS = {
    "DE1": "08", "DE2": "09", "DE3": "11", "DE4": "12", "DE5": "04", "DE6": "02", "DE7": "06", "DE8": "13",
    "DE9": "03", "DEA": "05", "DEB": "07", "DEC": "10", "DED": "14", "DEE": "15", "DEF": "01", "DEG": "16",
}  # fmt: skip
#: Länder that are one municipality: whoever is funded there without an address is there.
_CITY_STATES = {"02": "02000000", "11": "11000000"}
_FUNDS = {
    "ESF": "Europäischer Sozialfonds (ESF)",
    "ERDF": "Europäischer Fonds für regionale Entwicklung (EFRE)",
}
_COUNTRY = re.compile(r"D|DE\w{0,3}(-\w+)?|Deutschland|[\w-]+/DE", re.IGNORECASE)
_NOT_A_TOWN = re.compile(r"(land|landesweit|bundesweit|überregional|diverse|verschiedene)\b", re.IGNORECASE)
_PERSON_UNNAMED = re.compile(r"natürliche person|begünstigte[r]?\b.*|anonym|privatperson", re.IGNORECASE)
_FILE_NUMBER = re.compile(r"[\dA-ZÄÖÜ /._-]*\d[\dA-ZÄÖÜ /._-]*")
_WORD = re.compile(r"[^\W\d_]{4}")


class StructuralFunds:
    """One JSON object a line: project_name, beneficiary_name, total_amount, _fund, _region, …."""

    name = "esf"
    source_name = "Verzeichnisse der Vorhaben, EU-Strukturfonds 2007–2020"
    licence = ""
    updates = False

    def __init__(self, towns: TownFinder) -> None:
        self._towns = towns

    def read(self, row: Mapping[str, Any]) -> Record:
        """Make a record of an operation; see `Preset.read`."""
        land_code = _land_of(row)
        title, description = _title_of(row)
        beneficiary = one_line(row.get("beneficiary_name"))
        carrier = "" if _PERSON_UNNAMED.fullmatch(beneficiary) else beneficiary
        start, end = _period_of(row)
        town = self._town_of(row, land_code)
        return Record(
            source_identifier=natural_key(
                land_code, beneficiary, row.get("project_name"), row.get("project_description")
            ),
            title=shortened(title, TITLE_LENGTH),
            summary=shortened(description, SUMMARY_LENGTH),
            carrier=shortened(carrier, CARRIER_LENGTH),
            carrier_type=carrier_type_of(carrier),
            land_code=land_code,
            towns=[town] if town else [],
            start=start,
            end=end,
            grants=[_grant_of(row, start)],
        )

    def _town_of(self, row: Mapping[str, Any], land_code: str) -> TownInRole | None:
        place = _place_of(row)
        if place.name or place.ags:
            district = one_line(row.get("beneficiary_county"))
            return TownInRole(self._towns.find(place, land_code=land_code, district=district), TownRole.LEAD)
        if land_code in _CITY_STATES:
            town = self._towns.by_ags(_CITY_STATES[land_code])
            return TownInRole(town, TownRole.SITE) if town else None
        return None  # a postcode alone names no municipality: its area often covers several


def _land_of(row: Mapping[str, Any]) -> str:
    region = str(row.get("_region") or "")
    if region.startswith("AT"):
        raise Refused("outside_germany", _("The project is in Austria; the list of municipalities covers Germany."))
    if one_line(row.get("beneficiary_country")) in {"AT", "CH"}:
        raise Refused("outside_germany", _("The recipient sits outside Germany."))
    if region[:3] not in _LANDS:
        raise Refused("no_region", _("“%(text)s” is no region of Germany.") % {"text": region})
    return _LANDS[region[:3]]


def _title_of(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return title and description; some lists have only one of them, or a file number as title."""
    name, description = one_line(row.get("project_name")), one_line(row.get("project_description"))
    if (not name or _FILE_NUMBER.fullmatch(name)) and _WORD.search(description):
        name = description
    if not can_be_a_title(name):
        raise Refused("no_title", _("The project has no title: “%(text)s”.") % {"text": name})
    return name, "" if description == name and len(name) <= TITLE_LENGTH else description or _rest_of(name)


def _rest_of(title: str) -> str:
    return title if len(title) > TITLE_LENGTH else ""


def _place_of(row: Mapping[str, Any]) -> PlaceText:
    """Return the place, in whichever column the list has it."""
    postcode = read_place(str(row.get("beneficiary_postal_code") or ""))
    cells = [row.get("beneficiary_city"), row.get("beneficiary_address"), row.get("beneficiary_country")]
    for cell in map(one_line, cells):
        if cell and not _COUNTRY.fullmatch(cell) and not _NOT_A_TOWN.match(cell):
            place = read_place(cell)
            return place if place.postcode else PlaceText(place.name, postcode.postcode, place.ags)
    return postcode if not _NOT_A_TOWN.match(postcode.name) else PlaceText(postcode=postcode.postcode)


def _period_of(row: Mapping[str, Any]) -> tuple[PartialDate | None, PartialDate | None]:
    start, end = _date_of(row, "starting_date"), _date_of(row, "completion_date")
    if start and end and end.last_day < start.value:
        raise Refused("end_before_start", _("The project ends before it starts."))
    return start, end


def _date_of(row: Mapping[str, Any], column: str) -> PartialDate | None:
    text = str(row.get(column) or "")
    try:
        return parse_date(text, slash="month first")  # the lists with slashes have days up to 31 in second place
    except ValueError as error:
        raise Refused(
            "bad_date", _("%(column)s cannot be read as a date: %(text)s.") % {"column": column, "text": text}
        ) from error


def _money_of(row: Mapping[str, Any], column: str) -> Money | None:
    text = str(row.get(column) or "")
    if "%" in text:
        return None  # a share in the column of amounts
    try:
        money = parse_money(text)
    except ValueError as error:
        raise Refused("bad_amount", _("The amount cannot be read: %(text)s.") % {"text": text}) from error
    if money and money.amount < 0:
        raise Refused("negative_amount", _("The amount is negative: %(text)s.") % {"text": text})
    return money if money and money.amount else None


def _grant_of(row: Mapping[str, Any], start: PartialDate | None) -> Grant:
    grant = _money_of(row, "eu_cofinancing_amount") or _money_of(row, "total_amount")
    eligible = _money_of(row, "total_amount_eligible")
    approved = _date_of(row, "approval_date") or start
    label = one_line(row.get("priority_label"))
    period = one_line(row.get("_period")).replace("-", "–")
    return Grant(
        funder=_FUNDS.get(str(row.get("_fund")), "EU-Strukturfonds"),
        programme=shortened(f"{period}: {label}" if _WORD.search(label) else period, 255),
        amount=_amount(grant),
        currency=(grant or eligible or Money(Decimal(0))).currency,
        year=approved.value.year if approved else None,
        eligible_costs=_amount(eligible),
    )


def _amount(money: Money | None) -> Decimal | None:
    return money.amount if money else None
