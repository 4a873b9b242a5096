"""How many projects each value of each facet would give.

A facet is counted without its own choice applied, so that its other values show what adding them would give. All
counts come from one query. Rows that fail in more than one facet count for none, so they are not read; the others are
put aside with a flag for each chosen facet. Facets of few values are counted together: rows that are alike in all of
them are put together first, which leaves few. Facets of many values are put together each for itself.

What readers ask most, everything and a single value, is kept until a project changes (kept_counts.py).
"""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import combinations
from operator import and_, or_
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import BooleanField, Case, Q, Value, When

from projects.asking import Question
from projects.searchable import FACET_BY_NAME, FACETS, NONE, ProjectFacet

if TYPE_CHECKING:
    from projects.querysets import ProjectQuerySet

#: By name of the facet: how many projects each of its values would give.
Counts = dict[str, dict[str, int]]
#: Counts, and how many projects there are.
Counted = tuple[Counts, int]

#: Facets with so many values, or values that go together so freely, that few rows are alike in them.
_APART = ("city", "period", "programme")


def condition(facet: ProjectFacet, values: tuple[str, ...]) -> Q:
    """Return the condition that a project has any of `values`."""
    named = [value for value in values if value != NONE]
    any_of_them = Q(**{f"{facet.column}__overlap" if facet.many else f"{facet.column}__in": named})
    if NONE in values:
        any_of_them |= Q(**{facet.column: [] if facet.many else ""})
    return any_of_them


def counts_of(found: "ProjectQuerySet", question: Question, everything: Callable[[], Counted] | None = None) -> Counted:
    """Return how many of `found` each value of each facet would give, and how many the question finds.

    Args:
        found: what the words of the question find; its facets are not applied yet.
        question: what is asked.
        everything: how `found` is counted with no facet chosen, if that is known already.
    """
    conditions = {name: condition(FACET_BY_NAME[name], values) for name, values in question.chosen.items()}
    if len(conditions) == 1 and everything is not None:
        [(name, only)] = conditions.items()
        counts, total = _count(found.filter(only), {})
        return {**counts, name: everything()[0].get(name, {})}, total
    if len(conditions) > 1:
        found = found.filter(_all_but_one(list(conditions.values())))
    return _count(found, conditions)


def _all_but_one(conditions: Sequence[Q]) -> Q:
    """Return the condition that at most one of the conditions is not met."""
    return reduce(or_, (reduce(and_, kept) for kept in combinations(conditions, len(conditions) - 1)))


def _count(found: "ProjectQuerySet", conditions: dict[str, Q]) -> Counted:
    flags = {
        f"ok_{name}": Case(When(one, then=Value(True)), default=Value(False), output_field=BooleanField())
        for name, one in conditions.items()
    }
    columns = [facet.column for facet in FACETS]
    base, parameters = found.order_by().values(*columns).annotate(**flags).query.sql_with_params()
    few = ", ".join([*(_column(facet) for facet in FACETS if facet.name not in _APART), *flags])
    # Names of facets and columns come from FACETS; values are parameters.
    parts = [_count_of(facet, [flag for flag in flags if flag != f"ok_{facet.name}"]) for facet in FACETS]
    statement = (
        f"WITH base AS MATERIALIZED ({base}), "  # noqa: S608
        f"alike AS MATERIALIZED (SELECT {few}, count(*) AS number FROM base GROUP BY {few}) "
        f"{' UNION ALL '.join(parts)} "
        f"UNION ALL SELECT '', '', coalesce(sum(number), 0) FROM alike{_where(list(flags))}"
    )
    counts: Counts = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for name, value, number in cursor.fetchall():
            counts.setdefault(name, {})[value] = int(number)
    return counts, counts.pop("").get("", 0)


def _count_of(facet: ProjectFacet, flags: list[str]) -> str:
    column = _column(facet)
    if facet.many:
        values = f"unnest(CASE WHEN {column} = '{{}}' THEN ARRAY['{NONE}']::varchar[] ELSE {column} END)"
    else:
        values = f"CASE WHEN {column} = '' THEN '{NONE}' ELSE {column} END"
    if facet.name in _APART:
        own = f"SELECT {column}, count(*) AS number FROM base{_where(flags)} GROUP BY {column}"  # noqa: S608
        rows = f"SELECT {values} AS value, number FROM ({own}) AS own"  # noqa: S608
    else:
        rows = f"SELECT {values} AS value, number FROM alike{_where(flags)}"  # noqa: S608
    return f"SELECT '{facet.name}', value, sum(number) FROM ({rows}) AS one GROUP BY value"  # noqa: S608


def _column(facet: ProjectFacet) -> str:
    return connection.ops.quote_name(facet.column)


def _where(flags: list[str]) -> str:
    return f" WHERE {' AND '.join(flags)}" if flags else ""
