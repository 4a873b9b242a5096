"""What a reader gets where a topic, or the whole section, has no translation yet."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from accounts.enums import Role
from accounts.models import User
from guidance.models import GuidanceIndexPage, GuidancePage
from tests.factories.guidance import topic, translate
from tests.guidance.reading import language_of, read, with_text, words

ARABIC = "/ar/wegweiser/adresse-anmelden/"
SENTENCE = "Adresse anmelden: in einem Satz."


@pytest.fixture
def german(index: GuidanceIndexPage) -> GuidancePage:
    return topic(index)


def test_the_page_offers_german_and_english(client: Client, german: GuidancePage) -> None:
    translate(german, "en")
    offered = [link["href"] for link in read(client, ARABIC).select("main a[hreflang]")]
    assert offered == ["/de/wegweiser/adresse-anmelden/", "/en/wegweiser/adresse-anmelden/"]


def test_it_offers_only_what_exists(client: Client, german: GuidancePage) -> None:
    assert not read(client, ARABIC).select('main a[hreflang="en"]')


def test_the_summary_is_shown_in_german_and_marked_as_german(client: Client, german: GuidancePage) -> None:
    shown = read(client, ARABIC)
    assert language_of(with_text(shown, SENTENCE)) == ("de", "ltr")
    assert language_of(shown.h1) == ("ar", "rtl")


def test_search_engines_are_told_to_leave_it_out(client: Client, german: GuidancePage) -> None:
    assert client.get(ARABIC)["X-Robots-Tag"] == "noindex"
    head = read(client, ARABIC).head
    assert head.find("meta", attrs={"name": "robots", "content": "noindex"})
    assert [link["hreflang"] for link in head.select('link[rel="alternate"][hreflang]')] == ["de"]
    assert not head.select('link[rel="canonical"]')


def test_german_readers_are_offered_english_where_there_is_no_german(client: Client, german: GuidancePage) -> None:
    translate(german, "en")
    german.unpublish()
    shown = read(client, "/de/wegweiser/adresse-anmelden/")
    assert [link["hreflang"] for link in shown.select("main a[hreflang]")] == ["en"]
    assert f"[en] {SENTENCE}" in words(shown)


def test_a_draft_of_a_translation_counts_as_missing(client: Client, german: GuidancePage) -> None:
    translate(german, "ar").unpublish()
    text = words(read(client, ARABIC))
    assert "[ar]" not in text.replace("[ar] Wegweiser", "")
    assert SENTENCE in text


def test_an_alias_counts_as_missing(client: Client, german: GuidancePage, index: GuidanceIndexPage) -> None:
    german.copy_for_translation(index.get_translations().get(locale__language_code="ar").locale, alias=True)
    assert client.get(ARABIC)["X-Robots-Tag"] == "noindex"


def test_a_german_draft_does_not_shine_through(client: Client, german: GuidancePage) -> None:
    german.unpublish()
    assert "Adresse anmelden" not in words(read(client, ARABIC, status=404))
    assert "Adresse anmelden" not in words(read(client, "/ar/wegweiser/"))


def test_a_restricted_german_page_does_not_shine_through(client: Client, german: GuidancePage) -> None:
    PageViewRestriction.objects.create(page=german, restriction_type="login")
    assert "Adresse anmelden" not in words(read(client, ARABIC, status=404))
    assert "Adresse anmelden" not in words(read(client, "/ar/wegweiser/"))


def test_whoever_may_see_the_german_page_is_offered_it_and_no_cache_keeps_that(
    client: Client, german: GuidancePage, person: Callable[..., User]
) -> None:
    restriction = PageViewRestriction.objects.create(page=german, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name=Role.MEMBER))
    client.force_login(person(Role.MEMBER))
    assert SENTENCE in words(read(client, ARABIC))
    assert "no-store" in client.get(ARABIC)["Cache-Control"]


def test_where_the_section_is_missing_it_says_so_and_lists_the_topics_in_german(
    client: Client, german: GuidancePage
) -> None:
    shown = read(client, "/de-simple/wegweiser/")
    assert client.get("/de-simple/wegweiser/")["X-Robots-Tag"] == "noindex"
    assert language_of(shown.find(href="/de-simple/wegweiser/adresse-anmelden/")) == ("de", "ltr")
    assert SENTENCE in words(read(client, "/de-simple/wegweiser/adresse-anmelden/"))


def test_lists_mark_topics_that_are_not_translated(
    client: Client, german: GuidancePage, index: GuidanceIndexPage
) -> None:
    translate(topic(index, "Schule", body=[]), "ar")
    shown = read(client, "/ar/wegweiser/")
    translated = shown.find(href="/ar/wegweiser/schule/")
    untranslated = shown.find(href=ARABIC)
    assert (words(translated), language_of(translated)) == ("[ar] Schule", ("ar", "rtl"))
    assert (words(untranslated), language_of(untranslated)) == ("Adresse anmelden", ("de", "ltr"))
    assert "Deutsch" in words(untranslated.find_parent("li"))


@pytest.mark.parametrize("path", ["gibt-es-nicht/", "adresse-anmelden/mehr/", "%25/", "a//b/"])
def test_what_is_nowhere_is_not_found(client: Client, german: GuidancePage, path: str) -> None:
    assert client.get(f"/ar/wegweiser/{path}").status_code == 404


def test_a_missing_slash_is_mended(client: Client, german: GuidancePage) -> None:
    assert client.get("/ar/wegweiser/adresse-anmelden")["Location"].endswith("/adresse-anmelden/")
