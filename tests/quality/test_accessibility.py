"""axe-core: WCAG 2.2 A and AA, its best practices, and the contrast of AAA, which we promise for text."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.quality.conftest import Screen
from tests.quality.pages import Snapshot

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}

pytestmark = pytest.mark.xdist_group("quality")


def test_axe_finds_nothing_on_a_wide_light_screen(screen: Screen, quality_pages: list[Snapshot]) -> None:
    told = [line for snapshot in quality_pages for line in _violations(screen.show(snapshot, width=1280), snapshot)]
    assert not told, "\n".join(told[:60])


def test_axe_finds_nothing_on_a_dark_telephone(dark_screen: Screen, quality_pages: list[Snapshot]) -> None:
    # The page of components holds every part there is; whole pages differ from the wide ones by their header.
    some = [snapshot for snapshot in quality_pages if "components" in snapshot.path or "Home" in snapshot.name]
    told = [line for snapshot in some for line in _violations(dark_screen.show(snapshot, width=360), snapshot)]
    assert some
    assert not told, "\n".join(told[:60])


def _violations(page: Page, snapshot: Snapshot) -> list[str]:
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [
        f"{snapshot.name}: {violation['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in found
        for node in violation["nodes"]
    ]
