"""Answering a question: the projects of one page, how many there are, and what each further choice would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import NullIf

from accounts.access import Person
from projects.asking import Question, Sort
from projects.counting import Counted, Counts, condition, counts_of
from projects.kept_counts import is_worth_keeping, kept
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
    """A facet with its values: chosen ones and the most frequent first, or in their order.

    Attributes:
        number: of all values, also of those that were not named.
    """

    facet: ProjectFacet
    values: list[FacetValue]
    number: int

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
            found = found.filter(condition(facet, values))
    return found.order_by(*_ORDERS[question.effective_sort])


def newest(
    projects: "ProjectQuerySet",
    question: Question,
    person: Person,
    language: str,
    *,
    limit: int,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list["ProjectPage"]:
    """Return what the question finds in the order of publication, the newest first.

    Args:
        projects: unfiltered.
        question: what is asked; its order and page do not count.
        person: who asks.
        language: of the records, where they are published in it.
        limit: how many at the most.
        since: only records of which no version was published then or before.
        until: only records published until then.
    """
    found = matching(projects, question, person, language)
    if since is not None:
        earlier = projects.model._default_manager.filter(
            translation_key=OuterRef("translation_key"), first_published_at__lte=since
        )
        found = found.filter(first_published_at__gt=since).exclude(Exists(earlier))
    if until is not None:
        found = found.filter(first_published_at__lte=until)
    found = found.exclude(first_published_at=None).order_by("-first_published_at", "-identifier")
    return _rows(found, 0, limit)


def answer(
    projects: "ProjectQuerySet",
    question: Question,
    person: Person,
    language: str,
    *,
    at_most: Mapping[str, int] | None = None,
) -> Listing:
    """Answer `question` from `projects` for `person`, in `language` (BCP 47 tag).

    Args:
        projects: unfiltered.
        question: what is asked.
        person: who asks.
        language: of the labels and of the records, where they are published in it.
        at_most: of these facets only so many values are named, the most frequent, beside those that are chosen.
    """
    counts, total = _counted(projects, question, person, language)
    first = (question.page - 1) * question.per_page
    return Listing(
        question=question,
        projects=_page(matching(projects, question, person, language), first, question.per_page, total)
        if first < total
        else [],
        total=total,
        facets=[_facet_answer(facet, question, counts, language, (at_most or {}).get(facet.name)) for facet in FACETS],
        language=language,
    )


def _counted(projects: "ProjectQuerySet", question: Question, person: Person, language: str) -> Counted:
    found = projects.visible_to(person).in_language(language).found_by(question.words, language)
    if question.words or projects.query.where:  # of a part of the projects nothing is kept
        return counts_of(found, question)
    asked = question.as_search()

    def everything() -> Counted:
        return kept(Question(), person, language, lambda: counts_of(found, Question()))

    if not asked.chosen:
        return everything()
    if is_worth_keeping(asked):
        return kept(asked, person, language, lambda: counts_of(found, asked, everything))
    return counts_of(found, asked, everything)


def _page(found: "ProjectQuerySet", first: int, number: int, total: int) -> list["ProjectPage"]:
    """Load one page of `total` rows; what lies behind the middle is counted off from the end."""
    if first <= total / 2:
        return _rows(found, first, number)
    after = max(0, total - first - number)
    return _rows(found.reverse(), after, total - first - after)[::-1]


def _rows(found: "ProjectQuerySet", first: int, number: int) -> list["ProjectPage"]:
    """Load one page of rows: keys first, so that only they are sorted and not all columns with them."""
    keys = list(found.values_list("pk", flat=True)[first : first + number])
    rows = {row.pk: row for row in found.model.objects.filter(pk__in=keys).order_by().for_card()}
    return [rows[key] for key in keys if key in rows]


def _facet_answer(
    facet: ProjectFacet, question: Question, counts: Counts, language: str, at_most: int | None
) -> FacetAnswer:
    chosen = question.chosen.get(facet.name, ())
    found = counts.get(facet.name, {})
    keys = dict.fromkeys([*chosen, *found])
    number = len(keys)
    if at_most is not None and number > at_most:
        most = sorted(keys, key=lambda key: (key not in chosen, -found.get(key, 0), key))
        keys = dict.fromkeys(most[: max(at_most, len(chosen))])
    labels = {**facet.labels(keys, language), NONE: str(NONE_LABEL)}
    values = [FacetValue(key, labels.get(key, key), found.get(key, 0), key in chosen) for key in keys]
    if facet.is_ordered:
        order = {key: place for place, key in enumerate(labels)}
        values.sort(key=lambda value: order.get(value.value, len(order)))
    else:
        values.sort(key=lambda value: (not value.is_selected, value.value == NONE, -value.count, value.label))
    return FacetAnswer(facet, values, number)
