"""The section in German, English and Arabic, and people at their desks."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.access import Person
from accounts.models import User
from guidance.models import GuidanceIndexPage
from home.models import HomePage
from home.services import set_up_editorial
from tests.factories.guidance import section, translate

MakePerson = Callable[..., User]


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.ADMIN_REQUIRES_MFA = False  # the door has tests of its own


@pytest.fixture
def index(site_tree: HomePage) -> GuidanceIndexPage:
    """The section, with everybody's rights; returns the German front page of it."""
    german = section(site_tree)
    for language in ("en", "ar", "de-simple"):
        translate(german, language)
    set_up_editorial()
    german.refresh_from_db()
    return german


@pytest.fixture
def amal(person: MakePerson, index: GuidanceIndexPage) -> Person:
    """A translator into Arabic."""
    return Person(_named(person, "Amal", "ar"))


@pytest.fixture
def rana(person: MakePerson, index: GuidanceIndexPage) -> Person:
    """Another one."""
    return Person(_named(person, "Rana", "ar"))


def _named(person: MakePerson, name: str, language: str) -> User:
    user = person("translator", language=language)
    user.display_name = name
    user.save()
    return user


def at_desk(person: Person) -> Client:
    """Sign somebody in."""
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return client
