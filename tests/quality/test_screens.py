"""What a small telephone with little data, and a thumb, make of the pages."""

import gzip
from itertools import pairwise

import pytest

from tests.quality.visiting import NARROWEST, Visit, static_file

#: Bytes on the line for a page without its pictures and fonts.
MOST_BYTES = 60_000

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("quality")]


def test_no_page_is_wider_than_the_narrowest_window(visits: list[Visit]) -> None:
    wide = [f"{visit.snapshot.name}: {visit.narrowest}" for visit in visits if visit.narrowest > NARROWEST]
    assert not wide, "\n".join(wide)


def test_what_is_to_be_tapped_can_be_hit(visits: list[Visit]) -> None:
    small = sorted({f"{visit.snapshot.name}: {target}" for visit in visits for target in visit.small_targets})
    assert not small, "\n".join(small[:40])


def test_pages_are_light(visits: list[Visit]) -> None:
    weights = {
        visit.snapshot.name: len(gzip.compress(visit.snapshot.body.encode())) + sum(map(_weight, visit.asked))
        for visit in visits
    }
    assert min(weights.values()) > 10_000  # the stylesheets were found
    assert not {name: weight for name, weight in weights.items() if weight > MOST_BYTES}


def test_no_page_asks_another_host(visits: list[Visit]) -> None:
    assert not [f"{visit.snapshot.name}: {address}" for visit in visits for address in visit.foreign]


def test_the_browser_complains_of_nothing(visits: list[Visit]) -> None:
    told = [f"{visit.snapshot.name}: {text}" for visit in visits for text in visit.complaints]
    assert not told, "\n".join(told[:20])


def test_headings_are_in_order(visits: list[Visit]) -> None:
    wrong = [
        f"{visit.snapshot.name}: {visit.headings}"
        for visit in visits
        if visit.headings.count(1) != 1 or any(after > before + 1 for before, after in pairwise([0, *visit.headings]))
    ]
    assert not wrong, "\n".join(wrong)


def _weight(path: str) -> int:
    """Return the bytes of a style, script or drawing as they are sent; pictures and fonts count nothing."""
    file = static_file(path)
    if file is None or file.suffix not in (".css", ".js", ".svg"):
        return 0
    return len(gzip.compress(file.read_bytes()))
