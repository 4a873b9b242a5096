"""What the search is told of the guidance, and what the home page shows of it."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cms.core.searchable import searchables
from cms.core.teasers import teasers
from guidance.models import GuidanceIndexPage
from tests.factories.guidance import topic, translate

GUIDANCE = searchables.get("guidance")
TEASER = teasers.get("guidance")


def test_each_language_of_a_topic_is_found_by_itself(index: GuidanceIndexPage) -> None:
    translate(topic(index), "ar")
    found = {GUIDANCE.language(page): (GUIDANCE.title(page), GUIDANCE.url(page)) for page in GUIDANCE.queryset()}
    assert found == {
        "de": ("Adresse anmelden", "/de/wegweiser/adresse-anmelden/"),
        "ar": ("[ar] Adresse anmelden", "/ar/wegweiser/adresse-anmelden/"),
    }


def test_german_words_of_letters_are_found_in_arabic(index: GuidanceIndexPage) -> None:
    body = GUIDANCE.body(translate(topic(index), "ar").specific)
    assert "Anmeldebestätigung" in body["B"]
    assert "[ar] Machen Sie einen Termin." in body["C"]


def test_drafts_and_aliases_are_left_out(index: GuidanceIndexPage) -> None:
    page = topic(index)
    page.copy_for_translation(index.get_translations().get(locale__language_code="ar").locale, alias=True)
    topic(index, "Entwurf", body=[]).unpublish()
    assert [GUIDANCE.title(found) for found in GUIDANCE.queryset()] == ["Adresse anmelden"]


def test_the_search_reads_many_topics_with_as_many_queries_as_one(index: GuidanceIndexPage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for page in GUIDANCE.queryset():
                GUIDANCE.language(page), GUIDANCE.title(page), GUIDANCE.body(page), GUIDANCE.url(page)
        return len(captured)

    topic(index)
    one = queries()
    for number in range(19):
        topic(index, f"Thema {number}")
    assert queries() == one


@pytest.mark.parametrize(("language", "title"), [("de", "Adresse anmelden"), ("ar", "[ar] Adresse anmelden")])
def test_the_home_page_shows_the_first_topics(index: GuidanceIndexPage, language: str, title: str) -> None:
    translate(topic(index), "ar")
    for number in range(9):
        topic(index, f"Thema {number}", body=[])
    with override(language):
        content = TEASER.content(RequestFactory().get(f"/{language}/"))
    assert [shown.page.title for shown in content["topics"]][:2] == [title, "Thema 0"]
    assert len(content["topics"]) == 8
    assert content["url"] == f"/{language}/wegweiser/"


def test_the_home_page_shows_nothing_where_there_are_no_topics(index: GuidanceIndexPage) -> None:
    assert TEASER.content(RequestFactory().get("/de/")) is None
