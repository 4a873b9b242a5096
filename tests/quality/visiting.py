"""What a browser sees on a page: looked at once, in one window, for all tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from playwright.sync_api import BrowserContext, Page, Route

from tests.quality.pages import HOST, Snapshot

ORIGIN = f"http://{HOST}"
WIDE, PHONE, NARROWEST = 1280, 360, 320

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # We promise the contrast of AAA; the weaker rule would say the same twice.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
    "preload": False,
}

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((element) => element.checkVisibility()).map((element) => Number(element.tagName[1]))"""

# Links in running text are as high as their line; what stands alone must be hit by a thumb.
SMALL_TARGETS = """(least) => {
  const alone = "button, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio]), nav a, " +
    ".button, label:has(input[type=checkbox]), label:has(input[type=radio]), a.chip, a.field-mark, .account-links a";
  return [...document.querySelectorAll(alone)].flatMap((element) => {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest(".visually-hidden, .skip-link")) return [];
    return box.height < least - 0.5 ? [`${element.tagName} ${element.className} ${element.textContent.trim()}`] : [];
  });
}"""

# Boxes of blocks, tables, and of what lies in flexible boxes and grids. Left out: text and what stands in a line of
# text, because words of German keep their order; what lies in parts with a direction of their own; drawings.
BOXES = """() => {
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

Box = dict[str, Any]


@dataclass(frozen=True)
class Visit:
    """What was seen on one page.

    Attributes:
        violations: of axe's rules, on a wide screen.
        headings: their levels in order.
        asked: addresses on our host that the page asked for.
        foreign: addresses on other hosts.
        complaints: what the browser wrote on its console.
        narrowest: width of the content, in CSS pixels, in a window of 320.
        small_targets: what a thumb would miss on a telephone.
        mirrored: pairs of a box and its image with the page turned to right-to-left, by width of the window.
    """

    snapshot: Snapshot
    violations: list[str]
    headings: list[int]
    asked: frozenset[str]
    foreign: list[str]
    complaints: list[str]
    narrowest: int
    small_targets: list[str]
    mirrored: dict[int, list[tuple[Box, Box]]]


class Screen:
    """A browser window that shows snapshots and keeps a list of what they ask for."""

    def __init__(self, context: BrowserContext, pages: list[Snapshot]) -> None:
        self._asked: list[str] = []
        self._foreign: list[str] = []
        self._complaints: list[str] = []
        self._bodies = {snapshot.path: snapshot for snapshot in pages}
        context.route("**/*", self._answer)
        self._page: Page = context.new_page()
        self._page.on("console", lambda message: self._hear(message.type, message.text))

    def visit(self, snapshot: Snapshot, *, thumb: int) -> Visit:
        """Look at everything on a page; `thumb` is the height in CSS pixels that a thumb hits."""
        page = self.show(snapshot, width=WIDE)
        violations = list(self._axe(snapshot))
        headings = page.evaluate(HEADINGS)
        wide = self._mirrored() if snapshot.language == "de" else []
        self._resize(PHONE)
        small_targets = page.evaluate(SMALL_TARGETS, thumb)
        phone = self._mirrored() if snapshot.language == "de" else []
        self._resize(NARROWEST)
        return Visit(
            snapshot,
            violations,
            headings,
            frozenset(self._asked),
            list(self._foreign),
            list(self._complaints),
            page.evaluate("document.documentElement.scrollWidth"),
            small_targets,
            {WIDE: wide, PHONE: phone},
        )

    def violations(self, snapshot: Snapshot, *, width: int) -> list[str]:
        """Return what axe objects to in a window of this width."""
        self.show(snapshot, width=width)
        return list(self._axe(snapshot))

    def show(self, snapshot: Snapshot, *, width: int) -> Page:
        """Open a page."""
        for heard in (self._asked, self._foreign, self._complaints):
            heard.clear()
        self._resize(width)
        self._page.goto(ORIGIN + snapshot.path)
        return self._page

    def _resize(self, width: int) -> None:
        self._page.set_viewport_size({"width": width, "height": 800})

    def _axe(self, snapshot: Snapshot) -> Iterator[str]:
        self._page.evaluate(_axe_source())
        for violation in self._page.evaluate("options => axe.run(options)", AXE_OPTIONS)["violations"]:
            for node in violation["nodes"]:
                reason = node["failureSummary"].splitlines()[-1].strip()
                yield f"{snapshot.name}: {violation['id']}: {node['target']} {reason}"

    def _mirrored(self) -> list[tuple[Box, Box]]:
        """Turn the page round and back; same text, same window."""
        straight = self._page.evaluate(BOXES)
        self._page.evaluate("document.documentElement.dir = 'rtl'")
        images = self._page.evaluate(BOXES)
        self._page.evaluate("document.documentElement.dir = 'ltr'")
        return list(zip(straight, images, strict=True))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self._complaints.append(text)

    def _answer(self, route: Route) -> None:
        address = route.request.url
        if not address.startswith(ORIGIN):
            self._foreign.append(address)
            route.abort()
            return
        path = address.removeprefix(ORIGIN).partition("#")[0]
        self._asked.append(path)
        if snapshot := self._bodies.get(path):
            route.fulfill(body=snapshot.body, headers=snapshot.headers or {"Content-Type": "text/html; charset=utf-8"})
        elif file := static_file(path):
            route.fulfill(body=_bytes(file), content_type=guess_type(file.name)[0])
        else:
            route.fulfill(status=404)


@lru_cache(maxsize=200)
def static_file(path: str) -> Path | None:
    """Return the file behind an address below /static/."""
    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    return Path(str(found)) if found else None


@lru_cache(maxsize=200)
def _bytes(file: Path) -> bytes:
    return file.read_bytes()


@lru_cache(maxsize=1)
def _axe_source() -> str:
    return AXE.read_text()
