"""Right to left is left to right in the mirror: each box of a page lies where its mirror image belongs."""

import pytest

from tests.quality.conftest import Screen
from tests.quality.pages import Snapshot

#: CSS pixels by which a box may be off: rounding of centred boxes with an odd width.
TOLERANCE = 2

# Boxes of blocks, tables, and of what lies in flexible boxes and grids. Left out: text and what stands in a line of
# text, because words of German keep their order; what lies in parts with a direction of their own; drawings.
MEASURE = """() => {
  const isInline = (style) => style.display.startsWith("inline") || style.display === "contents";
  const lays = (element) => /flex|grid/.test(getComputedStyle(element).display);
  const name = (element) => element.tagName.toLowerCase() + [...element.classList].map((one) => "." + one).join("");
  return [...document.body.querySelectorAll("*")].flatMap((element) => {
    if (element.parentElement.closest("[dir]:not(html), bdi, .ltr, pre, code, svg, select")) return [];
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || style.visibility === "hidden") return [];
    if (isInline(style) && !lays(element.parentElement)) return [];
    return [{ name: name(element.parentElement) + " > " + name(element), x: box.x, y: box.y, width: box.width }];
  });
}"""

pytestmark = pytest.mark.xdist_group("quality")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_box_lies_mirrored(screen: Screen, quality_pages: list[Snapshot], width: int) -> None:
    told = []
    for snapshot in (one for one in quality_pages if one.language == "de"):
        page = screen.show(snapshot, width=width)
        straight = page.evaluate(MEASURE)
        page.evaluate("document.documentElement.dir = 'rtl'")
        mirrored = page.evaluate(MEASURE)
        assert len(straight) == len(mirrored), snapshot.name
        assert len(straight) > 10, snapshot.name
        for box, image in zip(straight, mirrored, strict=True):
            wanted = width - box["x"] - box["width"]
            if abs(image["x"] - wanted) > TOLERANCE or abs(image["y"] - box["y"]) > TOLERANCE:
                told.append(f"{snapshot.name}: {box['name']}: at {image['x']:.0f} instead of {wanted:.0f}")
    assert not told, f"{len(told)} boxes:\n" + "\n".join(told[:40])
