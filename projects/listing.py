"""Answering a question: the projects of one page, how many there are, and what each further choice would give.

A facet is counted without its own choice applied, so that its other values show what adding them would give.
All counts come from one query: the matching rows are put aside once with a flag for each chosen facet, and
counted from there; its cost grows with the rows, its number of queries does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import BooleanField, Case, F, Q, Value, When
from django.db.models.functions import NullIf

from accounts.access import Person
from projects.asking import Question, Sort
from projects.searchable import FACETS, NONE, NONE_LABEL, ProjectFacet

if TYPE_CHECKING:
    from projects.models.project import ProjectPage
    from projects.querysets import ProjectQuerySet

#: Good practice first: "good_practice" sorts behind "collected". The identifier makes every order complete.
_ORDERS: Mapping[Sort, tuple[Any, ...]] = {
    Sort.RELEVANCE: ("-standing", "-relevance", "-identifier"),
    Sort.NEWEST: ("-standing", "-identifier"),
    Sort.TITLE: ("-standing", "title_folded", "-identifier"),
    Sort.CITY: ("-standing", NullIf("town_folded", Value("")).asc(nulls_last=True), "title_folded", "-identifier"),
    Sort.START: ("-standing", F("year_from").desc(nulls_last=True), "title_folded", "-identifier"),
}


@dataclass(frozen=True)
class FacetValue:
    """A value that can be chosen; `count` is what choosing it would give."""

    value: str
    label: str
    count: int
    is_selected: bool


@dataclass(frozen=True)
class FacetAnswer:
    """A facet with its values: chosen ones and the most frequent first."""

    facet: ProjectFacet
    values: list[FacetValue]

    @property
    def selected(self) -> list[FacetValue]:
        """The chosen values."""
        return [value for value in self.values if value.is_selected]


@dataclass(frozen=True)
class Listing:
    """The answer to a question.

    Attributes:
        projects: of this page, loaded for cards.
        total: of all pages.
        facets: in the order of `FACETS`.
        language: BCP 47 tag of the reader; a project may be in another one.
    """

    question: Question
    projects: list["ProjectPage"]
    total: int
    facets: list[FacetAnswer]
    language: str

    @property
    def last_page(self) -> int:
        """The number of the last page; an empty answer has one page."""
        return max(1, -(-self.total // self.question.per_page))

    @property
    def is_beyond_end(self) -> bool:
        """Whether the page asked for does not exist."""
        return self.question.page > self.last_page


def matching(projects: "ProjectQuerySet", question: Question, person: Person, language: str) -> "ProjectQuerySet":
    """Return all projects that the question asks for, in its order: what page, API and exports show."""
    found = projects.visible_to(person).in_language(language).found_by(question.words, language)
    for facet in FACETS:
        if values := question.chosen.get(facet.name):
            found = found.filter(_condition(facet, values))
    return found.order_by(*_ORDERS[question.effective_sort])


def answer(projects: "ProjectQuerySet", question: Question, person: Person, language: str) -> Listing:
    """Answer `question` from `projects` for `person`, in `language` (BCP 47 tag)."""
    counts = _counts(projects.visible_to(person).in_language(language).found_by(question.words, language), question)
    first = (question.page - 1) * question.per_page
    total = counts.get(("", ""), 0)
    return Listing(
        question=question,
        projects=_rows(matching(projects, question, person, language), first, question.per_page)
        if first < total
        else [],
        total=total,
        facets=[_facet_answer(facet, question, counts, language) for facet in FACETS],
        language=language,
    )


def _rows(found: "ProjectQuerySet", first: int, number: int) -> list["ProjectPage"]:
    """Load one page of rows: keys first, so that only they are sorted and not all columns with them."""
    keys = list(found.values_list("pk", flat=True)[first : first + number])
    rows = {row.pk: row for row in found.model.objects.filter(pk__in=keys).order_by().for_card()}
    return [rows[key] for key in keys if key in rows]


def _condition(facet: ProjectFacet, values: tuple[str, ...]) -> Q:
    named = [value for value in values if value != NONE]
    condition = Q(**{f"{facet.column}__overlap" if facet.many else f"{facet.column}__in": named})
    if NONE in values:
        condition |= Q(**{facet.column: [] if facet.many else ""})
    return condition


def _counts(found: "ProjectQuerySet", question: Question) -> dict[tuple[str, str], int]:
    """Return how many projects each value of each facet would give; the total under ("", "")."""
    flags = {
        f"ok_{facet.name}": Case(
            When(_condition(facet, question.chosen[facet.name]), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        for facet in FACETS
        if facet.name in question.chosen
    }
    columns = [facet.column for facet in FACETS]
    base, parameters = found.order_by().values(*columns).annotate(**flags).query.sql_with_params()
    parts = [_count_of(facet, [flag for flag in flags if flag != f"ok_{facet.name}"]) for facet in FACETS]
    total = f"SELECT '', '', count(*) FROM base{_where(list(flags))}"  # noqa: S608  names from FACETS
    statement = f"WITH base AS MATERIALIZED ({base}) {' UNION ALL '.join([*parts, total])}"
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {(name, value): count for name, value, count in cursor.fetchall()}


def _count_of(facet: ProjectFacet, flags: list[str]) -> str:
    column = connection.ops.quote_name(facet.column)
    if facet.many:
        values = f"unnest(CASE WHEN {column} = '{{}}' THEN ARRAY['{NONE}']::varchar[] ELSE {column} END)"
    else:
        values = f"CASE WHEN {column} = '' THEN '{NONE}' ELSE {column} END"
    inner = f"SELECT {values} AS value FROM base{_where(flags)}"  # noqa: S608  names from FACETS
    return f"SELECT '{facet.name}', value, count(*) FROM ({inner}) AS one GROUP BY value"  # noqa: S608


def _where(flags: list[str]) -> str:
    return f" WHERE {' AND '.join(flags)}" if flags else ""


def _facet_answer(
    facet: ProjectFacet, question: Question, counts: Mapping[tuple[str, str], int], language: str
) -> FacetAnswer:
    chosen = question.chosen.get(facet.name, ())
    found = {value: count for (name, value), count in counts.items() if name == facet.name}
    keys = dict.fromkeys([*chosen, *found])
    labels = {**facet.labels(keys, language), NONE: str(NONE_LABEL)}
    values = [FacetValue(key, labels.get(key, key), found.get(key, 0), key in chosen) for key in keys]
    if facet.is_ordered:
        order = {key: place for place, key in enumerate(labels)}
        values.sort(key=lambda value: order.get(value.value, len(order)))
    else:
        values.sort(key=lambda value: (not value.is_selected, value.value == NONE, -value.count, value.label))
    return FacetAnswer(facet, values)
