"""Questions in Elasticsearch's words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from search.analysis.words import primary
from search.contract import MOST_VALUES, Sort
from search.engines.ask import EXACT_BONUS, Alternative, Ask, Clause, Words
from search.engines.elastic.schema import FIELDS, field, grammed
from search.vectors import EXACT

Body = dict[str, Any]

#: Names of aggregations; no facet is called so.
KINDS, OF, CHOSEN = "#kinds", "#of", "#chosen"
#: How many of the best hits are put in order by parts of words, and how much these count.
_COMPARED, _GRAMS = 100, 0.3
_SORTS: dict[Sort, list[Any]] = {
    Sort.NEWEST: [{"dated": {"order": "desc", "missing": "_last"}}, {"entry": "asc"}],
    Sort.TITLE: [{"sort_title": "asc"}, {"entry": "asc"}],
}


def body_of(ask: Ask) -> Body:
    """Return the body of a search request."""
    filters = {name: {"terms": {f"facets.{name}": list(values)}} for name, values in ask.filters.items()}
    body: Body = {
        "query": _query(ask),
        "from": ask.offset,
        "size": ask.limit,
        "track_total_hits": True,
        "aggs": {name: _counted(name, filters, ask) for name in ask.facets},
    }
    if ask.kinds_under is not None:
        under = [{"terms": {f"facets.{name}": list(values)}} for name, values in ask.kinds_under.items()]
        body["aggs"][KINDS] = {"filter": {"bool": {"filter": under}}, "aggs": {OF: _values("kind", MOST_VALUES)}}
    if filters:
        body["post_filter"] = {"bool": {"filter": list(filters.values())}}
    if ask.sort in _SORTS:
        body["sort"] = _SORTS[ask.sort]
    elif not _clauses(ask.branches):
        body["sort"] = [{"weight": "desc"}, {"entry": "asc"}]
    else:
        compared = [{"match": {field(_subtag(words), "grams"): grammed(words.grams)}} for words in ask.branches]
        body["rescore"] = {
            "window_size": max(_COMPARED, ask.limit),
            "query": {"rescore_query": _any(compared), "query_weight": 1, "rescore_query_weight": _GRAMS},
        }
    return body


def _clauses(branches: Sequence[Words]) -> list[Clause]:
    return [clause for words in branches for clause in words.clauses]


def _counted(name: str, filters: dict[str, Body], ask: Ask) -> Body:
    """Count a facet without its own choice applied: its most frequent values, and those that are chosen."""
    # One more than is asked for, so that one knows whether there are more.
    counted = _values(name, min(ask.most_values + 1, MOST_VALUES))
    if name not in filters:
        return {"filter": {"bool": {"filter": list(filters.values())}}, "aggs": {OF: counted}} if filters else counted
    others = [condition for other, condition in filters.items() if other != name]
    chosen = _values(name, MOST_VALUES)
    chosen["terms"]["include"] = list(ask.filters[name])
    return {"filter": {"bool": {"filter": others}}, "aggs": {OF: counted, CHOSEN: chosen}}


def _values(name: str, most: int) -> Body:
    return {"terms": {"field": f"facets.{name}", "size": most}}


def _query(ask: Ask) -> Body:
    """Return the question: audience and date always, then words or languages."""
    held = {"terms": sorted(ask.held), "minimum_should_match_field": "audience_size"}
    always: list[Body] = [
        {"terms_set": {"audience": held}},
        {"bool": {"must_not": {"range": {"expires": {"lte": ask.at.isoformat()}}}}},
    ]
    query: Body = {"filter": always}
    if ask.without:
        query["must_not"] = [{"term": {"key": ask.without}}]
    if ask.branches:
        query["must"] = [_any([_branch(words) for words in ask.branches])]
    elif ask.languages:
        always.append({"terms": {"language": list(ask.languages)}})
    if ask.sort != Sort.RELEVANCE or not _clauses(ask.branches):
        return {"bool": query}
    return {
        "function_score": {
            "query": {"bool": query},
            "field_value_factor": {"field": "weight", "missing": 1},
            "boost_mode": "multiply",
        }
    }


def _branch(words: Words) -> Body:
    subtag = _subtag(words)
    clauses = [_clause(clause, subtag) for clause in words.clauses]
    query: Body = {"filter": [{"terms": {"language": list(words.languages)}}]}
    if words.excluded:
        query["must_not"] = [_clause(clause, subtag) for clause in words.excluded]
    if clauses and words.needed >= len(clauses):
        query["must"] = clauses
    elif clauses:
        query["must"] = [{"bool": {"should": clauses, "minimum_should_match": words.needed}}]
    helping = [_clause(clause, subtag) for clause in words.optional]
    if words.exact:
        text = " ".join(token.removeprefix(EXACT) for token, _rarity in words.exact)
        helping.append({"match": {field(subtag, "exact"): {"query": text, "boost": EXACT_BONUS}}})
    if clauses and helping:
        query["should"] = helping
    return {"bool": query}


def _subtag(words: Words) -> str:
    return primary(words.languages[0])


def _clause(clause: Clause, subtag: str) -> Body:
    return _any([_alternative(_weighed(one, clause), subtag) for one in clause.alternatives])


def _any(queries: list[Body]) -> Body:
    return queries[0] if len(queries) == 1 else {"dis_max": {"queries": queries}}


def _weighed(alternative: Alternative, clause: Clause) -> Alternative:
    """Take back what Elasticsearch will add because a stand-in is rarer than the word itself."""
    if not alternative.rarity:
        return alternative
    return replace(alternative, boost=alternative.boost * min(1.0, clause.rarity / alternative.rarity))


def _alternative(alternative: Alternative, subtag: str) -> Body:
    exact = field(subtag, "exact")
    if alternative.is_phrase:
        text = " ".join(token.removeprefix(EXACT) for token in alternative.tokens)
        return {"match_phrase": {exact: {"query": text, "boost": alternative.boost}}}
    if alternative.is_prefix:
        token = alternative.tokens[0].removeprefix(EXACT)
        return {"prefix": {exact: {"value": token, "boost": alternative.boost}}}
    share = alternative.boost / len(alternative.tokens)
    return _every([_token(token, share, subtag) for token in alternative.tokens])


def _every(queries: list[Body]) -> Body:
    return queries[0] if len(queries) == 1 else {"bool": {"must": queries}}


def _token(token: str, boost: float, subtag: str) -> Body:
    if token.startswith(EXACT):
        return {"match": {field(subtag, "exact"): {"query": token.removeprefix(EXACT), "boost": boost}}}
    fields = [f"{field(subtag, name)}^{weight:g}" for name, weight in FIELDS.items()]
    return {"combined_fields": {"query": token, "fields": fields, "boost": boost}}
