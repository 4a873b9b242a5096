"""Where a place lies on the outline map of the Länder: the projection that scripts/make_outline_map.py drew it with.

An equirectangular projection true to scale on the parallel of 51° N, which runs through the middle of the country.
"""

from math import cos, radians

#: Degrees of WGS 84 at the edges of the drawing: a little more than Germany.
WEST, EAST, SOUTH, NORTH = 5.7, 15.2, 47.1, 55.2
_SCALE = 100  # units of the drawing to a degree of latitude
_ACROSS = cos(radians(51)) * _SCALE

WIDTH = round((EAST - WEST) * _ACROSS)
HEIGHT = round((NORTH - SOUTH) * _SCALE)


def place_of(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the place in units of the drawing, from its upper left corner.

    >>> place_of(WEST, NORTH)
    (0.0, 0.0)
    """
    return (longitude - WEST) * _ACROSS, (NORTH - latitude) * _SCALE
