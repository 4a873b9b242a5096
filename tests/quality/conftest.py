"""The pages to look at, and a browser that shows them."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page, Route
from pytest_django.plugin import DjangoDbBlocker

from tests.quality.pages import HOST, Snapshot, load_demo, snapshots

ORIGIN = f"http://{HOST}"


class _TakeBack(Exception):
    """Ends the transaction in which the pages were made."""


@pytest.fixture(scope="session")
def quality_pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Snapshot]:
    """Every kind of page, in German and Arabic; the database is left as it was."""
    patch = pytest.MonkeyPatch()
    patch.setenv("DEMO_PASSWORD", "only-for-tests")
    found: list[Snapshot] = []
    with django_db_blocker.unblock(), patch.context(), pytest.raises(_TakeBack), transaction.atomic():
        load_demo()
        found = snapshots()
        raise _TakeBack
    patch.undo()
    return found


class Screen:
    """A browser page that shows snapshots and keeps a list of what they asked for.

    Attributes:
        asked: addresses asked for since the last page was opened, without host.
        foreign: addresses of other hosts.
        complaints: what the browser wrote on its console.
    """

    def __init__(self, context: BrowserContext, pages: list[Snapshot]) -> None:
        self.asked: list[str] = []
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self._bodies = {snapshot.path: snapshot for snapshot in pages}
        context.route("**/*", self._answer)
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))

    def show(self, snapshot: Snapshot, *, width: int, height: int = 900) -> Page:
        """Open `snapshot` in a window of this size (CSS pixels)."""
        self.asked.clear()
        self.foreign.clear()
        self.complaints.clear()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(ORIGIN + snapshot.path)
        self.page.evaluate("document.fonts.ready")
        return self.page

    def _answer(self, route: Route) -> None:
        address = route.request.url
        if not address.startswith(ORIGIN):
            self.foreign.append(address)
            route.abort()
            return
        path = address.removeprefix(ORIGIN).partition("#")[0]
        self.asked.append(path)
        if snapshot := self._bodies.get(path):
            route.fulfill(body=snapshot.body, headers=snapshot.headers or {"Content-Type": "text/html; charset=utf-8"})
        elif file := static_file(path):
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])
        else:
            route.fulfill(status=404)


def static_file(path: str) -> Path | None:
    """Return the file behind an address below /static/."""
    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    return Path(str(found)) if found else None


@pytest.fixture(scope="session")
def screen(browser: Browser, quality_pages: list[Snapshot]) -> Iterator[Screen]:
    """A light screen."""
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    yield Screen(context, quality_pages)
    context.close()


@pytest.fixture(scope="session")
def dark_screen(browser: Browser, quality_pages: list[Snapshot]) -> Iterator[Screen]:
    """A dark screen."""
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    yield Screen(context, quality_pages)
    context.close()
