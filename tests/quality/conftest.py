"""The pages to look at, and what a browser sees on them; made once for all tests of this folder."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from tests.quality.pages import Snapshot, load_demo, snapshots
from tests.quality.visiting import Screen, Visit

#: CSS pixels that a thumb hits.
THUMB = 44


@pytest.fixture(scope="session")
def quality_pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Snapshot]:
    """Every kind of page, in German and Arabic; the database is left as it was."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setenv("DEMO_PASSWORD", "only-for-tests")
        load_demo()
        found = snapshots()
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="session")
def visits(browser: Browser, quality_pages: list[Snapshot]) -> Iterator[list[Visit]]:
    """What is seen of every page on a light screen."""
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    screen = Screen(context, quality_pages)
    yield [screen.visit(snapshot, thumb=THUMB) for snapshot in quality_pages]
    context.close()


@pytest.fixture
def dark_screen(browser: Browser, quality_pages: list[Snapshot]) -> Iterator[Screen]:
    """A dark screen."""
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    yield Screen(context, quality_pages)
    context.close()
