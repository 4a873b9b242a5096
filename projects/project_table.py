"""The answer to a question as a table: a line a project, and headers that sort."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.asking import Sort
from projects.listing import Listing
from projects.presenting import Card, cards
from projects.searchable import FACET_BY_NAME

if TYPE_CHECKING:
    from projects.finder import Finder


@dataclass(frozen=True)
class Header:
    """The head of a column; `sort_url` orders the list by it, `order` is how it is ordered by it now (aria-sort)."""

    label: str | Promise
    sort_url: str = ""
    order: str = ""


@dataclass(frozen=True)
class Line:
    """A project: `cells` in the order of the headers after the title."""

    card: Card
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """Headers and lines."""

    headers: list[Header]
    lines: list[Line]


_COLUMNS: tuple[tuple[str | Promise, Sort | None], ...] = (
    (_("Title"), Sort.TITLE),
    (_("Standing"), None),
    (_("City"), Sort.CITY),
    (_("Land"), None),
    (_("Fields of action"), None),
    (_("For whom"), None),
    (_("Carrier"), None),
    (_("Status"), None),
    (_("Period"), Sort.START),
    (_("Funding programme"), None),
    (_("Identifier"), Sort.NEWEST),
)
#: Of text from A to Z, of years and numbers the latest first.
_ORDERS = {Sort.TITLE: "ascending", Sort.CITY: "ascending", Sort.START: "descending", Sort.NEWEST: "descending"}


def table_of(listing: Listing, finder: "Finder") -> Table:
    """Return the page of the listing as a table."""
    question = listing.question
    headers = [
        Header(
            label,
            finder.link(replace(question, sort=sort, page=1)) if sort else "",
            _ORDERS[sort] if sort and sort == question.effective_sort else "",
        )
        for label, sort in _COLUMNS
    ]
    labels = _labels(listing)
    found = cards(listing.projects, language=listing.language, index_url=finder.url)
    return Table(headers, [Line(card, _cells(card, labels)) for card in found])


def _labels(listing: Listing) -> dict[str, dict[str, str]]:
    """Name the terms of all projects of the page: one query a vocabulary."""
    labels = {}
    for name in ("target_group", "programme", "land", "status", "standing"):
        facet = FACET_BY_NAME[name]
        keys = {key for project in listing.projects if facet.many for key in getattr(project, facet.column)}
        labels[name] = dict(facet.labels(keys, listing.language))
    return labels


def _cells(card: Card, labels: dict[str, dict[str, str]]) -> list[str]:
    project = card.project

    def named(facet: str, keys: list[str]) -> str:
        return ", ".join(labels[facet].get(key, key) for key in keys)

    return [
        named("standing", [project.standing]),
        ", ".join(dict.fromkeys(row.town.name for row in project.towns.all())),
        named("land", project.land_keys),
        ", ".join(field.label for field in card.fields),
        named("target_group", project.target_group_keys),
        project.carrier,
        named("status", [project.status] if project.status else []),
        card.period,
        named("programme", project.programme_keys),
        project.identifier,
    ]
