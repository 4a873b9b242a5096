"""The section in German, English and Arabic; Easy German has a home page, but no section."""

import pytest

from guidance.models import GuidanceIndexPage
from home.models import HomePage
from tests.factories.guidance import section, translate


@pytest.fixture
def index(site_tree: HomePage) -> GuidanceIndexPage:
    """The section; returns the German front page of it."""
    german = section(site_tree)
    for language in ("en", "ar"):
        translate(german, language)
    german.refresh_from_db()
    return german
