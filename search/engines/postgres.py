"""PostgreSQL as an engine: always there, always up to date.

Hits, their number and all facets come from one statement: the rows that have the words are put aside once with their
score and a flag for each chosen facet. Scores follow BM25: the rarity of each word (counted now and then, see
`search.vocabulary`), `ts_rank` for how often an entry has it and where, and the length of the entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from search.contract import EngineName, FacetCount, Sort
from search.engines.ask import (
    EXACT_BONUS,
    K1,
    SHOWN_CHARACTERS,
    WEIGHTS,
    Alternative,
    Ask,
    B,
    Clause,
    Found,
    Row,
    Words,
)

#: PostgreSQL wants them from D to A.
_RANK_WEIGHTS = "'{" + ", ".join(str(WEIGHTS[label]) for label in "DCBA") + "}'"
_ORDERS = {
    Sort.RELEVANCE: "score DESC, base.id",
    Sort.NEWEST: "dated DESC NULLS LAST, base.id",
    Sort.TITLE: "sort_title, base.id",
}
#: What an order needs beside the score: rows that are put aside are kept narrow.
_ORDERED_BY = {Sort.RELEVANCE: "", Sort.NEWEST: ", dated", Sort.TITLE: ", sort_title"}
_COLUMNS = ("kind", "object_id", "language", "url", "title", "summary", "text", "place", "dated")
_NAMES = ", ".join(f"left(text, {SHOWN_CHARACTERS})" if name == "text" else name for name in _COLUMNS)
#: What rows of the answer are, beside counted values of a facet: no facet is called so.
_HIT, _TOTAL, _KIND = "#hit", "#total", "#kind"

Parameters = list[Any]


class PostgresEngine:
    """Answers from the index table."""

    name: EngineName = "postgres"

    def find(self, ask: Ask) -> Found:
        """Answer; never says that it cannot, because without the database there is no site."""
        statement, parameters = statement_of(ask)
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            answered = cursor.fetchall()
        scores: dict[int, float] = {}
        facets: dict[str, list[FacetCount]] = {name: [] for name in ask.facets}
        kinds: dict[str, int] = {}
        total = 0
        for what, value, number in answered:
            if what == _HIT:
                scores[int(value)] = number
            elif what == _TOTAL:
                total = int(number)
            elif what == _KIND:
                kinds[value] = int(number)
            else:
                facets[what].append(FacetCount(value, int(number)))
        cut = {name: _cut(ask, name, counted) for name, counted in facets.items()}
        return Found(
            _rows(scores),
            total,
            {name: counted for name, (counted, _has_more) in cut.items()},
            frozenset(name for name, (_counted, has_more) in cut.items() if has_more),
            kinds,
        )


def _rows(scores: Mapping[int, float]) -> list[Row]:
    if not scores:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {_NAMES} FROM search_indexentry WHERE id = ANY(%s)", [list(scores)])  # noqa: S608
        found = {number: columns for number, *columns in cursor.fetchall()}
    return [
        Row(**dict(zip(_COLUMNS, found[number], strict=True)), score=score)
        for number, score in scores.items()
        if number in found
    ]


def statement_of(ask: Ask) -> tuple[str, Parameters]:
    """Return the statement whose rows are (_HIT, id, score), (_TOTAL, "", n), (_KIND, kind, n), (facet, value, n)."""
    parameters: Parameters = []
    score = _score(ask, parameters) if ask.sort == Sort.RELEVANCE else "0::float8"
    flags = {name: f"ok_{number}" for number, name in enumerate(ask.filters)}
    kind_flags = {name: f"kind_ok_{number}" for number, name in enumerate(ask.kinds_under or ())}
    flag_columns = "".join(f", facets && %s::int[] AS {flag}" for flag in (*flags.values(), *kind_flags.values()))
    numbers = _numbers(ask.filters)
    parameters += numbers.values()
    if ask.kinds_under:
        parameters += _numbers(ask.kinds_under).values()
    where = _where(ask, parameters)
    every = _all(flags.values())
    order = _ORDERS[ask.sort]
    # Keys first, in an inner query: only they are sorted, and not all columns with them.
    parts = [
        f"(SELECT '{_HIT}', id::text, score FROM base{every} ORDER BY {order} LIMIT %s OFFSET %s)",  # noqa: S608
        f"SELECT '{_TOTAL}', '', count(*)::float8 FROM base{every}",  # noqa: S608
    ]
    own_parameters: Parameters = [ask.limit, ask.offset]
    kind = ""
    if ask.kinds_under is not None:
        kind = ", kind"
        under = _all(kind_flags.values())
        parts.append(f"SELECT '{_KIND}', kind, count(*)::float8 FROM base{under} GROUP BY kind")  # noqa: S608
    if ask.facets:
        open_facets = [name for name in ask.facets if name not in flags]
        parts.append(_counts(f"base{every}"))
        own_parameters += [open_facets, ask.most_values + 1, []]
        for name in ask.facets:
            if name in flags:
                others = _all(flag for other, flag in flags.items() if other != name)
                parts.append(_counts(f"base{others}"))
                own_parameters += [[name], ask.most_values + 1, numbers[name]]
    statement = f"""
        WITH base AS MATERIALIZED (
            SELECT id, facets{_ORDERED_BY[ask.sort]}{kind}, {score} AS score{flag_columns}
            FROM search_indexentry WHERE {where}
        ) {" UNION ALL ".join(parts)}
    """  # noqa: S608  built from names of our own; all values are parameters
    return statement, [*parameters, *own_parameters]


def condition_and_score(ask: Ask) -> tuple[str, Parameters, str, Parameters]:
    """Return the condition that an entry has the words, and its score, as SQL with parameters: for lists of others."""
    conditions: Parameters = []
    condition = " OR ".join(_branch(words, conditions) for words in ask.branches)
    scores: Parameters = []
    return f"({condition})", conditions, _score(ask, scores), scores


def _counts(source: str) -> str:
    """Return what counts the values of some facets: the most frequent of each, and those that are named."""
    return f"""
        SELECT name, value, number FROM (
            SELECT id, name, value, number,
                row_number() OVER (PARTITION BY name ORDER BY number DESC, value COLLATE "C") AS place
            FROM (
                SELECT number AS facet, count(*)::float8 AS number
                FROM (SELECT unnest(facets) AS number FROM {source}) AS one GROUP BY number
            ) AS counted (id, number) JOIN search_facetvalue USING (id) WHERE name = ANY(%s)
        ) AS placed WHERE place <= %s OR id = ANY(%s::bigint[])
    """  # noqa: S608


def _cut(ask: Ask, name: str, counted: list[FacetCount]) -> tuple[list[FacetCount], bool]:
    """Put counted values in order, keep as many as are asked for and the chosen; return whether there are more."""
    ordered = sorted(counted, key=lambda one: (-one.number, one.value))
    if len(ordered) <= ask.most_values:
        return ordered, False
    chosen = ask.filters.get(name, ())
    rest = [one for one in ordered[ask.most_values :] if one.value in chosen]
    return [*ordered[: ask.most_values], *rest], True


def _all(flags: Iterable[str]) -> str:
    conditions = " AND ".join(flags)
    return f" WHERE {conditions}" if conditions else ""


def _numbers(filters: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """Return the numbers of chosen values by facet; a value that no entry ever had finds nothing."""
    pairs = [(name, value) for name, values in filters.items() for value in values]
    numbers: dict[str, list[int]] = {name: [] for name in filters}
    if pairs:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, id FROM search_facetvalue"
                " JOIN unnest(%s::text[], %s::text[]) AS wanted (name, value) USING (name, value)",
                [[name for name, _value in pairs], [value for _name, value in pairs]],
            )
            for name, number in cursor.fetchall():
                numbers[name].append(number)
    return numbers


def _where(ask: Ask, parameters: Parameters) -> str:
    """Return the condition: audience and date always, then words or languages."""
    conditions = ["audience <@ %s::varchar[]", "(expires IS NULL OR expires > %s)"]
    parameters += [sorted(ask.held), ask.at]
    if ask.without:
        kind, _colon, number = ask.without.partition(":")
        conditions.append("NOT (kind = %s AND object_id = %s)")
        parameters += [kind, int(number)]
    if ask.branches:
        branches = " OR ".join(_branch(words, parameters) for words in ask.branches)
        conditions.append(f"({branches})")
    elif ask.languages:
        conditions.append("language = ANY(%s)")
        parameters.append(list(ask.languages))
    return " AND ".join(conditions)


def _branch(words: Words, parameters: Parameters) -> str:
    conditions = ["language = ANY(%s)"]
    parameters.append(list(words.languages))
    clauses = [_text(clause) for clause in words.clauses]
    excluded = "".join(f" & !({_text(clause)})" for clause in words.excluded)
    if clauses:
        joined = " & " if words.needed >= len(clauses) else " | "
        conditions.append("vector @@ %s::tsquery")
        parameters.append(f"({joined.join(clauses)}){excluded}")
        if 1 < words.needed < len(clauses):
            counted = " + ".join(["(vector @@ %s::tsquery)::int"] * len(clauses))
            conditions.append(f"{counted} >= %s")
            parameters += [*clauses, words.needed]
    elif excluded:
        conditions.append("vector @@ %s::tsquery")
        parameters.append(excluded.removeprefix(" & "))
    return f"({' AND '.join(conditions)})"


def _text(clause: Clause) -> str:
    return "(" + " | ".join(_alternative(one) for one in clause.alternatives) + ")"


def _alternative(alternative: Alternative) -> str:
    tokens = [f"'{token}'{':*' if alternative.is_prefix else ''}" for token in alternative.tokens]
    return "(" + (" <-> " if alternative.is_phrase else " & ").join(tokens) + ")"


def _score(ask: Ask, parameters: Parameters) -> str:
    """Return the expression of the score."""
    terms = [
        _clause_score(clause, parameters) for words in ask.branches for clause in (*words.clauses, *words.optional)
    ]
    for words in ask.branches:
        for token, rarity in words.exact:
            terms.append("%s * " + _rank())
            parameters += [rarity * EXACT_BONUS, f"'{token}'"]
    if not terms:
        return "weight"
    parameters.append(max(ask.average_words, 1.0))
    return f"weight * ({' + '.join(terms)}) / (1 + {K1} * ({1 - B} + {B} * words / %s))"


def _clause_score(clause: Clause, parameters: Parameters) -> str:
    """Return the best of the alternatives: what is said in two ways should not count twice."""
    scores = []
    for alternative in clause.alternatives:
        if alternative.is_prefix:
            parameters += [alternative.boost * clause.rarity, _alternative(alternative)]
            scores.append("%s * " + _rank())
            continue
        share = alternative.boost * clause.rarity / len(alternative.tokens)
        for token in alternative.tokens:
            parameters += [share, f"'{token}'"]
        scores.append(" + ".join(["%s * " + _rank()] * len(alternative.tokens)))
    return scores[0] if len(scores) == 1 else f"GREATEST({', '.join(scores)})"


def _rank() -> str:
    return f"ts_rank({_RANK_WEIGHTS}::float4[], vector, %s::tsquery)"
