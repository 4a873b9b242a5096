"""Public grants of Berlin, 2009 to 2017, as the open data list has them.

The list says who gave how much to whom for what, and when; it has no identifier. The same recipient and purpose
are one project, with a grant for each year and giver. The amount is in whole euros; postcode 9999999 means unknown.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from projects.enums import TownRole
from projects.importing.carriers import carrier_type_of
from projects.importing.money import parse_money
from projects.importing.places import TownFinder
from projects.importing.records import (
    CARRIER_LENGTH,
    FUNDER_LENGTH,
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

BERLIN = "11000000"
_COLUMNS = ("jahr", "geber", "politikbereich", "betrag", "empfaenger", "zweck")
#: Policy areas that say by their name which field of action a grant belongs to. The others (integration, youth,
#: women, urban development, transport …) say who pays, not in which field the project acts: they stay unassigned.
_FIELDS = {
    "Antidiskriminierung": "antidiscrimination",
    "Arbeit": "work",
    "Bauen, Wohnen": "housing",
    "Bildung": "school",
    "Bürgerschaftliches Engagement, Bürgerbeteiligung": "engagement",
    "Familie": "family",
    "Gesundheit": "health",
    "Kirchen, Religions-, Weltanschauungsgemeinschaften": "religion",
    "Kultur": "culture",
    "Pflege": "health",
    "Soziales": "advice",
    "Sport": "sport",
    "Wirtschaft": "work",
}
#: Policy areas that are named after the people they are for.
_TARGET_GROUPS = {"Frauen": "women", "Integration": "immigrants", "Jugend": "youth"}
#: Quotation marks left over from the list's own table format.
_STRAY_QUOTES = re.compile(r"^'(?P<inside>[^']*)'$")


class BerlinGrants:
    """One JSON object a line: jahr, geber, politikbereich, betrag, plz, empfaenger, zweck."""

    name = "berlin"
    source_name = "Zuwendungsdatenbank des Landes Berlin 2009–2017 (Open Data Berlin)"
    licence = ""
    updates = False

    def __init__(self, towns: TownFinder) -> None:
        berlin = towns.by_ags(BERLIN)
        self._towns = [TownInRole(berlin, TownRole.SITE)] if berlin else []

    def read(self, row: Mapping[str, Any]) -> Record:
        """Make a record of a grant; see `Preset.read`."""
        missing = [name for name in _COLUMNS if name not in row]
        if missing:
            raise Refused("no_column", _("The line lacks %(names)s.") % {"names": ", ".join(missing)})
        purpose = _STRAY_QUOTES.sub(r"\g<inside>", one_line(row["zweck"]))
        recipient = one_line(row["empfaenger"])
        if not can_be_a_title(purpose):
            raise Refused(
                "no_title", _("The grant has no purpose that could be a title: “%(text)s”.") % {"text": purpose}
            )
        if not recipient:
            raise Refused("no_carrier", _("The grant names no recipient."))
        area = one_line(row["politikbereich"])
        return Record(
            source_identifier=natural_key(recipient, purpose),
            title=shortened(purpose, TITLE_LENGTH),
            summary=shortened(purpose, SUMMARY_LENGTH) if len(purpose) > TITLE_LENGTH else "",
            carrier=shortened(recipient, CARRIER_LENGTH),
            carrier_type=carrier_type_of(recipient),
            land_code=BERLIN[:2],
            towns=list(self._towns),
            fields=[_FIELDS[area]] if area in _FIELDS else [],
            target_groups=[_TARGET_GROUPS[area]] if area in _TARGET_GROUPS else [],
            grants=[_grant(row)],
        )


def _grant(row: Mapping[str, Any]) -> Grant:
    year = row["jahr"]
    if not re.fullmatch(r"(19|20)\d\d", str(year), re.ASCII):
        raise Refused("bad_year", _("“%(text)s” is no year.") % {"text": year})
    try:
        money = parse_money(str(row["betrag"] or ""))
    except ValueError as error:
        raise Refused("bad_amount", _("The amount cannot be read: %(text)s.") % {"text": row["betrag"]}) from error
    if money and money.amount < 0:
        raise Refused("negative_amount", _("The amount is negative: %(text)s.") % {"text": row["betrag"]})
    return Grant(
        funder=shortened(one_line(row["geber"]), FUNDER_LENGTH),
        amount=money.amount if money and money.amount else None,
        currency=money.currency if money else "EUR",
        year=int(year),
    )
