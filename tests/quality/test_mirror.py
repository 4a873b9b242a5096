"""Right to left is left to right in the mirror: each box of a page lies where its mirror image belongs."""

import pytest

from tests.quality.visiting import PHONE, WIDE, Visit

#: CSS pixels by which a box may be off: rounding of centred boxes with an odd width.
TOLERANCE = 2

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("quality")]


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_every_box_lies_mirrored(visits: list[Visit], width: int) -> None:
    told = []
    for visit in (one for one in visits if one.snapshot.language == "de"):
        assert len(visit.mirrored[width]) > 10, visit.snapshot.name
        for box, image in visit.mirrored[width]:
            wanted = width - box["x"] - box["width"]
            if abs(image["x"] - wanted) > TOLERANCE or abs(image["y"] - box["y"]) > TOLERANCE:
                told.append(f"{visit.snapshot.name}: {box['name']}: at {image['x']:.0f} instead of {wanted:.0f}")
    assert not told, f"{len(told)} boxes:\n" + "\n".join(told[:40])
