"""axe-core: WCAG 2.2 A and AA, its best practices, and the contrast of AAA, which we promise for text."""

import pytest

from tests.quality.pages import Snapshot
from tests.quality.visiting import PHONE, Screen, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("quality")]


def test_axe_finds_nothing_on_a_wide_light_screen(visits: list[Visit]) -> None:
    told = [line for visit in visits for line in visit.violations]
    assert not told, "\n".join(told[:60])


def test_axe_finds_nothing_on_a_dark_telephone(dark_screen: Screen, quality_pages: list[Snapshot]) -> None:
    # The page of components holds every part there is, the home page the frame of all pages.
    some = [page for page in quality_pages if page.name.startswith(("components:index", "HomePage"))]
    told = [line for page in some for line in dark_screen.violations(page, width=PHONE)]
    assert len(some) >= 4
    assert not told, "\n".join(told[:60])
