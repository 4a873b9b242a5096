"""What somebody asks of the list: read from an address or from the API's parameters, and written back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.searchable import FACET_BY_NAME, FACETS, NONE, ProjectFacet

PER_PAGE = 20
MOST_PER_PAGE = 100
LONGEST_QUERY = 200
_LAST_PAGE = 1_000_000
#: Parameters that others hang on to addresses; they ask nothing of us.
_NOT_FOR_US = ("utm_", "mtm_", "pk_", "fbclid", "gclid")


class Sort(models.TextChoices):
    """Orders of the list. Good practice always stands before what is only collected."""

    RELEVANCE = "relevance", gettext_lazy("Relevance")
    NEWEST = "newest", gettext_lazy("Newest first")
    TITLE = "title", gettext_lazy("Title")
    CITY = "city", gettext_lazy("City")
    START = "start", gettext_lazy("Start, latest first")


PLAIN_PARAMETERS = ("q", "sort", "page", "per_page", "language")


@dataclass(frozen=True)
class Problem:
    """A parameter that cannot be understood, and what would be.

    Attributes:
        parameter: its name.
        message: a sentence for people.
    """

    parameter: str
    message: str


@dataclass(frozen=True)
class Question:
    """What is asked. `chosen` has only facets with at least one value."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort | None = None
    page: int = 1
    per_page: int = PER_PAGE

    @property
    def effective_sort(self) -> Sort:
        """The chosen order, or the one that fits: by relevance where there are words, else newest first."""
        return self.sort or (Sort.RELEVANCE if self.words else Sort.NEWEST)

    def pairs(self, *, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """Return the question as parameters, those named in `without` left out."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(facet.name, value) for facet in FACETS for value in self.chosen.get(facet.name, ())]
        pairs += [("sort", self.sort.value)] if self.sort else []
        pairs += [("per_page", str(self.per_page))] if self.per_page != PER_PAGE else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return [(name, value) for name, value in pairs if name not in without]

    def address(self) -> str:
        """Return the question as the part of an address after the path: "" or "?…"."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, facet: str, value: str) -> "Question":
        """Return the question with one value taken back, on the first page."""
        rest = tuple(kept for kept in self.chosen.get(facet, ()) if kept != value)
        chosen = {name: values for name, values in {**self.chosen, facet: rest}.items() if values}
        return replace(self, chosen=chosen, page=1)

    def whole(self) -> "Question":
        """Return the question for its whole answer, not for a page of it: as exports ask it."""
        return replace(self, page=1, per_page=PER_PAGE)

    def only_with(self, facet: str, value: str) -> "Question":
        """Return the question with this value in place of all others of its facet, on the first page."""
        return replace(self, chosen={**self.chosen, facet: (value,)}, page=1)

    def as_search(self) -> "Question":
        """Return what is looked for, without order and page: what feeds and alerts ask again."""
        return Question(words=self.words, chosen=self.chosen)

    def on_page(self, number: int) -> "Question":
        """Return the question for another page of its answer."""
        return replace(self, page=number)


def read_question(
    parameters: Mapping[str, Sequence[str]], *, language: str, also: Collection[str] = ()
) -> tuple[Question, list[Problem]]:
    """Read what is asked. A term that is no longer used asks for the one that took its place.

    Args:
        parameters: values by name, as in an address.
        language: of the labels in messages.
        also: names of further parameters, which the caller reads itself.

    Returns: the question without what could not be understood, and what that was.
    """
    problems = [_unknown_parameter(name) for name in parameters if name not in also and not _is_known(name)]
    chosen: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        asked = [value.strip() for value in parameters.get(facet.name, ()) if value.strip()]
        instead = facet.successors(asked) if asked else {}
        values = tuple(dict.fromkeys(instead.get(value, value) for value in asked))
        known = known_values(facet, values, language)
        problems += [_unknown_value(facet, value, language) for value in values if value not in known]
        if kept := tuple(value for value in values if value in known):
            chosen[facet.name] = kept
    sort, sort_problems = _read_sort(parameters.get("sort", ()))
    page, page_problems = _read_number("page", parameters.get("page", ()), 1, _LAST_PAGE)
    per_page, per_page_problems = _read_number("per_page", parameters.get("per_page", ()), PER_PAGE, MOST_PER_PAGE)
    words = " ".join(" ".join(parameters.get("q", ())).replace("\x00", "").split())[:LONGEST_QUERY]
    return (
        Question(words=words, chosen=chosen, sort=sort, page=page, per_page=per_page),
        [*problems, *sort_problems, *page_problems, *per_page_problems],
    )


def known_values(facet: ProjectFacet, values: Iterable[str], language: str) -> dict[str, str]:
    """Return those of `values` that exist, with their labels."""
    values = list(values)
    if not values:
        return {}
    labels = facet.labels(values, language)
    known = {value: labels[value] for value in values if value in labels}
    if facet.has_none and NONE in values:
        known[NONE] = _("not assigned")
    return known


def _is_known(name: str) -> bool:
    return name in FACET_BY_NAME or name in PLAIN_PARAMETERS or name.startswith(_NOT_FOR_US)


def _unknown_parameter(name: str) -> Problem:
    known = ", ".join([*FACET_BY_NAME, *PLAIN_PARAMETERS])
    return Problem(
        name, _("There is no filter “%(name)s”. There are: %(known)s.") % {"name": name[:50], "known": known}
    )


def _unknown_value(facet: ProjectFacet, value: str, language: str) -> Problem:
    if facet.is_open:
        return Problem(facet.name, str(facet.what_fits) % {"value": value[:50]})
    known = [*facet.labels(None, language), *([NONE] if facet.has_none else [])]
    message = _("“%(value)s” is no value of the filter “%(name)s”. There are: %(known)s.")
    return Problem(facet.name, message % {"value": value[:50], "name": facet.name, "known": ", ".join(known)})


def _read_sort(values: Sequence[str]) -> tuple[Sort | None, list[Problem]]:
    if not values or not values[-1]:
        return None, []
    if values[-1] in Sort.values:
        return Sort(values[-1]), []
    message = _("“%(value)s” is no order. There are: %(known)s.")
    return None, [Problem("sort", message % {"value": values[-1][:50], "known": ", ".join(Sort.values)})]


def _read_number(name: str, values: Sequence[str], default: int, largest: int) -> tuple[int, list[Problem]]:
    if not values or not values[-1]:
        return default, []
    text = values[-1]
    if text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= largest:
        return int(text), []
    message = _("“%(name)s” must be a number from 1 to %(largest)s.")
    return default, [Problem(name, message % {"name": name, "largest": largest})]
