"""What lists need of a project, worked out from its fields: one rule for the editor and for imports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags

from cms.core.folding import fold, searchable_text

if TYPE_CHECKING:
    from projects.models.project import ProjectPage
    from projects.models.vocabulary import FieldOfAction

#: Stands for "not assigned" in addresses and in the API; no term may be called so.
NONE = "none"


@dataclass
class Facts:
    """The fields of a project that lists are made of.

    Attributes:
        field_keys: short names of the fields of action and of all wider fields.
        towns: AGS, Land and name of each, the first first.
        years: of the funding.
        texts: further words by which the project should be found.
    """

    identifier: str
    title: str
    carrier: str = ""
    land_code: str = ""
    field_keys: Sequence[str] = ()
    target_group_keys: Sequence[str] = ()
    towns: Sequence[tuple[str, str, str]] = ()
    start: date | None = None
    end: date | None = None
    years: Iterable[int] = ()
    texts: Iterable[str] = field(default_factory=list)


def derived_columns(facts: Facts) -> dict[str, Any]:
    """Return the derived columns of `ProjectPage` by name."""
    years = [*facts.years, *(day.year for day in (facts.start, facts.end) if day)]
    lands = [land for _ags, land, _name in facts.towns]
    names = [name for _ags, _land, name in facts.towns]
    return {
        "field_keys": list(dict.fromkeys(facts.field_keys)),
        "target_group_keys": list(dict.fromkeys(facts.target_group_keys)),
        "city_keys": list(dict.fromkeys(ags for ags, _land, _name in facts.towns)),
        "land_keys": list(dict.fromkeys(filter(None, [facts.land_code, *lands]))),
        "year_from": min(years, default=None),
        "year_to": max(years, default=None),
        "title_folded": fold(facts.title)[:300],
        "town_folded": fold(names[0])[:150] if names else "",
        "search_text": searchable_text(facts.title, facts.carrier, facts.identifier, *names, *facts.texts),
    }


def derive(page: "ProjectPage") -> None:
    """Set the derived columns of a page from its fields and its rows, saved or not."""
    towns = [row.town for row in page.towns.all()]
    facts = Facts(
        identifier=page.identifier,
        title=page.title,
        carrier=page.carrier,
        land_code=page.land_code,
        field_keys=[key for row in page.fields_of_action.all() for key in with_wider(row.field)],
        target_group_keys=[row.group.slug for row in page.target_groups.all()],
        towns=[(town.ags, town.land_code, town.name) for town in towns],
        start=page.start,
        end=page.end,
        years=[row.year for row in page.funding.all() if row.year],
        texts=[page.subtitle, page.summary, *_story_texts(page)],
    )
    for name, value in derived_columns(facts).items():
        setattr(page, name, value)


def with_wider(term: "FieldOfAction") -> Iterator[str]:
    """Return the short name of a field of action and of each wider field."""
    step: FieldOfAction | None = term
    while step is not None:
        yield step.slug
        step = step.parent


def _story_texts(page: "ProjectPage") -> list[str]:
    return [strip_tags(part.value.source).replace("\xa0", " ") for part in page.story]
