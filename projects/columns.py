"""The columns of a table of projects, once: exports write them, and the table that cities fill in is read by them.

A line is a project. Several values of a column stand in one cell, parted by " | "; columns that describe the same
thing (a grant's funder, programme, amount …) keep the places of their values, so that the second funder belongs to
the second amount. What is not known is empty, never 0.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext_lazy as _

from cms.core.municipality_names import LANDS
from projects.blocks.quality import judgements
from projects.cells import SEPARATOR, harmless, joined, partial_date, parts, plain, restored, text_of
from projects.enums import CarrierType, Evaluation, Standing, Status, StoryPart
from projects.whole import WholeRecord

Cell = str | int | Decimal | datetime | None
Value = Cell | Sequence[Any]


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        name: in the heading, the same in all languages.
        label: for people, in the active language.
        value: what stands in it for a record: one value, or several.
        can_be_read: whether an import takes it; the others are for readers only.
    """

    name: str
    label: Any
    value: Callable[[WholeRecord], Value]
    can_be_read: bool = True

    def cell(self, record: WholeRecord) -> Cell:
        """Return what stands in the cell: a single number or time as such, everything else as text."""
        value = self.value(record)
        if isinstance(value, list | tuple):
            return joined(value)
        return value if isinstance(value, int | Decimal | datetime) else text_of(value)


def _page(record: WholeRecord) -> Any:
    """Return the page; its fields' types lie in a ring of modules that the type checker does not get around."""
    return record.page


def _of_page(name: str) -> Callable[[WholeRecord], Value]:
    return lambda record: getattr(record.page, name)


def _label_of(name: str, choices: type[Choices]) -> Callable[[WholeRecord], Value]:
    return lambda record: str(choices(value).label) if (value := getattr(record.page, name)) else ""


def _of_rows(rows: str, name: str) -> Callable[[WholeRecord], Value]:
    return lambda record: [getattr(row, name) for row in getattr(record, rows)]


def _of_material(name: str) -> Callable[[WholeRecord], Value]:
    return lambda record: [getattr(piece, name) for piece in record.material]


def _of_indicators(name: str) -> Callable[[WholeRecord], Value]:
    return lambda record: [piece["value"].get(name) for piece in record.page.indicators.raw_data]


def _of_criteria(name: str) -> Callable[[WholeRecord], Value]:
    return lambda record: [value[name] for value in judgements(record.page.quality)]


def _of_story(part: StoryPart) -> Callable[[WholeRecord], Value]:
    return lambda record: "\n".join(
        plain(str(piece["value"])) for piece in record.page.story.raw_data if piece["type"] == part.value
    )


def _own_fields(record: WholeRecord) -> list[str]:
    """Return the fields that the record was given, the main one first, without the wider ones around them."""
    return [row.field.slug for row in record.fields]


def _names(keys: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [names.get(key, key) for key in keys]


def _named_by_it(name: str) -> Callable[[WholeRecord], Value]:
    return lambda record: [getattr(relative, name) for relative in record.relatives if relative.names_it]


_WHAT = (
    Column("identifier", _("permanent identifier"), _of_page("identifier")),
    Column("url", _("address"), lambda record: record.url, can_be_read=False),
    Column("language", _("language"), lambda record: record.page.locale.language_code, can_be_read=False),
    Column("title", _("title"), _of_page("title")),
    Column("subtitle", _("one line about it"), _of_page("subtitle")),
    Column("summary", _("summary"), _of_page("summary")),
    Column("standing", _("standing"), _of_page("standing"), can_be_read=False),
    Column("standing_label", _("standing"), _label_of("standing", Standing), can_be_read=False),
    Column("judged_by", _("judged by"), _of_page("judged_by"), can_be_read=False),
    Column("judged_on", _("judged on"), _of_page("judged_on"), can_be_read=False),
)
_TERMS = (
    Column("fields", _("Fields of action"), _own_fields),
    Column(
        "field_labels",
        _("Fields of action"),
        lambda record: _names(_own_fields(record), record.vocabularies.fields),
        can_be_read=False,
    ),
    *(
        column
        for name, labels, keys, vocabulary, label in (
            ("target_groups", "target_group_labels", "target_group_keys", "target_groups", _("Target groups")),
            ("approaches", "approach_labels", "approach_keys", "approaches", _("Approaches")),
            ("ages", "age_labels", "age_keys", "ages", _("Age groups")),
            ("phases", "phase_labels", "phase_keys", "phases", _("Phases")),
        )
        for column in (
            Column(name, label, _of_page(keys)),
            Column(
                labels,
                label,
                lambda record, keys=keys, vocabulary=vocabulary: _names(  # type: ignore[misc]  # bound for this column
                    getattr(record.page, keys), getattr(record.vocabularies, vocabulary)
                ),
                can_be_read=False,
            ),
        )
    ),
    Column("languages_offered", _("languages offered"), _of_page("languages_offered")),
    Column(
        "language_labels",
        _("languages offered"),
        lambda record: record.vocabularies.spoken(_page(record).languages_offered),
        can_be_read=False,
    ),
)
_WHERE = (
    Column("ags", _("municipality key (AGS)"), lambda record: [row.town.ags for row in record.towns]),
    Column("town", _("town"), lambda record: [row.town.name for row in record.towns]),
    Column("town_role", _("role of the town"), _of_rows("towns", "role")),
    Column(
        "district",
        _("district"),
        lambda record: [row.town.district for row in record.towns],
        can_be_read=False,
    ),
    Column("land", _("Land"), _of_page("land_code")),
    Column("land_keys", _("keys of the Länder"), _of_page("land_keys"), can_be_read=False),
    Column("land_labels", _("Länder"), lambda record: _names(_page(record).land_keys, LANDS), can_be_read=False),
    Column("size_keys", _("Size of the town"), _of_page("size_keys"), can_be_read=False),
    Column(
        "latitude",
        _("latitude"),
        lambda record: [row.town.latitude for row in record.towns],
        can_be_read=False,
    ),
    Column(
        "longitude",
        _("longitude"),
        lambda record: [row.town.longitude for row in record.towns],
        can_be_read=False,
    ),
)
_WHO_AND_WHEN = (
    Column("carrier", _("carrier"), _of_page("carrier")),
    Column("carrier_type", _("kind of carrier"), _of_page("carrier_type")),
    Column("carrier_type_label", _("kind of carrier"), _label_of("carrier_type", CarrierType), can_be_read=False),
    Column("partner", _("partner"), _of_rows("partners", "name")),
    Column("partner_kind", _("kind of organisation"), _of_rows("partners", "kind")),
    Column("partner_role", _("role of the partner"), _of_rows("partners", "role")),
    Column("partner_url", _("website of the partner"), _of_rows("partners", "url")),
    Column("start", _("start"), lambda record: partial_date(_page(record).start, _page(record).start_precision)),
    Column("end", _("end"), lambda record: partial_date(_page(record).end, _page(record).end_precision)),
    Column("is_ongoing", _("open-ended"), lambda record: "yes" if _page(record).is_ongoing else ""),
    Column("status", _("status"), _of_page("status")),
    Column("status_label", _("status"), _label_of("status", Status), can_be_read=False),
)
_MEANS = (
    Column("total_cost", _("total cost"), _of_page("total_cost")),
    Column(
        "total_cost_currency",
        _("currency of the total cost"),
        lambda record: _page(record).total_cost_currency if _page(record).total_cost else "",
    ),
    Column("total_cost_year", _("year of the cost"), _of_page("total_cost_year")),
    Column("funder", _("funder"), _of_rows("funding", "funder")),
    Column("programme", _("programme"), _of_rows("funding", "programme")),
    Column("amount", _("amount"), _of_rows("funding", "amount")),
    Column(
        "currency",
        _("currency"),
        lambda record: [row.currency if row.amount else "" for row in record.funding],
    ),
    Column("year", _("year"), _of_rows("funding", "year")),
    Column("year_until", _("until the year"), _of_rows("funding", "year_until")),
    Column("share_percent", _("share of the costs in %"), _of_rows("funding", "share_percent")),
    Column("eligible_costs", _("recognised costs"), _of_rows("funding", "eligible_costs")),
    Column("staff_fte", _("paid staff, full-time equivalents"), _of_page("staff_fte")),
    Column("volunteers", _("volunteers"), _of_page("volunteers")),
    Column("participants", _("participants a year"), _of_page("participants")),
)
_RESULTS = (
    Column("evaluation", _("evaluation"), _of_page("evaluation")),
    Column("evaluation_label", _("evaluation"), _label_of("evaluation", Evaluation), can_be_read=False),
    Column("evaluation_method", _("method of the evaluation"), _of_page("evaluation_method")),
    Column("evaluation_report_url", _("address of the report"), _of_page("evaluation_report_url")),
    Column("indicator", _("indicator"), _of_indicators("name")),
    Column("indicator_value", _("value of the indicator"), _of_indicators("value")),
    Column("indicator_unit", _("unit of the indicator"), _of_indicators("unit")),
    Column("indicator_year", _("year of the indicator"), _of_indicators("year")),
    Column("criterion", _("criterion of good practice"), _of_criteria("criterion"), can_be_read=False),
    Column("criterion_level", _("level of the criterion"), _of_criteria("level"), can_be_read=False),
    Column("criterion_evidence", _("what shows it"), _of_criteria("evidence"), can_be_read=False),
    Column("criterion_judged_by", _("criterion judged by"), _of_criteria("judged_by"), can_be_read=False),
    Column("criterion_judged_on", _("criterion judged on"), _of_criteria("judged_on"), can_be_read=False),
)
_MORE = (
    *(Column(part.value, part.label, _of_story(part)) for part in StoryPart),
    Column("material_kind", _("kind of material"), _of_material("kind"), can_be_read=False),
    Column("material_title", _("title of the material"), _of_material("title"), can_be_read=False),
    Column("material_url", _("address of the material"), _of_material("url"), can_be_read=False),
    Column("material_rights", _("rights of the material"), _of_material("rights"), can_be_read=False),
    Column("relation", _("relation"), _named_by_it("kind")),
    Column("related_identifier", _("related project"), _named_by_it("identifier")),
)
_ORIGIN = (
    Column("version", _("version"), _of_page("version"), can_be_read=False),
    Column("change_note", _("what has changed"), _of_page("change_note"), can_be_read=False),
    Column("checked_on", _("last checked on"), _of_page("checked_on"), can_be_read=False),
    Column("check_again_on", _("to be checked again on"), _of_page("check_again_on"), can_be_read=False),
    Column("source_name", _("source"), _of_page("source_name"), can_be_read=False),
    Column("source_identifier", _("identifier in the source"), _of_page("source_identifier"), can_be_read=False),
    Column("source_url", _("address of the source"), _of_page("source_url"), can_be_read=False),
    Column("licence", _("licence"), _of_page("licence"), can_be_read=False),
    Column("first_published_at", _("first published"), _of_page("first_published_at"), can_be_read=False),
    Column("last_published_at", _("last published"), _of_page("last_published_at"), can_be_read=False),
)

#: In the order of a table: what a person looks for first stands first.
COLUMNS = (*_WHAT, *_TERMS, *_WHERE, *_WHO_AND_WHEN, *_MEANS, *_RESULTS, *_MORE, *_ORIGIN)
COLUMN_BY_NAME = {column.name: column for column in COLUMNS}

__all__ = [
    "COLUMNS",
    "COLUMN_BY_NAME",
    "SEPARATOR",
    "Cell",
    "Column",
    "harmless",
    "joined",
    "partial_date",
    "parts",
    "plain",
    "restored",
    "text_of",
]
