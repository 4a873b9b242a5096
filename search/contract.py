"""What can be asked of the search, and what it answers: the same for both engines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

PER_PAGE = 20
MOST_PER_PAGE = 100
LONGEST_TEXT = 300
#: More values of a facet are never counted out.
MOST_VALUES = 10_000
LAST_PAGE = 1_000_000

EngineName = Literal["postgres", "elasticsearch"]


class Sort(models.TextChoices):
    """Orders of results."""

    RELEVANCE = "relevance", _("Relevance")
    NEWEST = "newest", _("Newest first")
    TITLE = "title", _("Title")


@dataclass(frozen=True)
class Query:
    """A question.

    Attributes:
        text: what somebody typed; phrases in quotes, minus, `field:` and `city:` are understood.
        language: BCP 47 tag of the reader; results are in it, or in others where it has none. Empty: all languages.
        held: audience tokens of who asks, see accounts/access.py.
        filters: chosen values by facet; several values of one mean "or", several facets mean "and". `kind` is one.
        facets: names of the facets to be counted.
        most_values: how many values of a facet are told: the most frequent, and those that are chosen.
        counts_kinds: whether hits are also counted by kind without `filters`, see `Answer.kinds`.
        sort: order of the hits.
        page: from 1.
        cursor: `Answer.next_cursor` of the page before; overrides `page` and goes as deep as there are hits.
        stays_in_language: never answers in another language.
    """

    text: str
    language: str
    held: frozenset[str]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    most_values: int = MOST_VALUES
    counts_kinds: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    cursor: str = ""
    stays_in_language: bool = False


@dataclass(frozen=True)
class Hit:
    """Something that was found.

    Attributes:
        key: kind and number, e.g. "project:17".
        url: without host; empty while it has none.
        title_html, excerpt_html: safe HTML; what was asked for stands in `<mark>`.
        score: what it was ordered by; comparable within one answer only.
    """

    key: str
    kind: str
    language: str
    url: str
    title: str
    title_html: str
    excerpt_html: str
    place: str
    dated: datetime | None
    score: float


class FacetCount(NamedTuple):  # thousands of them an answer: a dataclass takes ten times as long to make
    """A value, and how many hits choosing it would give with all other filters kept."""

    value: str
    number: int


@dataclass(frozen=True)
class Answer:
    """The answer to a question.

    Attributes:
        total: hits on all pages.
        facets: counted values by facet, most frequent first.
        cut_facets: those that have more values than were asked for.
        kinds: hits by kind if no filter were chosen, where that was asked for; prefixes in the text do hold.
        languages: the hits are in these; empty: in any.
        is_in_other_languages: the reader's language has nothing, so these are hits of others.
        matched_all_words: False where nothing has all the words and some were let go.
        suggestion: another spelling that finds something, or empty.
        engine: which engine answered.
        is_degraded: the wanted engine did not answer.
        milliseconds: from question to answer.
        next_cursor: for the page after this one, or empty.
    """

    hits: Sequence[Hit]
    total: int
    facets: Mapping[str, Sequence[FacetCount]]
    languages: tuple[str, ...]
    engine: EngineName
    is_in_other_languages: bool = False
    matched_all_words: bool = True
    suggestion: str = ""
    cut_facets: frozenset[str] = frozenset()
    kinds: Mapping[str, int] = field(default_factory=dict)
    is_degraded: bool = False
    milliseconds: float = 0.0
    next_cursor: str = ""

    @property
    def found_nothing(self) -> bool:
        """Whether there is no hit at all."""
        return self.total == 0
