"""What a topic's page and the list of topics show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guidance.models import GuidanceIndexPage
from tests.factories.guidance import BODY, key, topic, translate

HEADINGS = [{"type": "heading", "id": key(f"heading {n}"), "value": f"Abschnitt {n}"} for n in range(3)]


def html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def queries(client: Client, url: str) -> int:
    client.get(url)  # what is kept between requests is filled
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_the_page_runs_in_the_direction_of_its_language(
    client: Client, index: GuidanceIndexPage, language: str, direction: str
) -> None:
    page = topic(index)
    if language != "de":
        translate(page, language)
    text = html(client, f"/{language}/wegweiser/adresse-anmelden/")
    assert f'<html lang="{language}" dir="{direction}"' in text


def test_words_on_letters_are_german_in_arabic_and_marked_as_such(client: Client, index: GuidanceIndexPage) -> None:
    translate(topic(index), "ar")
    text = html(client, "/ar/wegweiser/adresse-anmelden/")
    assert 'lang="de" dir="ltr">Anmeldebestätigung</p>' in text
    assert 'lang="de" dir="ltr">Ich möchte mich anmelden.</p>' in text
    assert "[ar] Papier mit Ihrer Adresse" in text


def test_telephone_numbers_can_be_tapped(client: Client, index: GuidanceIndexPage) -> None:
    topic(index)
    assert 'href="tel:+4930112"><bdi dir="ltr">+49 30 112</bdi>' in html(client, "/de/wegweiser/adresse-anmelden/")


def test_a_long_page_has_a_table_of_contents(client: Client, index: GuidanceIndexPage) -> None:
    topic(index, body=HEADINGS)
    text = html(client, "/de/wegweiser/adresse-anmelden/")
    assert f'href="#part-{key("heading 2")}"' in text
    assert f'id="part-{key("heading 2")}"' in text


def test_a_short_page_has_none(client: Client, index: GuidanceIndexPage) -> None:
    topic(index, body=HEADINGS[:2])
    assert 'href="#part-' not in html(client, "/de/wegweiser/adresse-anmelden/")


def test_next_step_and_see_also_lead_to_the_readers_language(client: Client, index: GuidanceIndexPage) -> None:
    school, bank = topic(index, "Schule", body=[]), topic(index, "Konto", body=[])
    translate(school, "ar")
    page = topic(index, next_step=school)
    page.see_also.create(topic=bank)
    page.save_revision().publish()
    translate(page, "ar")
    text = html(client, "/ar/wegweiser/adresse-anmelden/")
    assert '<a href="/ar/wegweiser/schule/">[ar] Schule</a>' in text
    assert '<a href="/ar/wegweiser/konto/">Konto</a>' in text


def test_a_draft_is_named_nowhere(client: Client, index: GuidanceIndexPage) -> None:
    school = topic(index, "Schule", body=[])
    page = topic(index, next_step=school)
    page.see_also.create(topic=school)
    page.save_revision().publish()
    school.unpublish()
    assert "Schule" not in html(client, "/de/wegweiser/adresse-anmelden/")


def test_parts_of_a_topic_are_listed_on_it(client: Client, index: GuidanceIndexPage) -> None:
    page = topic(index)
    topic(page, "Termin machen", body=[])
    translate(page, "ar")
    assert '<a href="/ar/wegweiser/adresse-anmelden/termin-machen/"' in html(client, "/ar/wegweiser/adresse-anmelden/")


def test_an_outdated_translation_says_since_when(client: Client, index: GuidanceIndexPage) -> None:
    page = topic(index)
    translate(page, "en")
    page.summary = "Neu."
    page.save_revision().publish()
    assert "language-status--outdated" in html(client, "/en/wegweiser/adresse-anmelden/")


def test_it_says_who_answers_for_it_and_since_when_it_is_checked(client: Client, index: GuidanceIndexPage) -> None:
    page = topic(index, responsible="Amt für Ankommen", checked_on="2026-05-03")
    page.sources.create(label="§ 17 BMG", url="https://example.org/bmg")
    page.save_revision().publish()
    text = html(client, "/de/wegweiser/adresse-anmelden/")
    for words in ("Amt für Ankommen", "3. Mai 2026", "§ 17 BMG"):
        assert words in text


def test_links_in_a_text_survive_translation(client: Client, index: GuidanceIndexPage) -> None:
    translate(topic(index), "ar")
    assert '<a href="https://example.org/">Verweis</a>' in html(client, "/ar/wegweiser/adresse-anmelden/")


@pytest.mark.parametrize("url", ["/ar/wegweiser/", "/de/wegweiser/", "/ar/wegweiser/adresse-anmelden/"])
def test_more_topics_take_no_more_queries(client: Client, index: GuidanceIndexPage, url: str) -> None:
    page = topic(index, next_step=None)
    translate(page, "ar")
    page.see_also.create(topic=topic(page, "Teil", body=[]))
    page.save_revision().publish()
    translate(page, "ar")
    one = queries(client, url)
    for number in range(19):
        other = topic(page if number % 2 else index, f"Thema {number}", body=BODY if number < 3 else [])
        page.see_also.create(topic=other)
        if number % 3:
            translate(other, "ar")
    page.save_revision().publish()
    translate(page, "ar")
    assert queries(client, url) == one
