"""A table of projects with a heading, as cities fill one in: a line a project, or a line for each further grant."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from cms.core.folding import fold
from cms.core.municipality_names import LANDS
from projects.enums import CarrierType, Status, TownRole
from projects.importing.carriers import carrier_type_of
from projects.importing.dates import PartialDate, parse_date
from projects.importing.money import Money, parse_money
from projects.importing.places import TownFinder, read_place
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
from projects.models.vocabulary import FieldOfAction, TargetGroup, Term
from projects.shortening import shortened

#: German headings of the same columns.
_GERMAN = {
    "kennung": "id",
    "titel": "title",
    "untertitel": "subtitle",
    "kurzfassung": "summary",
    "zusammenfassung": "summary",
    "träger": "carrier",
    "trägerart": "carrier_type",
    "ort": "town",
    "gemeinde": "town",
    "stadt": "town",
    "plz": "postcode",
    "bundesland": "land",
    "handlungsfelder": "fields",
    "handlungsfeld": "fields",
    "zielgruppen": "target_groups",
    "zielgruppe": "target_groups",
    "beginn": "start",
    "ende": "end",
    "stand": "status",
    "fördergeber": "funder",
    "zuwendungsgeber": "funder",
    "programm": "programme",
    "betrag": "amount",
    "jahr": "year",
}
_SUBTITLE_LENGTH = 200
Value = TypeVar("Value")
Chosen = TypeVar("Chosen", bound=TextChoices)
_LANDS = {fold(name): code for code, name in LANDS.items()}


class ProjectTable:
    """Columns, in any order, in English or German.

    title; and id, subtitle, summary, carrier, carrier_type, town, postcode, ags, land, fields, target_groups,
    start, end, status, funder, programme, amount, year. Several values in a cell are parted by | or ;. With
    an id, lines of the same id are one project; without, lines of the same title, carrier and town.
    """

    name = "csv"
    source_name = ""
    licence = ""

    def __init__(self, towns: TownFinder) -> None:
        self._towns = towns
        self._fields = _names_of(FieldOfAction)
        self._target_groups = _names_of(TargetGroup)

    def read(self, row: Mapping[str, Any]) -> Record:
        """Make a record of a line; see `Preset.read`."""
        cells = {_GERMAN.get(name, name): one_line(value) for name, value in row.items()}
        title, carrier = cells.get("title", ""), cells.get("carrier", "")
        if not can_be_a_title(title):
            raise Refused("no_title", _("The project has no title."))
        land_code = _land_of(cells)
        start, end = _date_of(cells, "start"), _date_of(cells, "end")
        if start and end and end.last_day < start.value:
            raise Refused("end_before_start", _("The project ends before it starts."))
        town = self._town_of(cells, land_code)
        grant = _grant_of(cells)
        given = cells.get("id")
        return Record(
            source_identifier=natural_key(given) if given else natural_key(title, carrier, town and town.town.ags),
            title=shortened(title, TITLE_LENGTH),
            subtitle=shortened(cells.get("subtitle", ""), _SUBTITLE_LENGTH),
            summary=shortened(cells.get("summary", ""), SUMMARY_LENGTH),
            carrier=shortened(carrier, CARRIER_LENGTH),
            carrier_type=_choice(cells, "carrier_type", CarrierType) or carrier_type_of(carrier),
            land_code=land_code,
            towns=[town] if town else [],
            fields=_terms(cells, "fields", self._fields),
            target_groups=_terms(cells, "target_groups", self._target_groups),
            start=start,
            end=end,
            status=_choice(cells, "status", Status),
            grants=[grant] if grant else [],
        )

    def _town_of(self, cells: Mapping[str, str], land_code: str) -> TownInRole | None:
        text = " ".join(filter(None, (cells.get("ags"), cells.get("postcode"), cells.get("town"))))
        place = read_place(text)
        if not place.name and not place.ags:
            return None
        return TownInRole(self._towns.find(place, land_code=land_code), TownRole.SITE)


def _names_of(model: type[Term]) -> dict[str, str]:
    """Return the short name of each term by everything it can be called."""
    names: dict[str, str] = {}
    for term in model._default_manager.all():
        for name in (term.slug, *term.labels.values()):
            names.setdefault(fold(name), term.slug)
    return names


def _terms(cells: Mapping[str, str], column: str, names: Mapping[str, str]) -> list[str]:
    wanted = [part for part in re.split(r"[|;]", cells.get(column, "")) if part.strip()]
    unknown = [part.strip() for part in wanted if fold(part) not in names]
    if unknown:
        message = _("“%(value)s” in the column %(column)s is not in the vocabulary.")
        raise Refused("unknown_term", message % {"value": unknown[0], "column": column})
    return list(dict.fromkeys(names[fold(part)] for part in wanted))


def _choice(cells: Mapping[str, str], column: str, choices: type[Chosen]) -> Chosen | None:
    """Return the chosen value, named by its key or its label in any case."""
    text = fold(cells.get(column, ""))
    if not text:
        return None
    for choice in choices:
        if text in {fold(choice.value), fold(str(choice.label))}:
            return choice
    message = _("“%(value)s” in the column %(column)s is none of: %(known)s.")
    known = ", ".join(choices.values)
    raise Refused("unknown_value", message % {"value": cells[column], "column": column, "known": known})


def _land_of(cells: Mapping[str, str]) -> str:
    text = cells.get("land", "")
    code = text if text in LANDS else _LANDS.get(fold(text), "")
    if text and not code:
        raise Refused("no_region", _("“%(text)s” is no Land of Germany.") % {"text": text})
    return code


def _date_of(cells: Mapping[str, str], column: str) -> PartialDate | None:
    return _read(cells, column, parse_date, "bad_date", _("“%(text)s” cannot be read as a date."))


def _money_of(cells: Mapping[str, str], column: str) -> Money | None:
    money = _read(cells, column, parse_money, "bad_amount", _("“%(text)s” cannot be read as an amount."))
    if money and money.amount < 0:
        raise Refused("negative_amount", _("The amount is negative: %(text)s.") % {"text": cells[column]})
    return money if money and money.amount else None


def _read(
    cells: Mapping[str, str], column: str, parse: Callable[[str], Value | None], code: str, message: str
) -> Value | None:
    text = cells.get(column, "")
    try:
        return parse(text)
    except ValueError as error:
        raise Refused(code, message % {"text": text}) from error


def _grant_of(cells: Mapping[str, str]) -> Grant | None:
    funder = shortened(cells.get("funder", ""), FUNDER_LENGTH)
    money = _money_of(cells, "amount")
    if not funder:
        if money:
            raise Refused("no_funder", _("The line has an amount but no funder."))
        return None
    year = cells.get("year", "")
    if year and not re.fullmatch(r"(19|20)\d\d", year, re.ASCII):
        raise Refused("bad_year", _("“%(text)s” is no year.") % {"text": year})
    return Grant(
        funder=funder,
        programme=shortened(cells.get("programme", ""), FUNDER_LENGTH),
        amount=money.amount if money else None,
        currency=money.currency if money else "EUR",
        year=int(year) if year else None,
    )
