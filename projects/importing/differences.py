"""What a table says of a project, compared with what is there: which columns would change, from what into what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.language_names import language_name
from cms.core.municipality_names import LANDS
from projects.columns import plain
from projects.enums import CarrierType, Evaluation, Kinship, Precision, Status, StoryPart, TownRole
from projects.importing.columns import BY_NAME, GRANT
from projects.importing.dates import PartialDate
from projects.importing.records import Partner, Record, Refused, one_line
from projects.importing.rows import TERM_ROWS, Vocabulary

if TYPE_CHECKING:
    from projects.models import ProjectPage

Values = dict[str, Any]

#: Columns of the page that hold plain values, under the same name as in tables.
PLAIN = (
    "title", "subtitle", "summary", "carrier", "carrier_type", "status", "is_ongoing", "total_cost",
    "total_cost_currency", "total_cost_year", "staff_fte", "volunteers", "participants", "languages_offered",
    "evaluation", "evaluation_method", "evaluation_report_url",
)  # fmt: skip
TOWN_COLUMNS = {"town": TownRole.SITE, "lead_town": TownRole.LEAD, "partner_town": TownRole.PARTNER}
_STORY = frozenset(part.value for part in StoryPart)
_PLAIN = frozenset(PLAIN)
_BLOCKS = {"indicators": "indicator", "links": "links"}
_CHOICES = {"carrier_type": CarrierType, "status": Status, "evaluation": Evaluation}
_CUT = 300


@dataclass(frozen=True)
class Change:
    """A column that would change, with texts for people."""

    column: str
    old: str
    new: str


def said(record: Record, vocabulary: Vocabulary) -> Values:
    """Return what the record says, by column; columns of grants are not among them."""
    values = {name: _plain_value(record, name) for name in record.says & _PLAIN}
    for name, role in TOWN_COLUMNS.items():
        values[name] = [(item.town.pk, str(item.town)) for item in record.towns if item.role == role]
    for kind in TERM_ROWS:
        values[kind.name] = vocabulary.known(kind.name, getattr(record, kind.name))
    values |= dict(record.values.get("story", ()))
    values |= {column: record.values.get(name) for name, column in _BLOCKS.items()}
    values |= {"land": record.land_code, "partner": record.partners, "related_identifier": record.relations}
    if "total_cost" in record.values:
        values["total_cost_currency"] = record.values.get("total_cost_currency")
    # What is empty says nothing; 0 and "no" do.
    told = {name: value for name, value in values.items() if value not in (None, "", [])}
    return {**told, **_said_of_time(record)}


def _plain_value(record: Record, name: str) -> Any:
    return record.values[name] if name in record.values else getattr(record, name, None)


def _said_of_time(record: Record) -> Values:
    values: Values = {}
    is_ongoing = record.values.get("is_ongoing")
    if record.start:
        values["start"] = record.start
    if record.end:
        values |= {"end": record.end, "is_ongoing": False}
    elif is_ongoing is not None:
        values["is_ongoing"] = is_ongoing
        if is_ongoing:
            values["end"] = None
    return values


def there(page: "ProjectPage") -> Values:
    """Return what the page holds, by column; the counterpart of `said`."""
    values: Values = {name: getattr(page, name) for name in PLAIN}
    towns = list(page.towns.all())
    for name, role in TOWN_COLUMNS.items():
        values[name] = [(row.town_id, row.town) for row in towns if row.role == role]
    for kind in TERM_ROWS:
        values[kind.name] = [getattr(row, kind.column).slug for row in getattr(page, kind.at_page).all()]
    values |= {part.block_type: part.value.source for part in page.story}
    values["indicator"] = [
        (block.value["name"], Decimal(block.value["value"]), block.value["unit"] or "", block.value["year"])
        for block in page.indicators
    ]
    values["links"] = [
        (block.value["title"], block.value["url"]) for block in page.material if block.block_type == "link"
    ]
    values["land"] = page.land_code
    values["start"] = _partial(page.start, page.start_precision)
    values["end"] = _partial(page.end, page.end_precision)
    values["partner"] = [Partner(row.name, row.kind, row.role, row.url) for row in page.partners.all()]
    values["related_identifier"] = [(row.kind, row.other.identifier) for row in page.relations.all()]
    return values


def _partial(day: date | None, precision: str) -> PartialDate | None:
    return PartialDate(day, Precision(precision)) if day else None


def differing(record: Record, page: "ProjectPage", vocabulary: Vocabulary) -> Values:
    """Return the values by which the page would change, by column.

    Raises:
        Refused: what the line says does not fit what is there.
    """
    old, new = there(page), said(record, vocabulary)
    if new.get("land") and new["land"] in page.land_keys:
        del new["land"]  # follows from the towns
    changed = {name: value for name, value in new.items() if not _same(name, old.get(name), value)}
    start, end = changed.get("start", old["start"]), changed.get("end", old["end"])
    if start and end and _last_day(end) < start.value:
        raise Refused("end_before_start", _("The project ends before it starts."))
    return changed


def _last_day(day: PartialDate) -> date:
    return day.last_day if day.precision != Precision.DAY else day.value


def _same(name: str, old: Any, new: Any) -> bool:
    if name in ("related_identifier", "links"):  # those are added
        return set(old) >= set(new)
    return _comparable(name, old) == _comparable(name, new)


def _comparable(name: str, value: Any) -> Any:
    """Return a value in a form in which the same is equal."""
    if name in _STORY:
        return plain(value or "")
    if name in TOWN_COLUMNS:
        return {pk for pk, _town in value}
    if isinstance(value, PartialDate):
        return value.last_day, value.precision
    if name == "summary":
        return one_line(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return None if value == "" else value


def described(page: "ProjectPage", changed: Mapping[str, Any], vocabulary: Vocabulary) -> list[Change]:
    """Return the changes in words, in the order of the columns.

    Args:
        page: as it is now.
        changed: from `differing`.
        vocabulary: for the names of terms.
    """
    old = there(page)
    order = [name for name in BY_NAME if name in changed and name not in GRANT]
    return [
        Change(name, shown(name, old.get(name), vocabulary), shown(name, changed[name], vocabulary)) for name in order
    ]


def shown(name: str, value: Any, vocabulary: Vocabulary) -> str:
    """Return a value of a column as people read it; an empty text if there is none."""
    if value in (None, "", []):
        return ""
    for names, write in _WRITERS:
        if name in names:
            return write(name, value, vocabulary)[:_CUT]
    return str(value)[:_CUT]


def _write_choice(name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return str(_CHOICES[name](value).label)


def _write_terms(name: str, value: Any, vocabulary: Vocabulary) -> str:
    return ", ".join(vocabulary.labels[name].get(slug, slug) for slug in value)


def _write_towns(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return ", ".join(str(town) for _pk, town in value)


def _write_number(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return str(number_format(value, force_grouping=True))


def _write_date(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    formats = {Precision.YEAR: "%Y", Precision.MONTH: "%m.%Y", Precision.DAY: "%d.%m.%Y"}
    return str(value.value.strftime(formats[value.precision]))


def _write_yes_or_no(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return _("yes") if value else _("no")


def _write_languages(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return ", ".join(language_name(code, get_language() or "de") or code for code in value)


def _write_partners(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return ", ".join(partner.name for partner in value)


def _write_tuples(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return "; ".join(" ".join(str(part) for part in item if part not in (None, "")) for item in value)


def _write_relations(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return ", ".join(f"{Kinship(kind).label} {identifier}" for kind, identifier in value)


def _write_text(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return plain(str(value))


def _write_land(_name: str, value: Any, _vocabulary: Vocabulary) -> str:
    return LANDS.get(value, str(value))


_WRITERS: tuple[tuple[set[str], Callable[[str, Any, Vocabulary], str]], ...] = (
    (set(_CHOICES), _write_choice),
    ({kind.name for kind in TERM_ROWS}, _write_terms),
    (set(TOWN_COLUMNS), _write_towns),
    ({"total_cost", "staff_fte", "volunteers", "participants"}, _write_number),
    ({"start", "end"}, _write_date),
    ({"is_ongoing"}, _write_yes_or_no),
    ({"languages_offered"}, _write_languages),
    ({"partner"}, _write_partners),
    ({"indicator", "links"}, _write_tuples),
    ({"related_identifier"}, _write_relations),
    ({"land"}, _write_land),
    (set(_STORY), _write_text),
)
