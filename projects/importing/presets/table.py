"""A table of projects with a heading, as cities fill one in: a line a project, or a line for each further grant.

Which columns there are stands in `columns.py`. What the file says takes the place of what is there; a cell that is
empty says nothing, so a table with few columns can be used to bring just these up to date.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.core.folding import fold
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.municipality_names import LANDS
from projects.columns import restored
from projects.enums import CarrierType, Evaluation, Status, TownRole
from projects.importing.carriers import carrier_type_of
from projects.importing.cells import (
    OPEN_ENDED,
    choice_in,
    currency_in,
    date_in,
    decimal_in,
    groups,
    languages_in,
    money_in,
    parts,
    terms_in,
    url_in,
    whole_number_in,
    year_in,
    yes_or_no_in,
)
from projects.importing.columns import TOWN, column_called, label_of
from projects.importing.lists import (
    IDENTIFIER,
    grants_in,
    indicators_in,
    links_in,
    partners_in,
    relations_in,
    story_in,
)
from projects.importing.places import PlaceText, TownFinder, read_place
from projects.importing.records import (
    CARRIER_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    Record,
    Refused,
    TownInRole,
    can_be_a_title,
    natural_key,
    one_line,
)
from projects.models.vocabulary import AgeGroup, Approach, FieldOfAction, Phase, TargetGroup, Term
from projects.shortening import shortened

#: How an error looks that a spreadsheet has worked out, in German and English.
_SPREADSHEET_ERRORS = re.compile(r"#(REF|BEZUG|N/A|NV|VALUE|WERT|DIV/0|NAME\?|NULL|NUM|ZAHL)!?", re.IGNORECASE)
_POSTCODE = re.compile(r"(D[- ]?)?\d{4,5}", re.ASCII)
_SEMICOLONS = re.compile(r"[;\n]")
_SUBTITLE_LENGTH, _METHOD_LENGTH = 200, 300
_LANDS = {fold(name): code for code, name in LANDS.items()}


class ProjectTable:
    """Columns in any order; with an own identifier, lines with the same one are one project, else lines of the same
    title, carrier and town.
    """  # noqa: D205  one sentence

    name = "csv"
    licence = "CC BY 4.0"
    updates = True

    def __init__(self, towns: TownFinder, *, source_name: str = "") -> None:
        """Take the finder of towns, and whose table it is: own identifiers of two cities do not meet."""
        self.source_name = source_name
        self._towns = towns
        models: tuple[type[Term], ...] = (FieldOfAction, TargetGroup, Approach, Phase, AgeGroup)
        self._terms = {model: _names_of(model) for model in models}

    def read(self, row: Mapping[str, Any]) -> Record:
        """Make a record of a line, by headings or by names of columns; see `Preset.read`."""
        raw: dict[str, str] = {}
        for heading, value in row.items():
            column = column_called(heading)
            if column and not raw.get(column):
                raw[column] = restored(str(value or ""))
        cells = {column: one_line(value) for column, value in raw.items()}
        _refuse_errors(cells)
        _refuse_other_languages(cells)
        notes = _notes(cells)
        if cells.get("postcode") and not _POSTCODE.fullmatch(cells["postcode"]):
            message = _("“%(text)s” is no postcode; it is left out.")
            notes.append(message % {"text": cells.pop("postcode")})
        identifier = _identifier_in(cells)
        title = cells.get("title", "")
        if not can_be_a_title(title) and not (identifier and not title):
            raise Refused("no_title", _("The project has no title."))
        record = Record(
            source_identifier="",
            identifier=identifier,
            title=shortened(title, TITLE_LENGTH),
            subtitle=shortened(cells.get("subtitle", ""), _SUBTITLE_LENGTH),
            summary=shortened(cells.get("summary", ""), SUMMARY_LENGTH),
            carrier=shortened(cells.get("carrier", ""), CARRIER_LENGTH),
            carrier_type=choice_in(cells, "carrier_type", CarrierType) or carrier_type_of(cells.get("carrier", "")),
            land_code=_land_in(cells),
            fields=terms_in(cells, "fields", self._terms[FieldOfAction]),
            target_groups=terms_in(cells, "target_groups", self._terms[TargetGroup]),
            approaches=terms_in(cells, "approaches", self._terms[Approach]),
            phases=terms_in(cells, "phases", self._terms[Phase]),
            ages=terms_in(cells, "ages", self._terms[AgeGroup]),
            status=choice_in(cells, "status", Status),
            partners=partners_in(raw),
            relations=relations_in(raw),
            values=_values_in(cells, raw),
            says=frozenset(column for column, text in cells.items() if text),
            notes=notes,
        )
        _read_time(cells, record)
        record.grants = grants_in(raw)
        # Last, so that a line with several faults is not asked about before it is refused.
        record.towns = self._towns_in(cells, record.land_code)
        record.source_identifier = self._key(cells, record)
        return record

    def _key(self, cells: Mapping[str, str], record: Record) -> str:
        if record.identifier:
            return record.identifier
        of_whom = (self.source_name,) if self.source_name else ()
        if cells.get("id"):
            return natural_key(*of_whom, cells["id"])
        sites = [town.town.ags for town in record.towns if town.role == TownRole.SITE]
        return natural_key(*of_whom, cells.get("title"), cells.get("carrier"), "|".join(sites) or None)

    def _towns_in(self, cells: Mapping[str, str], land_code: str) -> list[TownInRole]:
        found = _sites_in(cells)
        found += [(read_place(name), TownRole.LEAD) for name in parts(cells.get("lead_town", ""))]
        found += [(read_place(name), TownRole.PARTNER) for name in parts(cells.get("partner_town", ""))]
        district = "" if "|" in cells.get("district", "") else cells.get("district", "")
        towns = [
            TownInRole(town, role)
            for place, role in found
            if (place.name or place.ags)
            and (town := self._towns.find_or_leave_out(place, land_code=land_code, district=district))
        ]
        return list(dict.fromkeys(towns))


def _names_of(model: type[Term]) -> dict[str, str]:
    """Return the short name of each term by everything it can be called; a retired one means its successor."""
    names: dict[str, str] = {}
    for term in model._default_manager.select_related("successor"):
        meant = term.successor if term.is_retired and term.successor else term
        for name in (term.slug, *term.labels.values()):
            names.setdefault(fold(name), meant.slug)
    return names


def _refuse_errors(cells: Mapping[str, str]) -> None:
    for column, text in cells.items():
        if _SPREADSHEET_ERRORS.fullmatch(text):
            message = _("“%(column)s” holds an error that the spreadsheet worked out: %(text)s.")
            raise Refused("spreadsheet_error", message % {"column": label_of(column), "text": text})


def _refuse_other_languages(cells: Mapping[str, str]) -> None:
    if cells.get("language", SOURCE_LANGUAGE) not in ("", SOURCE_LANGUAGE):
        message = _("The line is in another language (%(language)s). Only what is in German is taken.")
        raise Refused("other_language", message % {"language": cells["language"]})


def _identifier_in(cells: Mapping[str, str]) -> str:
    text = cells.get("identifier", "").lower()
    if text and not IDENTIFIER.fullmatch(text):
        message = _("“%(text)s” is no permanent identifier; they look like gp-2026-00017.")
        raise Refused("bad_identifier", message % {"text": cells["identifier"]})
    return text


def _sites_in(cells: Mapping[str, str]) -> list[tuple[PlaceText, TownRole]]:
    """Return the places of the columns of towns, with their roles; a postcode helps where there is one place."""
    names = cells.get("town", "")
    table = {**cells, "town": names if "|" in names else "|".join(_SEMICOLONS.split(names))}
    rows = groups(table, TOWN)
    found = []
    for row in rows:
        ags = f"0{row['ags']}" if re.fullmatch(r"\d{7}", row["ags"]) else row["ags"]  # spreadsheets take zeros away
        place = read_place(ags or row["town"])
        found.append((place, choice_in(row, "town_role", TownRole) or TownRole.SITE))
    postcode = cells.get("postcode", "")
    if postcode and len(rows) < 2:
        role = found[0][1] if found else TownRole.SITE
        text = " ".join(filter(None, (cells.get("ags"), postcode, names)))
        return [(read_place(text), role)]
    return found


def _land_in(cells: Mapping[str, str]) -> str:
    text = cells.get("land", "")
    code = text if text in LANDS else _LANDS.get(fold(text), "")
    if text and not code:
        raise Refused("no_region", _("“%(text)s” is no Land of Germany.") % {"text": text})
    return code


def _read_time(cells: Mapping[str, str], record: Record) -> None:
    """Set start and end, and whether an end is planned at all."""
    record.start = date_in(cells, "start")
    is_ongoing = yes_or_no_in(cells, "is_ongoing")
    if fold(cells.get("end", "")) in OPEN_ENDED:
        is_ongoing = True
    else:
        record.end = date_in(cells, "end")
    if record.start and record.end and record.end.last_day < record.start.value:
        raise Refused("end_before_start", _("The project ends before it starts."))
    if is_ongoing and record.end:
        raise Refused("open_ended_with_end", _("A project that is open-ended has no end."))
    if is_ongoing is not None:
        record.values["is_ongoing"] = is_ongoing


def _values_in(cells: Mapping[str, str], raw: Mapping[str, str]) -> dict[str, Any]:
    """Return what the line says of the page's further columns; what it does not say is not there."""
    cost = money_in(cells, "total_cost")
    values: dict[str, Any] = {
        "total_cost": cost and cost.amount,
        "total_cost_currency": currency_in(cells, "total_cost_currency") or (cost and cost.currency),
        "total_cost_year": year_in(cells, "total_cost_year"),
        "staff_fte": decimal_in(cells, "staff_fte"),
        "volunteers": whole_number_in(cells, "volunteers"),
        "participants": whole_number_in(cells, "participants"),
        "languages_offered": languages_in(cells, "languages_offered"),
        "evaluation": choice_in(cells, "evaluation", Evaluation),
        "evaluation_report_url": url_in(cells, "evaluation_report_url"),
        "story": story_in(raw),
        "indicators": indicators_in(raw),
        "links": links_in(raw),
        "evaluation_method": shortened(cells.get("evaluation_method", ""), _METHOD_LENGTH),
    }
    if not cost:
        values["total_cost_currency"] = None
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _notes(cells: Mapping[str, str]) -> list[str]:
    lengths = {
        "title": TITLE_LENGTH,
        "subtitle": _SUBTITLE_LENGTH,
        "summary": SUMMARY_LENGTH,
        "carrier": CARRIER_LENGTH,
    }
    message = _("“%(column)s” is cut to %(length)s characters.")
    return [
        message % {"column": label_of(column), "length": length}
        for column, length in lengths.items()
        if len(cells.get(column, "")) > length
    ]
