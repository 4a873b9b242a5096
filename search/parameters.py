"""Reading a question from an address, for the page and the API alike, and writing it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cms.core.searchable import Facet, SearchableType, searchables
from search.asking import clean_text, known_facets
from search.contract import LAST_PAGE, MOST_PER_PAGE, MOST_VALUES, PER_PAGE, Query, Sort

KIND = "kind"
#: "Not assigned", for facets of records that have no value.
NONE = "none"
PLAIN_PARAMETERS = ("q", "kind", "sort", "page", "per_page", "language", "cursor", "everywhere", "facet_values")
#: So many values of a facet are told if nobody asks for more; and named in a message.
FACET_VALUES, _NAMED = 200, 30
#: Parameters that others hang on to addresses; they ask nothing of us.
_NOT_FOR_US = ("utm_", "mtm_", "pk_", "fbclid", "gclid")


@dataclass(frozen=True)
class Problem:
    """A parameter that cannot be understood, and what would be, as a sentence."""

    parameter: str
    message: str


@dataclass(frozen=True)
class Asked:
    """What stands in an address.

    Attributes:
        everywhere: whether all languages are asked for, and not only the reader's.
        facet_values: how many values of a facet are wanted, the most frequent and those that are chosen.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    cursor: str = ""
    everywhere: bool = False
    facet_values: int = FACET_VALUES

    def query(self, language: str, held: frozenset[str]) -> Query:
        """Return the question of somebody who reads `language` and holds the tokens `held`."""
        filters = {KIND: self.kinds, **self.chosen} if self.kinds else dict(self.chosen)
        return Query(
            text=self.text,
            language="" if self.everywhere else language,
            held=held,
            filters=filters,
            facets=(KIND, "language", *(facet.name for facet in self.facets)),
            most_values=self.facet_values,
            sort=self.sort,
            page=self.page,
            per_page=self.per_page,
            cursor=self.cursor,
        )

    @property
    def facets(self) -> list[Facet]:
        """The facets of the kind that is asked for; of several kinds, those that they share."""
        kinds = [kind for name in self.kinds if (kind := searchables.get(name))]
        if not kinds:
            return []
        shared = set.intersection(*({facet.name for facet in kind.facets} for kind in kinds))
        wanted = [facet for facet in kinds[0].facets if facet.name in shared]
        return wanted + [facet for name, facet in known_facets().items() if name in self.chosen and facet not in wanted]

    def pairs(self, *, without: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Return the question as parameters, those named in `without` left out."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(KIND, kind) for kind in self.kinds]
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [("sort", self.sort.value)] if self.sort != Sort.RELEVANCE else []
        pairs += [("everywhere", "1")] if self.everywhere else []
        pairs += [("per_page", str(self.per_page))] if self.per_page != PER_PAGE else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return [(name, value) for name, value in pairs if name not in without]

    def address(self) -> str:
        """Return the question as the part of an address after the path: "" or "?…"."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def of_kind(self, kind: str) -> "Asked":
        """Return the question for one kind, or for all if `kind` is empty."""
        return replace(self, kinds=(kind,) if kind else (), chosen={}, page=1)

    def without(self, facet: str, value: str) -> "Asked":
        """Return the question with one value taken back, on the first page."""
        rest = tuple(kept for kept in self.chosen.get(facet, ()) if kept != value)
        chosen = {name: values for name, values in {**self.chosen, facet: rest}.items() if values}
        return replace(self, chosen=chosen, page=1)

    def on_page(self, number: int) -> "Asked":
        """Return the question for another page of its answer."""
        return replace(self, page=number)


def read_parameters(parameters: Mapping[str, Sequence[str]], language: str) -> tuple[Asked, list[Problem]]:
    """Read what is asked.

    Args:
        parameters: values by name, as in an address.
        language: of the labels in messages.

    Returns: the question without what could not be understood, and what that was.
    """
    problems = [_unknown_parameter(name) for name in parameters if not _is_known(name)]
    chosen: dict[str, tuple[str, ...]] = {}
    for facet in known_facets().values():
        values = tuple(dict.fromkeys(value.strip() for value in parameters.get(facet.name, ()) if value.strip()))
        known = [value for value in values if value == NONE or value in facet.labels([value], language)]
        problems += [_unknown_value(facet, value, language) for value in values if value not in known]
        if known:
            chosen[facet.name] = tuple(known)
    kinds = tuple(dict.fromkeys(value for value in parameters.get(KIND, ()) if value))
    names = [kind.kind for kind in searchables.values()]
    problems += [_no_choice(KIND, kind, names) for kind in kinds if kind not in names]
    sort = _last(parameters, "sort") or Sort.RELEVANCE.value
    if sort not in Sort.values:
        problems.append(_no_choice("sort", sort, Sort.values))
    page, page_problems = _read_number(parameters, "page", 1, LAST_PAGE)
    per_page, per_page_problems = _read_number(parameters, "per_page", PER_PAGE, MOST_PER_PAGE)
    facet_values, facet_values_problems = _read_number(parameters, "facet_values", FACET_VALUES, MOST_VALUES)
    asked = Asked(
        text=clean_text(" ".join(parameters.get("q", ()))),
        kinds=tuple(kind for kind in kinds if kind in names),
        chosen=chosen,
        sort=Sort(sort) if sort in Sort.values else Sort.RELEVANCE,
        page=page,
        per_page=per_page,
        cursor=_last(parameters, "cursor"),
        everywhere=_last(parameters, "everywhere") in {"1", "true"},
        facet_values=facet_values,
    )
    return asked, [*problems, *page_problems, *per_page_problems, *facet_values_problems]


def kinds_by_name() -> dict[str, SearchableType]:
    """Return all kinds."""
    return dict(searchables.items())


def _is_known(name: str) -> bool:
    return name in PLAIN_PARAMETERS or name in known_facets() or name.startswith(_NOT_FOR_US)


def _last(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name, ())
    return values[-1] if values else ""


def _unknown_parameter(name: str) -> Problem:
    known = ", ".join([*PLAIN_PARAMETERS, *known_facets()])
    message = _("There is no filter “%(name)s”. There are: %(known)s.")
    return Problem(name, message % {"name": name[:50], "known": known})


def _unknown_value(facet: Facet, value: str, language: str) -> Problem:
    return _no_choice(facet.name, value, [*facet.labels(None, language), NONE])


def _no_choice(name: str, value: str, known: Sequence[str]) -> Problem:
    message = _("“%(value)s” is no value of the filter “%(name)s”. There are: %(known)s.")
    named = ", ".join([*known[:_NAMED], "…"] if len(known) > _NAMED else known)
    return Problem(name, message % {"value": value[:50], "name": name, "known": named})


def _read_number(
    parameters: Mapping[str, Sequence[str]], name: str, default: int, largest: int
) -> tuple[int, list[Problem]]:
    text = _last(parameters, name)
    if not text:
        return default, []
    if text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= largest:
        return int(text), []
    message = _("“%(name)s” must be a number from 1 to %(largest)s.")
    return default, [Problem(name, message % {"name": name, "largest": largest})]
