"""What every test may ask for: people by role, a browser, the tree of pages."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

from accounts.enums import Role, translator_group
from accounts.models import User
from home.models import HomePage
from home.services import found_site

# Playwright keeps a loop of asyncio in the thread of the tests; Django takes it for asynchronous code, which it is not.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run tests that commit last: they leave the tables empty.

    pytest-django orders so too, but pytest then gathers those that share a browser.
    """
    items.sort(key=_commits)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    return not {"transactional_db", "live_server"}.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let every connection know what the migrations brought, and end those that are left at the end.

    Django notes it on one connection; while a browser is open, playwright's event loop makes Django use another.
    That one, and those of servers that tests started, would keep the database from being dropped.
    """
    contents = getattr(connection, "_test_serialized_contents", None)
    if contents is not None:
        DatabaseWrapper._test_serialized_contents = contents
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _what_migrations_brought_comes_back(django_db_serialized_rollback: None) -> None:
    """Put roles, vocabularies and the root of the tree back after tests that commit: Django empties all tables."""


@pytest.fixture(autouse=True)
def _limits_start_afresh(request: pytest.FixtureRequest) -> None:
    """Forget counted sign-ins: the cache is a table that Django's flush between tests leaves as it is."""
    if "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        cache.clear()


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Make somebody with a role: `person(Role.EDITOR)`, `person("translator", language="ar")`, `person(None)`.

    Raises:
        ValueError: there is no such role.
    """
    number = iter(range(1, 10_000))

    def make(role: Role | str | None = None, *, language: str = "", **fields: Any) -> User:
        count = next(number)
        user = User.objects.create_user(
            f"person{count}@example.org", "a-long-password", display_name=f"Person {count}", **fields
        )
        if role == "translator":
            user.groups.add(Group.objects.get(name=translator_group(language)))
        elif role is not None:
            user.groups.add(Group.objects.get(name=Role(role).value))
        return user

    return make


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive Debian's Chromium; nothing else is to be had without a download."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    }


@pytest.fixture
def site_tree(db: None) -> HomePage:
    """The site with home pages in German, English, Easy German and Arabic; returns the German one."""
    return found_site(languages=["de", "de-simple", "en", "ar"])
