"""That nothing is forgotten by the other tests of this folder."""

import re

import pytest

from tests.quality.pages import ERRORS, LANGUAGES, Snapshot, page_types

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("quality")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_has_a_page_of_every_type(quality_pages: list[Snapshot], language: str) -> None:
    seen = {snapshot.name for snapshot in quality_pages}
    missing = [model.__name__ for model in page_types() if f"{model.__name__} ({language})" not in seen]
    assert not missing, f"The demo has no live page in {language} of: {', '.join(missing)}"


def test_views_and_errors_are_among_the_pages(quality_pages: list[Snapshot]) -> None:
    seen = {snapshot.name for snapshot in quality_pages}
    wanted = {"account_login", "components:index", *(f"error {status}" for status in ERRORS)}
    assert {f"{name} ({language})" for name in wanted for language in LANGUAGES} <= seen


def test_every_page_says_its_language_and_direction(quality_pages: list[Snapshot]) -> None:
    directions = {"de": "ltr", "ar": "rtl"}
    wrong = [
        page.name
        for page in quality_pages
        if not re.search(rf'<html\s+lang="{page.language}"\s+dir="{directions[page.language]}"', page.body)
    ]
    assert not wrong
