"""The towns of the answer on an outline map of the Länder, and the same as a table beside it."""

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from cms.core.models import Municipality
from projects.derived import NONE
from projects.listing import Listing
from projects.outline import HEIGHT, WIDTH, place_of
from projects.showing import View

if TYPE_CHECKING:
    from projects.finder import Finder

#: Radius of the dot of a single project and of the most projects, in units of the drawing.
_SMALLEST, _LARGEST = 7.0, 34.0
#: Towns in the table at first; the others lie behind a button, up to the most.
_FIRST, _MOST = 15, 200


@dataclass(frozen=True)
class Dot:
    """A town on the map; `radius` grows with the root of the number, so that the area is the number."""

    ags: str
    name: str
    count: int
    url: str
    is_selected: bool
    x: str
    y: str
    radius: str


@dataclass(frozen=True)
class Row:
    """A town in the table beside the map."""

    ags: str
    name: str
    count: int
    url: str
    is_selected: bool


@dataclass(frozen=True)
class TownMap:
    """The map.

    Attributes:
        dots: the largest first, so that small ones lie on top of them.
        first: towns in the table.
        more: further towns in the table.
        hidden: how many towns are on the map and not in the table.
        unplaced: how many towns are not on the map, because nobody says where they lie.
        without_town: how many projects name no town, and the address of the list of these.
    """

    width: int
    height: int
    dots: list[Dot]
    first: list[Row]
    more: list[Row]
    hidden: int
    unplaced: int
    without_town: int
    without_town_url: str


def town_map(listing: Listing, finder: "Finder") -> TownMap:
    """Return the towns of all projects that the question finds, whatever town it names."""
    [city] = [facet for facet in listing.facets if facet.facet.name == "city"]
    rows = [
        Row(
            value.value,
            value.label,
            value.count,
            finder.link(listing.question.only_with("city", value.value), view=View.LIST),
            value.is_selected,
        )
        for value in city.values
        if value.count and value.value != NONE
    ]
    rows.sort(key=lambda row: (-row.count, row.name))
    without = next((value.count for value in city.values if value.value == NONE), 0)
    dots = _dots(rows)
    return TownMap(
        width=WIDTH,
        height=HEIGHT,
        dots=dots,
        first=rows[:_FIRST],
        more=rows[_FIRST:_MOST],
        hidden=max(0, len(rows) - _MOST),
        unplaced=len(rows) - len(dots),
        without_town=without,
        without_town_url=finder.link(listing.question.only_with("city", NONE), view=View.LIST),
    )


def _dots(rows: list[Row]) -> list[Dot]:
    towns = Municipality.objects.filter(ags__in=[row.ags for row in rows])
    where = {
        ags: place_of(float(east), float(north))
        for ags, east, north in towns.values_list("ags", "longitude", "latitude")
        if east is not None and north is not None
    }
    most = max((row.count for row in rows), default=1)
    return [
        Dot(
            row.ags,
            row.name,
            row.count,
            row.url,
            row.is_selected,
            x=f"{where[row.ags][0]:.1f}",
            y=f"{where[row.ags][1]:.1f}",
            radius=f"{_SMALLEST + (_LARGEST - _SMALLEST) * sqrt((row.count - 1) / max(1, most - 1)):.1f}",
        )
        for row in rows
        if row.ags in where
    ]
