"""What a small telephone with little data, and a thumb, make of the pages."""

import gzip

import pytest

from tests.quality.conftest import Screen, static_file
from tests.quality.pages import Snapshot

#: Bytes on the line for a page without its pictures and fonts.
MOST_BYTES = 60_000
#: CSS pixels that a thumb hits.
THUMB = 44

# Links in running text are as high as their line; what stands alone must be hit by a thumb.
TARGETS = """(least) => {
  const alone = "button, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio]), nav a, " +
    ".button, label:has(input[type=checkbox]), label:has(input[type=radio]), a.chip, a.field-mark, .account-links a";
  return [...document.querySelectorAll(alone)].flatMap((element) => {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest(".visually-hidden, .skip-link")) return [];
    return box.height < least - 0.5 ? [`${element.tagName} ${element.className} ${element.textContent.trim()}`] : [];
  });
}"""

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((element) => element.checkVisibility()).map((element) => Number(element.tagName[1]))"""

pytestmark = pytest.mark.xdist_group("quality")


def test_no_page_is_wider_than_320_pixels(screen: Screen, quality_pages: list[Snapshot]) -> None:
    wide = []
    for snapshot in quality_pages:
        page = screen.show(snapshot, width=320, height=640)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append(f"{snapshot.name}: {width}")
    assert not wide, "\n".join(wide)


def test_what_is_to_be_tapped_can_be_hit(screen: Screen, quality_pages: list[Snapshot]) -> None:
    small = {
        f"{snapshot.name}: {target}"
        for snapshot in quality_pages
        for target in screen.show(snapshot, width=360, height=800).evaluate(TARGETS, THUMB)
    }
    assert not small, "\n".join(sorted(small)[:40])


def test_pages_are_light_ask_no_other_host_and_obey_their_own_policy(
    screen: Screen, quality_pages: list[Snapshot]
) -> None:
    heavy, foreign, complaints = [], [], []
    for snapshot in quality_pages:
        screen.show(snapshot, width=1280)
        weight = len(gzip.compress(snapshot.body.encode())) + sum(_weight(path) for path in set(screen.asked))
        if weight > MOST_BYTES:
            heavy.append(f"{snapshot.name}: {weight}")
        foreign += [f"{snapshot.name}: {address}" for address in screen.foreign]
        complaints += [f"{snapshot.name}: {text}" for text in screen.complaints]
    assert not heavy
    assert not foreign
    assert not complaints, "\n".join(complaints[:20])


def test_headings_are_in_order(screen: Screen, quality_pages: list[Snapshot]) -> None:
    wrong = []
    for snapshot in quality_pages:
        levels: list[int] = screen.show(snapshot, width=1280).evaluate(HEADINGS)
        jumps = any(after > before + 1 for before, after in zip([0, *levels], levels, strict=False))
        if jumps or levels.count(1) != 1:
            wrong.append(f"{snapshot.name}: {levels}")
    assert not wrong, "\n".join(wrong)


def _weight(path: str) -> int:
    """Return the bytes of a style, script or drawing as they are sent; pictures and fonts count nothing."""
    file = static_file(path)
    if file is None or file.suffix not in (".css", ".js", ".svg"):
        return 0
    return len(gzip.compress(file.read_bytes()))
