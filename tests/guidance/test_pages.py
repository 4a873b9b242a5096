"""What a topic's page and the list of topics show."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from guidance.models import GuidanceIndexPage
from tests.factories.guidance import BODY, key, topic, translate
from tests.guidance.reading import language_of, read, with_text, words

GERMAN, ARABIC = "/de/wegweiser/adresse-anmelden/", "/ar/wegweiser/adresse-anmelden/"
HEADINGS = [{"type": "heading", "id": key(f"heading {n}"), "value": f"Abschnitt {n}"} for n in range(3)]


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
    assert language_of(read(client, f"/{language}/wegweiser/adresse-anmelden/").html) == (language, direction)


def test_words_on_letters_are_german_in_arabic_and_marked_as_such(client: Client, index: GuidanceIndexPage) -> None:
    translate(topic(index), "ar")
    shown = read(client, ARABIC)
    assert language_of(with_text(shown, "Anmeldebestätigung")) == ("de", "ltr")
    assert language_of(with_text(shown, "Ich möchte mich anmelden.")) == ("de", "ltr")
    assert language_of(with_text(shown, "[ar] Papier mit Ihrer Adresse")) == ("ar", "rtl")


def test_telephone_numbers_can_be_tapped(client: Client, index: GuidanceIndexPage) -> None:
    topic(index)
    assert words(read(client, GERMAN).find(href="tel:+4930112")) == "+49 30 112"


def test_a_long_page_has_a_table_of_contents(client: Client, index: GuidanceIndexPage) -> None:
    topic(index, body=HEADINGS)
    shown, anchor = read(client, GERMAN), f"part-{key('heading 2')}"
    assert words(shown.find(href=f"#{anchor}")) == words(shown.find(id=anchor)) == "Abschnitt 2"


def test_a_short_page_has_none(client: Client, index: GuidanceIndexPage) -> None:
    topic(index, body=HEADINGS[:2])
    assert not read(client, GERMAN).select('a[href^="#part-"]')


def test_headings_keep_their_order_whatever_part_follows_which(client: Client, index: GuidanceIndexPage) -> None:
    topic(index, body=[*BODY[1:], *HEADINGS, *BODY[1:3]])
    levels = [int(heading.name[1]) for heading in read(client, GERMAN).main.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_next_step_and_see_also_lead_to_the_readers_language(client: Client, index: GuidanceIndexPage) -> None:
    school, bank = topic(index, "Schule", body=[]), topic(index, "Konto", body=[])
    translate(school, "ar")
    page = topic(index, next_step=school)
    page.see_also.create(topic=bank)
    page.save_revision().publish()
    translate(page, "ar")
    shown = read(client, ARABIC)
    assert words(shown.find(href="/ar/wegweiser/schule/")) == "[ar] Schule"
    untranslated = shown.find(href="/ar/wegweiser/konto/")
    assert (words(untranslated), language_of(untranslated)) == ("Konto", ("de", "ltr"))


def test_a_draft_is_named_nowhere(client: Client, index: GuidanceIndexPage) -> None:
    school = topic(index, "Schule", body=[])
    page = topic(index, next_step=school)
    page.see_also.create(topic=school)
    page.save_revision().publish()
    school.unpublish()
    assert "Schule" not in words(read(client, GERMAN))


def test_parts_of_a_topic_are_listed_on_it(client: Client, index: GuidanceIndexPage) -> None:
    page = topic(index)
    topic(page, "Termin machen", body=[])
    translate(page, "ar")
    assert words(read(client, ARABIC).find(href=f"{ARABIC}termin-machen/")) == "Termin machen"


def test_an_outdated_translation_says_since_when(client: Client, index: GuidanceIndexPage) -> None:
    page = topic(index)
    translate(page, "en")
    page.summary = "Neu."
    page.save_revision().publish()
    status = read(client, "/en/wegweiser/adresse-anmelden/").select_one(".language-status--outdated")
    assert str(localdate().year) in words(status)
    assert status.find(href=GERMAN)


def test_it_says_who_answers_for_it_and_since_when_it_is_checked(client: Client, index: GuidanceIndexPage) -> None:
    page = topic(index, responsible="Amt für Ankommen", checked_on="2026-05-03")
    page.sources.create(label="§ 17 BMG", url="https://example.org/bmg")
    page.save_revision().publish()
    text = words(read(client, GERMAN))
    for fact in ("Amt für Ankommen", "3. Mai 2026", "§ 17 BMG"):
        assert fact in text


def test_links_in_a_text_survive_translation(client: Client, index: GuidanceIndexPage) -> None:
    translate(topic(index), "ar")
    assert "https://example.org/" in [link["href"] for link in read(client, ARABIC).find_all("a", string="Verweis")]


def test_links_between_topics_lead_to_the_readers_language(client: Client, index: GuidanceIndexPage) -> None:
    school = topic(index, "Schule", body=[])
    link = f'<p>Zur <a linktype="page" id="{school.pk}">Schule</a>.</p>'
    translate(topic(index, body=[{"type": "text", "id": key("text"), "value": link}]), "ar")
    assert read(client, ARABIC).find(href="/ar/wegweiser/schule/")
    assert read(client, GERMAN).find(href="/de/wegweiser/schule/")


def test_search_engines_are_told_of_all_languages_that_there_are(client: Client, index: GuidanceIndexPage) -> None:
    translate(topic(index), "ar")
    found = read(client, GERMAN).select('link[rel="alternate"][hreflang]')
    assert {link["hreflang"]: link["href"] for link in found} == {
        "de": f"http://testserver{GERMAN}",
        "ar": f"http://testserver{ARABIC}",
    }


@pytest.mark.parametrize("url", ["/ar/wegweiser/", "/de/wegweiser/", ARABIC])
def test_more_topics_take_no_more_queries(client: Client, index: GuidanceIndexPage, url: str) -> None:
    page = topic(index)
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
