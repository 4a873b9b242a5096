"""People with browsers, on a site that a server really serves."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.enums import Role
from accounts.models import User
from home.models import HomePage
from home.services import set_up_site
from tests.factories.accounts import UserFactory

PASSWORD = "a-long-password"
SECONDS = 20
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture
def site(transactional_db: None, settings: Settings) -> HomePage:
    """The site with its roles and its workflow, and nothing else; returns the German home page."""
    settings.ADMIN_REQUIRES_MFA = False  # the door has tests of its own
    return set_up_site()


@pytest.fixture
def opened(live_server: LiveServer, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address in a browser of its own, without JavaScript unless it is asked for."""
    contexts = []

    def open_at(path: str, *, size: Any = None, javascript: bool = False, language: str = "de") -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport=size or DESK, java_script_enabled=javascript, locale=language
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(SECONDS * 1000)
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()


def somebody(name: str, *roles: Role) -> User:
    """Make a person with a verified address and the password PASSWORD."""
    user: User = UserFactory(display_name=name)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def sign_in(page: Page, user: User) -> None:
    """Fill in the sign-in that stands on the screen."""
    page.locator("main").get_by_label("E-Mail").fill(user.email)
    page.locator("main").get_by_label("Passwort").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Anmelden", exact=True).click()
