"""What the pages of the reference site show, put together from listings and records."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.access import person_of
from cms.core.languages import BY_CODE, Language
from cms.core.municipality_names import LANDS
from projects.asking import Question, Sort, read_question
from projects.enums import Standing, Status
from projects.listing import FacetAnswer, FacetValue, Listing, answer
from projects.models.vocabulary import FieldOfAction
from projects.offering import list_downloads
from projects.searchable import FACET_BY_NAME
from projects.shortening import shortened

if TYPE_CHECKING:
    from projects.models.index_page import ProjectIndexPage
    from projects.models.project import ProjectPage

#: How many values of a facet are open at first, and how many at the most.
_OPEN_VALUES, _MOST_VALUES = 8, 200
_LINE = 160


@dataclass(frozen=True)
class FieldMark:
    """A field of action; `slug` is that of the widest field around it, which has the colours and the icon."""

    slug: str
    label: str
    url: str = ""


@dataclass(frozen=True)
class Card:
    """A project as lists show it.

    Attributes:
        project: loaded with `for_card`.
        url: in the frame of the reader's language.
        fields: its fields of action.
        foreign: the language of its text, if that is not the reader's.
    """

    project: "ProjectPage"
    url: str
    fields: list[FieldMark]
    foreign: Language | None

    @property
    def place(self) -> str:
        """Its towns and their Länder, or the Land where no town is known."""
        towns = dict.fromkeys(row.town for row in self.project.towns.all())
        lands = dict.fromkeys(town.land for town in towns) or [LANDS[key] for key in self.project.land_keys]
        names = dict.fromkeys([*(town.name for town in towns), *lands])  # Berlin is both, and said once
        return ", ".join(names)

    @property
    def period(self) -> str:
        """The years that are known: "2015–2017", "2016", "since 2016" while it runs, or nothing."""
        if self.project.status == Status.RUNNING and self.project.start and not self.project.end:
            return _("since %(start)s") % {"start": self.project.start.year}
        years = (self.project.year_from, self.project.year_to)
        return "–".join(str(year) for year in dict.fromkeys(years) if year)

    @property
    def text(self) -> str:
        """One line about it."""
        return self.project.subtitle or shortened(self.project.summary, _LINE) or self.project.carrier

    @property
    def is_good_practice(self) -> bool:
        """Whether it has been judged."""
        return self.project.standing == Standing.GOOD_PRACTICE


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address of the list without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class SortLink:
    """An order of the list, as a link to it."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class FacetPanel:
    """A facet in the form: some values open, the rest on demand."""

    name: str
    label: str
    open_values: list[FacetValue]
    more_values: list[FacetValue]
    hidden: int


def cards(projects: Iterable["ProjectPage"], *, language: str, index_url: str) -> list[Card]:
    """Make cards; one query for all labels, whatever the number of projects."""
    projects = list(projects)
    marks = field_marks(language) if projects else {}
    return [
        Card(
            project=project,
            url=f"{index_url}{project.identifier}/",
            fields=[marks[key] for key in project.field_keys if key in marks],
            foreign=foreign_language(project, language),
        )
        for project in projects
    ]


def field_marks(language: str, list_url: str = "") -> dict[str, FieldMark]:
    """Return all fields of action by short name; with the address of the list, as links into it."""
    terms = {term.pk: term for term in FieldOfAction.objects.all()}
    marks = {}
    for term in terms.values():
        widest = term
        while widest.parent_id in terms:
            widest = terms[widest.parent_id]
        url = list_url + Question(chosen={"field": (term.slug,)}).address() if list_url else ""
        marks[term.slug] = FieldMark(widest.slug, term.label_in(language), url)
    return marks


def foreign_language(project: "ProjectPage", language: str) -> Language | None:
    """Return the language of the project's text if it is not `language`."""
    code = project.locale.language_code
    return None if code == language else BY_CODE[code]


def list_context(index: "ProjectIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Name what the finder shows: the listing, its cards, the form, the chips, what was not understood."""
    language = index.locale.language_code
    question, problems = read_question(dict(request.GET.lists()), language=language)
    projects = index.projects()
    listing = answer(projects, question, person_of(request), language)
    url = index.get_url(request) or ""
    chips = _chips(listing, url)
    return {
        "listing": listing,
        "cards": cards(listing.projects, language=language, index_url=url),
        "chips": chips,
        "facets": [_panel(facet) for facet in listing.facets if len(facet.values) > 1 or facet.selected],
        "problems": problems,
        "sorts": _sort_links(question, url),
        "pages": _page_links(listing, url),
        "list_url": url,
        "downloads": list_downloads(question, language),
        "reset_url": url + Question(words=question.words, sort=question.sort).address(),
        "kept_by_search": question.pairs(without=("q", "page")),
        "kept_by_filters": question.pairs(without=("page", *FACET_BY_NAME)),
    }


def _chips(listing: Listing, url: str) -> list[Chip]:
    question = listing.question
    return [
        Chip(str(answer.facet.label), value.label, url + question.without(answer.facet.name, value.value).address())
        for answer in listing.facets
        for value in answer.selected
    ]


def _panel(answer: FacetAnswer) -> FacetPanel:
    number = max(_OPEN_VALUES, len(answer.selected))
    return FacetPanel(
        name=answer.facet.name,
        label=str(answer.facet.label),
        open_values=answer.values[:number],
        more_values=answer.values[number:_MOST_VALUES],
        hidden=max(0, len(answer.values) - _MOST_VALUES),
    )


def _sort_links(question: Question, url: str) -> list[SortLink]:
    """Return the orders that make sense: by relevance only where there are words."""
    return [
        SortLink(str(sort.label), url + replace(question, sort=sort, page=1).address(), sort == question.effective_sort)
        for sort in Sort
        if sort != Sort.RELEVANCE or question.words
    ]


def _page_links(listing: Listing, url: str) -> dict[str, Any]:
    question, last = listing.question, listing.last_page
    current = min(question.page, last)

    def link(number: int) -> str:
        return url + question.on_page(number).address()

    return {
        "number": current,
        "last": last,
        "previous_url": link(current - 1) if 1 < current <= last else "",
        "next_url": link(current + 1) if current < last else "",
        "last_url": link(last),
        "first_url": link(1),
    }
