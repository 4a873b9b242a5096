"""What lists need of a project, worked out from its fields: one rule for the editor and for imports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils import timezone
from django.utils.html import strip_tags

from cms.core.folding import fold, searchable_text
from cms.core.municipality_sizes import size_class
from projects.enums import Status
from projects.programmes import programme_key

if TYPE_CHECKING:
    from projects.models.project import ProjectPage
    from projects.models.vocabulary import FieldOfAction, Term

AnyTerm = TypeVar("AnyTerm", bound="Term")

#: Stands for "not assigned" in addresses and in the API; no term may be called so.
NONE = "none"


@dataclass
class Facts:
    """The fields of a project that lists are made of.

    Attributes:
        field_keys: short names of the fields of action and of all wider fields.
        towns: AGS, Land, name and inhabitants of each, the first first.
        years: of the funding.
        programmes: of the funding, as records name them.
        goes_on: whether it runs with no end that is known.
        texts: further words by which the project should be found.
    """

    identifier: str
    title: str
    carrier: str = ""
    land_code: str = ""
    field_keys: Sequence[str] = ()
    target_group_keys: Sequence[str] = ()
    approach_keys: Sequence[str] = ()
    phase_keys: Sequence[str] = ()
    age_keys: Sequence[str] = ()
    towns: Sequence[tuple[str, str, str, int | None]] = ()
    start: date | None = None
    end: date | None = None
    years: Iterable[int] = ()
    programmes: Iterable[str] = ()
    goes_on: bool = False
    texts: Iterable[str] = field(default_factory=list)


def derived_columns(facts: Facts) -> dict[str, Any]:
    """Return the derived columns of `ProjectPage` by name."""
    years = [*facts.years, *(day.year for day in (facts.start, facts.end) if day)]
    lands = [land for _ags, land, _name, _inhabitants in facts.towns]
    names = [name for _ags, _land, name, _inhabitants in facts.towns]
    sizes = [size_class(inhabitants) for _ags, _land, _name, inhabitants in facts.towns]
    first, last = min(years, default=None), max(years, default=None)
    return {
        "field_keys": list(dict.fromkeys(facts.field_keys)),
        "target_group_keys": list(dict.fromkeys(facts.target_group_keys)),
        "approach_keys": list(dict.fromkeys(facts.approach_keys)),
        "phase_keys": list(dict.fromkeys(facts.phase_keys)),
        "age_keys": list(dict.fromkeys(facts.age_keys)),
        "city_keys": list(dict.fromkeys(ags for ags, *_rest in facts.towns)),
        "land_keys": list(dict.fromkeys(filter(None, [facts.land_code, *lands]))),
        "size_keys": list(dict.fromkeys(size.value for size in sizes if size)),
        "period_keys": period_keys(first, timezone.localdate().year if facts.goes_on else last),
        "programme_keys": list(dict.fromkeys(filter(None, map(programme_key, facts.programmes)))),
        "year_from": first,
        "year_to": last,
        "title_folded": fold(facts.title)[:300],
        "town_folded": fold(names[0])[:150] if names else "",
        "search_text": searchable_text(facts.title, facts.carrier, facts.identifier, *names, *facts.texts),
    }


def period_keys(first: int | None, last: int | None) -> list[str]:
    """Return the spans of five years in which a project ran.

    >>> period_keys(2013, 2016)
    ['2010-2014', '2015-2019']
    """
    if first is None or last is None:
        return []
    return [f"{year}-{year + 4}" for year in range(first - first % 5, last + 1, 5)]


def derive(page: "ProjectPage") -> None:
    """Set the derived columns of a page from its fields and its rows, saved or not."""
    towns = [row.town for row in page.towns.all()]
    facts = Facts(
        identifier=page.identifier,
        title=page.title,
        carrier=page.carrier,
        land_code=page.land_code,
        field_keys=[key for row in page.fields_of_action.all() for key in with_wider(current_term(row.field))],
        target_group_keys=[current_term(row.group).slug for row in page.target_groups.all()],
        approach_keys=[current_term(row.approach).slug for row in page.approaches.all()],
        phase_keys=[current_term(row.phase).slug for row in page.phases.all()],
        age_keys=[current_term(row.age_group).slug for row in page.age_groups.all()],
        towns=[(town.ags, town.land_code, town.name, town.inhabitants) for town in towns],
        start=page.start,
        end=page.end,
        years=[year for row in page.funding.all() for year in (row.year, row.year_until) if year],
        programmes=[row.programme for row in page.funding.all()],
        goes_on=page.is_ongoing or (page.status == Status.RUNNING and page.end is None),
        texts=[page.subtitle, page.summary, *_story_texts(page)],
    )
    for name, value in derived_columns(facts).items():
        setattr(page, name, value)


def current_term(term: "AnyTerm") -> "AnyTerm":
    """Return the term that took the place of `term`, or itself while it is in use."""
    seen = set[int]()
    while term.is_retired and term.successor is not None and term.pk not in seen:
        seen.add(term.pk)
        term = term.successor  # type: ignore[assignment]  # of the same vocabulary
    return term


def with_wider(term: "FieldOfAction") -> Iterator[str]:
    """Return the short name of a field of action and of each wider field."""
    step: FieldOfAction | None = term
    while step is not None:
        yield step.slug
        step = step.parent


def _story_texts(page: "ProjectPage") -> list[str]:
    return [strip_tags(part.value.source).replace("\xa0", " ") for part in page.story]
