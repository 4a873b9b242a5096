"""What the page of results shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.languages import BY_CODE, Language
from cms.core.searchable import searchables
from search.asking import known_facets, read_text
from search.best_bets import best_bets_for
from search.contract import Answer, Hit, Query, Sort
from search.hits import hit_of
from search.labels import LabelledValue, labelled
from search.parameters import Asked, read_parameters
from search.searching import BadCursor, answer

_OPEN_VALUES = 8
#: So many chosen filters are tried without, where all together find nothing.
_MOST_WAYS = 4


@dataclass(frozen=True)
class Result:
    """A hit as the page shows it; `foreign` is its language, if that is not the reader's."""

    hit: Hit
    label: str
    foreign: Language | None


@dataclass(frozen=True)
class Link:
    """A tab, an order, a way on."""

    title: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address of the results without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class FacetPanel:
    """A facet in the form: some values open, the rest on demand; there may be further ones that are not shown."""

    name: str
    label: str
    open_values: list[LabelledValue]
    more_values: list[LabelledValue]
    has_further: bool


def results_context(parameters: Mapping[str, Sequence[str]], held: frozenset[str], language: str) -> dict[str, Any]:
    """Ask, and name what is shown.

    Args:
        parameters: values by name, as in the address.
        held: audience tokens of who asks.
        language: BCP 47 tag of the reader.
    """
    asked, problems = read_parameters(parameters, language)
    url = reverse("search:index")
    try:
        found = answer(_query(asked, held, language))
    except BadCursor:
        asked = replace(asked, cursor="")
        found = answer(_query(asked, held, language))
    bets = best_bets_for(asked.text, language, held) if asked.page == 1 and not asked.chosen else []
    pinned = {entry.key for entry in bets}
    last = max(1, -(-found.total // asked.per_page))
    chips = _chips(asked, found, url, language)
    return {
        "asked": asked,
        "answer": found,
        "language": BY_CODE[language],
        "best_bets": [_result(hit_of(entry), language) for entry in bets],
        "results": [_result(hit, language) for hit in found.hits if hit.key not in pinned],
        "problems": [*(problem.message for problem in problems), *read_text(asked.text, language).problems],
        "tabs": _tabs(asked, found, url),
        "sorts": _sorts(asked, url),
        "facets": _panels(asked, found, language),
        "chips": chips,
        "pages": _pages(asked, last, url),
        "is_beyond_end": asked.page > last,
        "suggestion_url": url + replace(asked, text=found.suggestion, page=1).address() if found.suggestion else "",
        "ways_on": _ways_on(asked, found, held, language, url),
        "search_url": url,
        "reset_url": url + replace(asked, chosen={}, page=1).address(),
        "kept_by_search": asked.pairs(without=("q", "page", *known_facets())),
        "kept_by_filters": asked.pairs(without=("page", *known_facets())),
    }


def _result(hit: Hit, language: str) -> Result:
    kind = searchables.get(hit.kind)
    foreign = None if hit.language == language else BY_CODE.get(hit.language)
    return Result(hit, str(kind.label) if kind else hit.kind, foreign)


def _query(asked: Asked, held: frozenset[str], language: str) -> Query:
    return replace(asked.query(language, held), counts_kinds=True)


def _tabs(asked: Asked, found: Answer, url: str) -> list[Link]:
    """Return a tab for each kind that has hits, after one for all.

    A tab leads to all of its kind, whatever filters of another kind are chosen.
    """
    counts = found.kinds
    number = sum(counts.values())
    tabs = [Link(_("All (%(number)s)") % {"number": number}, url + asked.of_kind("").address(), not asked.kinds)]
    for kind in searchables.values():
        count = counts.get(kind.kind, 0)
        is_current = asked.kinds == (kind.kind,)
        if count or is_current:
            tabs.append(Link(f"{kind.label} ({count})", url + asked.of_kind(kind.kind).address(), is_current))
    return tabs


def _sorts(asked: Asked, url: str) -> list[Link]:
    return [
        Link(str(sort.label), url + replace(asked, sort=sort, page=1).address(), sort == asked.sort) for sort in Sort
    ]


def _panels(asked: Asked, found: Answer, language: str) -> list[FacetPanel]:
    panels = []
    for facet in asked.facets:
        values = labelled(facet.name, found.facets.get(facet.name, ()), asked.chosen.get(facet.name, ()), language)
        number = max(_OPEN_VALUES, sum(value.is_selected for value in values))
        if len(values) > 1 or any(value.is_selected for value in values):
            panels.append(
                FacetPanel(
                    facet.name,
                    str(facet.label),
                    values[:number],
                    values[number:],
                    facet.name in found.cut_facets,
                )
            )
    return panels


def _chips(asked: Asked, found: Answer, url: str, language: str) -> list[Chip]:
    return [
        Chip(str(known_facets()[name].label), value.label, url + asked.without(name, value.value).address())
        for name, chosen in asked.chosen.items()
        for value in labelled(name, found.facets.get(name, ()), chosen, language)
        if value.is_selected
    ]


def _pages(asked: Asked, last: int, url: str) -> dict[str, Any]:
    current = min(asked.page, last)
    return {
        "number": current,
        "last": last,
        "previous_url": url + asked.on_page(current - 1).address() if current > 1 else "",
        "next_url": url + asked.on_page(current + 1).address() if current < last else "",
        "first_url": url + asked.on_page(1).address(),
    }


def _ways_on(asked: Asked, found: Answer, held: frozenset[str], language: str, url: str) -> list[Link]:
    """Return what else could be asked where nothing was found."""
    if found.total:
        return []
    ways = []

    def offer(title: str, wider: Asked, **named: str) -> None:
        number = answer(replace(wider.query(language, held), per_page=1, facets=())).total
        if number:
            ways.append(Link(title % {"number": number, **named}, url + wider.address()))

    wider = replace(asked, page=1, cursor="")
    labels = {facet.name: str(facet.label) for facet in asked.facets}
    if len(asked.chosen) + bool(asked.kinds) > 1:
        for name in list(asked.chosen)[:_MOST_WAYS]:
            chosen = {other: values for other, values in asked.chosen.items() if other != name}
            facet = labels.get(name, name)
            offer(_("Without “%(facet)s” (%(number)s)"), replace(wider, chosen=chosen), facet=facet)
    if asked.chosen or asked.kinds:
        offer(_("Without filters (%(number)s)"), replace(wider, chosen={}, kinds=()))
    if not asked.everywhere:
        offer(_("In all languages (%(number)s)"), replace(wider, everywhere=True))
    return ways
