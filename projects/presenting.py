"""What the pages of the reference site show, put together from listings and records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale

from accounts.access import person_of
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE
from cms.core.models import Municipality
from projects.asking import Question, Sort, read_question
from projects.enums import Precision, Standing, StoryPart
from projects.listing import FacetAnswer, FacetValue, Listing, answer
from projects.models.vocabulary import FieldOfAction, TargetGroup

if TYPE_CHECKING:
    from projects.models.index_page import ProjectIndexPage
    from projects.models.project import ProjectPage

#: How many values of a facet are open at first, and how many at the most.
_OPEN_VALUES, _MOST_VALUES = 8, 200
_RELATED = 4


@dataclass(frozen=True)
class Card:
    """A project as lists show it.

    Attributes:
        project: loaded with `for_card`.
        url: in the frame of the reader's language.
        fields: labels of its fields of action.
        is_foreign: whether its text is in another language than the reader's.
    """

    project: "ProjectPage"
    url: str
    fields: list[str]
    is_foreign: bool

    @property
    def towns(self) -> list[Municipality]:
        """Its towns, without repeats."""
        return list(dict.fromkeys(row.town for row in self.project.towns.all()))

    @property
    def direction(self) -> str:
        """Writing direction of its text."""
        return BY_CODE[self.project.locale.language_code].direction

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
    labels = {term.slug: term.label_in(language) for term in FieldOfAction.objects.all()} if projects else {}
    return [
        Card(
            project=project,
            url=f"{index_url}{project.identifier}/",
            fields=[labels[key] for key in project.field_keys if key in labels],
            is_foreign=project.locale.language_code != language,
        )
        for project in projects
    ]


def list_context(index: "ProjectIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Name what the finder shows: the listing, its cards, the form, the chips, what was not understood."""
    language = index.locale.language_code
    question, problems = read_question(dict(request.GET.lists()), language=language)
    projects = index.projects()
    listing = answer(projects, question, person_of(request), language)
    url = index.get_url(request) or ""
    return {
        "listing": listing,
        "cards": cards(listing.projects, language=language, index_url=url),
        "chips": _chips(listing, url),
        "facets": [_panel(facet) for facet in listing.facets if len(facet.values) > 1 or facet.selected],
        "problems": problems,
        "sorts": [(sort.value, sort.label) for sort in Sort if sort != Sort.RELEVANCE or question.words],
        "pages": _page_links(listing, url),
        "list_url": url,
    }


def detail_context(
    page: "ProjectPage", request: HttpRequest, index: "ProjectIndexPage | None" = None
) -> dict[str, Any]:
    """Name what the page of one project shows besides its own fields.

    Args:
        page: the project, in the best language it has for the reader.
        request: who asks.
        index: the finder in the reader's language; None where the project lies below it itself.
    """
    frame = index or page.get_parent().specific
    language = frame.locale.language_code
    url = frame.get_url(request) or ""
    related = (
        type(page).objects.visible_to(person_of(request)).in_language(language).for_card().like(page, limit=_RELATED)
    )
    return {
        "index_page": frame,
        "index_url": url,
        "is_foreign": page.locale.language_code != language,
        "language": BY_CODE[page.locale.language_code],
        "is_good_practice": page.standing == Standing.GOOD_PRACTICE,
        "story_parts": story_parts(page),
        "towns": list(page.towns.select_related("town")),
        "fields": _terms(page.field_keys, FieldOfAction, language, url, "field"),
        "target_groups": _terms(page.target_group_keys, TargetGroup, language, url, "target_group"),
        "funding": list(page.funding.order_by("-year", "funder", "pk")),
        "period": period_of(page),
        "related": cards(related, language=language, index_url=url),
    }


def story_parts(page: "ProjectPage") -> list[tuple[StoryPart, Any]]:
    """Return the parts of the story in their fixed order, each with its block."""
    written = {part.block_type: part for part in page.story}
    return [(part, written[part.value]) for part in StoryPart if part.value in written]


@dataclass(frozen=True)
class Period:
    """When a project runs, as formats for dates: a project known to the year shows only the year."""

    start: Any
    start_format: str
    end: Any
    end_format: str


def period_of(page: "ProjectPage") -> Period | None:
    """Return when the project runs with the precision that is known, or None."""
    if not page.start and not page.end:
        return None
    return Period(page.start, _FORMATS[page.start_precision], page.end, _FORMATS[page.end_precision])


_FORMATS: Mapping[str, str] = {
    Precision.DAY: "DATE_FORMAT",
    Precision.MONTH: "YEAR_MONTH_FORMAT",
    Precision.YEAR: "Y",
}


def _terms(keys: list[str], model: Any, language: str, url: str, facet: str) -> list[tuple[str, str]]:
    """Return label and address of the list for each key."""
    labels = {term.slug: term.label_in(language) for term in model.objects.filter(slug__in=keys)} if keys else {}
    return [(labels[key], url + Question(chosen={facet: (key,)}).address()) for key in keys if key in labels]


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


def reader_locale() -> Locale:
    """Return the locale of the active language, or the source language's."""
    code = get_language() or SOURCE_LANGUAGE
    return Locale.objects.filter(language_code=code).first() or Locale.objects.get(language_code=SOURCE_LANGUAGE)
