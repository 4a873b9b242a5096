"""Answers in the shapes of the API."""

from collections.abc import Iterable

from search.contract import Answer, FacetCount, Hit
from search.hits import hit_of
from search.labels import labelled
from search.models import IndexEntry
from search.parameters import Asked
from search.schemas import SearchFacetValueOut, SearchHitOut, SearchOut


def represent(
    answer: Answer, asked: Asked, bets: Iterable[IndexEntry], problems: Iterable[str], *, language: str, root_url: str
) -> SearchOut:
    """Return an answer; `root_url` is put before addresses."""
    return SearchOut(
        items=[hit_out(hit, root_url) for hit in answer.hits],
        best_bets=[hit_out(hit_of(entry), root_url) for entry in bets],
        total=answer.total,
        facets={name: _facet(name, counts, asked, language) for name, counts in answer.facets.items()},
        cut_facets=sorted(answer.cut_facets),
        matched_all_words=answer.matched_all_words,
        in_other_languages=answer.is_in_other_languages,
        suggestion=answer.suggestion,
        problems=list(problems),
        engine=answer.engine,
        degraded=answer.is_degraded,
        took_ms=round(answer.milliseconds, 1),
        next_cursor=answer.next_cursor,
    )


def hit_out(hit: Hit, root_url: str) -> SearchHitOut:
    """Return a hit."""
    return SearchHitOut(
        key=hit.key,
        kind=hit.kind,
        language=hit.language,
        url=f"{root_url}{hit.url}" if hit.url else "",
        title=hit.title,
        title_html=str(hit.title_html),
        excerpt_html=str(hit.excerpt_html),
        place=hit.place,
        dated=hit.dated,
    )


def _facet(name: str, counts: Iterable[FacetCount], asked: Asked, language: str) -> list[SearchFacetValueOut]:
    chosen = asked.kinds if name == "kind" else asked.chosen.get(name, ())
    return [
        SearchFacetValueOut(value=one.value, label=one.label, count=one.count, selected=one.value in chosen)
        for one in labelled(name, counts, chosen, language)
    ]
