"""The page on which projects are found: form, chips, orders, views, and links that keep all of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest

from accounts.access import person_of
from cms.core.folding import fold
from projects.addresses import compare_address, feed_address, list_address
from projects.asking import Question, Sort, read_question
from projects.listing import FacetAnswer, FacetValue, Listing, answer
from projects.offering import list_downloads
from projects.presenting import cards
from projects.project_table import table_of
from projects.searchable import FACET_BY_NAME, FACETS
from projects.showing import View
from projects.town_map import town_map

if TYPE_CHECKING:
    from projects.models.index_page import ProjectIndexPage

#: How many values of a facet are seen at first, and how many at the most; from how many on one can search among them.
_FIRST_VALUES, _MOST_VALUES, _MANY_VALUES = 8, 50, 20


_ICONS = {View.LIST: "document", View.TABLE: "table", View.MAP: "place"}
#: Parameters in which somebody types a part of a value's name, by facet.
_WITHIN = {f"in_{facet.name}": facet.name for facet in FACETS}
#: What an address of the page may hold beside the question.
OWN_PARAMETERS = ("view", *_WITHIN)


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address of the list without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class TabLink:
    """An order or a view of the list, as a link to it."""

    title: str
    url: str
    is_current: bool
    icon: str = ""


@dataclass(frozen=True)
class FacetPanel:
    """A facet in the form: some values seen, the rest on demand.

    Attributes:
        is_folded: whether its values lie behind its name.
        chosen: how many of its values are.
        within_name: parameter in which a part of a value's name can be typed; empty where the values are few.
        within: what was typed there.
    """

    name: str
    label: str
    is_folded: bool
    chosen: int
    open_values: list[FacetValue]
    more_values: list[FacetValue]
    hidden: int
    within_name: str
    within: str


class Finder:
    """One request to the page."""

    def __init__(self, index: "ProjectIndexPage", request: HttpRequest) -> None:
        self.request = request
        self.language: str = index.locale.language_code
        self.url = index.get_url(request) or ""
        parameters = dict(request.GET.lists())
        self.question, self.problems = read_question(parameters, language=self.language, also=OWN_PARAMETERS)
        view = parameters.get("view", [""])[-1]
        self.view = View(view) if view in View.values else View.LIST
        self.within = {
            facet: text for name, facet in _WITHIN.items() if (text := fold(parameters.get(name, [""])[-1])[:100])
        }
        at_most = {facet.name: _MOST_VALUES for facet in FACETS if facet.is_open and facet.name not in self.within}
        if self.view == View.MAP:
            at_most.pop("city", None)
        self.listing: Listing = answer(
            index.projects(), self.question, person_of(request), self.language, at_most=at_most
        )

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that every link of the page keeps beside the question."""
        return [("view", self.view.value)] if self.view != View.LIST else []

    def link(self, question: Question, *, view: View | None = None) -> str:
        """Return the address of another question, in the same view unless another one is named."""
        kept = self.kept if view is None else [("view", view.value)] if view != View.LIST else []
        pairs = [*question.pairs(), *kept]
        return f"{self.url}?{urlencode(pairs)}" if pairs else self.url

    def context(self) -> dict[str, Any]:
        """Name what the page shows."""
        question, listing = self.question, self.listing
        here = list_address(self.language)
        return {
            "listing": listing,
            "view": self.view.value,
            "cards": cards(listing.projects, language=self.language, index_url=self.url),
            "table": table_of(listing, self) if self.view == View.TABLE and listing.projects else None,
            "map": town_map(listing, self) if self.view == View.MAP and listing.total else None,
            "chips": self._chips(),
            "facets": [self._panel(facet) for facet in listing.facets if facet.number > 1 or facet.selected],
            "problems": self.problems,
            "sorts": self._sorts(),
            "views": [
                TabLink(str(view.label), self.link(question, view=view), view == self.view, _ICONS[view])
                for view in View
            ],
            "pages": self._pages(),
            "list_url": self.url,
            "all_url": self.link(Question()),
            "reset_url": self.link(Question(words=question.words, sort=question.sort)),
            "kept_by_search": [*question.pairs(without=("q", "page")), *self.kept],
            "kept_by_filters": [*question.pairs(without=("page", *FACET_BY_NAME)), *self.kept],
            "search_url": self.request.build_absolute_uri(here + question.as_search().address()),
            "feed_url": feed_address(question.as_search(), self.language),
            "alert_url": f"{here}merken/{question.as_search().address()}",
            "compare_url": compare_address(self.language),
            "downloads": list_downloads(question, self.language),
        }

    def _chips(self) -> list[Chip]:
        return [
            Chip(str(answer.facet.label), value.label, self.link(self.question.without(answer.facet.name, value.value)))
            for answer in self.listing.facets
            for value in answer.selected
        ]

    def _panel(self, answer: FacetAnswer) -> FacetPanel:
        facet, within = answer.facet, self.within.get(answer.facet.name, "")
        values = [value for value in answer.values if value.is_selected or within in fold(value.label)]
        first = [value for place, value in enumerate(values) if place < _FIRST_VALUES or value.is_selected or within][
            : max(_MOST_VALUES, len(answer.selected))
        ]
        shown = {value.value for value in first}
        more = [value for value in values if value.value not in shown][:_MOST_VALUES]
        return FacetPanel(
            name=facet.name,
            label=str(facet.label),
            is_folded=not (facet.is_prominent or answer.selected or within),
            chosen=len(answer.selected),
            open_values=first,
            more_values=more,
            hidden=(len(values) if within else answer.number) - len(first) - len(more),
            within_name=f"in_{facet.name}" if answer.number > _MANY_VALUES and not facet.is_ordered else "",
            within=self.request.GET.get(f"in_{facet.name}", "")[:100],
        )

    def _sorts(self) -> list[TabLink]:
        """Return the orders that make sense: by relevance only where there are words."""
        return [
            TabLink(
                str(sort.label),
                self.link(replace(self.question, sort=sort, page=1)),
                sort == self.question.effective_sort,
            )
            for sort in self.sorts_offered()
        ]

    def sorts_offered(self) -> Iterable[Sort]:
        """Return the orders that make sense for the question."""
        return [sort for sort in Sort if sort != Sort.RELEVANCE or self.question.words]

    def _pages(self) -> dict[str, Any]:
        question, last = self.question, self.listing.last_page
        current = min(question.page, last)

        def link(number: int) -> str:
            return self.link(question.on_page(number))

        return {
            "number": current,
            "last": last,
            "previous_url": link(current - 1) if 1 < current <= last else "",
            "next_url": link(current + 1) if current < last else "",
            "last_url": link(last),
            "first_url": link(1),
        }


def list_context(index: "ProjectIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Name what the finder shows: the listing, its cards, the form, the chips, what was not understood."""
    return Finder(index, request).context()
