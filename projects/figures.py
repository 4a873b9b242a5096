"""Figures about projects: how many there are by field, Land, year, carrier, funding, status, and where there are none.

Of the projects that a question asks for and the person may see. All numbers come from one query over columns, names
from one a vocabulary: the number of queries does not grow with the records.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Person
from cms.core.municipality_names import LANDS
from projects.asking import Question
from projects.listing import matching
from projects.models import FieldOfAction, ProjectPage
from projects.searchable import FACET_BY_NAME, NONE, NONE_LABEL

#: Tables by facet, in the order of the page.
COUNTED = ("field", "land", "period", "carrier_type", "programme", "status", "standing", "target_group", "evaluation")
#: How many rows of vocabularies that anybody may extend are counted.
_MOST_FREQUENT = 25
#: Further tables that can be taken along.
YEAR, FUNDING, GAPS = "year", "funding", "gaps"
TABLE_NAMES = (*COUNTED, YEAR, FUNDING, GAPS)
_YEAR_LABEL = gettext_lazy("Year of the start, or of the first funding")


@dataclass(frozen=True)
class Figure:
    """A number: `value` is that of the facet, "" for years that are not known."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Counted:
    """A table of numbers.

    Attributes:
        name: of the facet, or "year".
        is_facet: whether the list of projects can be filtered by it.
        is_cut: whether there are more rows than these, the most frequent ones.
    """

    name: str
    label: str
    rows: list[Figure]
    is_facet: bool = True
    is_cut: bool = False


@dataclass(frozen=True)
class FundingYear:
    """Money of one year: grants whose amount is known, and their sum in euros."""

    year: int
    grants: int
    amount: Decimal


@dataclass(frozen=True)
class Gaps:
    """Which field has how many projects in which Land.

    Attributes:
        fields: value and label of the widest fields of action.
        lands: key and name.
        counts: by value of the field and key of the Land; what is not there is 0.
    """

    fields: list[tuple[str, str]]
    lands: list[tuple[str, str]]
    counts: Mapping[tuple[str, str], int]

    @property
    def empty(self) -> int:
        """How many pairs have no project."""
        return sum(1 for field, _l in self.fields for land, _n in self.lands if not self.counts.get((field, land)))


@dataclass(frozen=True)
class Figures:
    """All figures of one question."""

    total: int
    tables: list[Counted]
    funding: list[FundingYear]
    gaps: Gaps


def figures(question: Question, person: Person, language: str) -> Figures:
    """Count the projects that `question` asks for, as far as `person` may see them, with labels in `language`."""
    found = matching(ProjectPage.objects.all(), question, person, language).order_by()
    columns = ["pk", "land_keys", "field_keys", "year_from", *(FACET_BY_NAME[name].column for name in COUNTED)]
    base, parameters = found.values(*dict.fromkeys(columns)).query.sql_with_params()
    counts = _counts(base, parameters)
    by_table: dict[str, dict[str, int]] = {}
    pairs: dict[tuple[str, str], int] = {}
    funding: list[FundingYear] = []
    for table, value, further, count in counts:
        if table == GAPS:
            pairs[value, further] = count
        elif table == FUNDING:
            funding.append(FundingYear(int(value), count, Decimal(further)))
        else:
            by_table.setdefault(table, {})[value] = count
    return Figures(
        total=by_table.get("total", {}).get("", 0),
        tables=[*(_counted(name, by_table.get(name, {}), language) for name in COUNTED), _by_year(by_table)],
        funding=sorted(funding, key=lambda row: -row.year),
        gaps=_gaps(pairs, language),
    )


def _counts(base: str, parameters: tuple[Any, ...]) -> list[tuple[str, str, str, int]]:
    """Return name of the table, value, further value (key of the Land, sum of money) and number."""
    parts = [_count_of(name) for name in COUNTED]
    parts.append("SELECT 'year', coalesce(year_from::text, ''), '', count(*) FROM base GROUP BY 2")
    parts.append("SELECT 'total', '', '', count(*) FROM base")
    parts.append(
        "SELECT 'gaps', field, land, count(*) FROM base, unnest(field_keys) AS field, unnest(land_keys) AS land"
        " GROUP BY field, land"
    )
    parts.append(
        "SELECT 'funding', funding.year::text, sum(funding.amount)::text, count(*) FROM projects_funding AS funding"
        " JOIN base ON base.pk = funding.page_id"
        " WHERE funding.amount IS NOT NULL AND funding.currency = 'EUR' AND funding.year IS NOT NULL"
        " GROUP BY funding.year"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"WITH base AS MATERIALIZED ({base}) {' UNION ALL '.join(parts)}", parameters)
        return cursor.fetchall()


def _count_of(name: str) -> str:
    """Return the query that counts the values of a facet. Names come from FACETS, never from outside."""
    facet = FACET_BY_NAME[name]
    column = connection.ops.quote_name(facet.column)
    empty = f"CASE WHEN {column} = '{{}}' THEN ARRAY['{NONE}']::varchar[] ELSE {column} END"
    value = f"unnest({empty})" if facet.many else f"CASE WHEN {column} = '' THEN '{NONE}' ELSE {column} END"
    limit = f" ORDER BY 4 DESC LIMIT {_MOST_FREQUENT + 2}" if facet.is_open and not facet.is_ordered else ""
    inner = f"SELECT {value} AS value FROM base"  # noqa: S608  names from FACETS
    return f"(SELECT '{name}', value, '', count(*) FROM ({inner}) AS one GROUP BY value{limit})"  # noqa: S608


def _counted(name: str, counts: Mapping[str, int], language: str) -> Counted:
    facet = FACET_BY_NAME[name]
    labels = {**facet.labels(counts, language), NONE: str(NONE_LABEL)}
    rows = [Figure(value, labels.get(value, value), count) for value, count in counts.items()]
    if facet.is_ordered:
        order = {value: place for place, value in enumerate(labels)}
        rows.sort(key=lambda row: order.get(row.value, len(order)))
    else:
        rows.sort(key=lambda row: (row.value == NONE, -row.count, row.label))
    named = [row for row in rows if row.value != NONE]
    is_cut = facet.is_open and not facet.is_ordered and len(named) > _MOST_FREQUENT
    if is_cut:
        rows = [*named[:_MOST_FREQUENT], *(row for row in rows if row.value == NONE)]
    return Counted(name, str(facet.label), rows, is_cut=is_cut)


def _by_year(by_table: Mapping[str, Mapping[str, int]]) -> Counted:
    counts = by_table.get(YEAR, {})
    years = sorted((year for year in counts if year), key=int, reverse=True)
    rows = [Figure(year, year, counts[year]) for year in years]
    if "" in counts:
        rows.append(Figure("", _("not known"), counts[""]))
    return Counted(YEAR, str(_YEAR_LABEL), rows, is_facet=False)


def _gaps(pairs: Mapping[tuple[str, str], int], language: str) -> Gaps:
    terms = FieldOfAction.objects.filter(parent=None, is_retired=False)
    fields = [(term.slug, term.label_in(language)) for term in terms]
    return Gaps(fields, [(key, LANDS[key]) for key in sorted(LANDS)], pairs)
