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

ARABIC = "/ar/wegweiser/adresse-anmelden/"


@pytest.fixture
def german(index: GuidanceIndexPage) -> GuidancePage:
    return topic(index)


def text_of(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def test_the_page_offers_german_and_english(client: Client, german: GuidancePage) -> None:
    translate(german, "en")
    text = text_of(client, ARABIC)
    assert 'href="/de/wegweiser/adresse-anmelden/"' in text
    assert 'href="/en/wegweiser/adresse-anmelden/"' in text


def test_it_offers_only_what_exists(client: Client, german: GuidancePage) -> None:
    assert "/en/wegweiser/adresse-anmelden/" not in text_of(client, ARABIC)


def test_the_summary_is_shown_in_german_and_marked_as_german(client: Client, german: GuidancePage) -> None:
    text = text_of(client, ARABIC)
    assert 'lang="de" dir="ltr">Adresse anmelden: in einem Satz.' in text
    assert 'lang="ar"' in text


def test_search_engines_are_told_to_leave_it_out(client: Client, german: GuidancePage) -> None:
    response = client.get(ARABIC)
    assert response["X-Robots-Tag"] == "noindex"
    assert 'hreflang="ar"' not in response.content.decode().split("</head>")[0]


def test_german_readers_are_offered_english_where_there_is_no_german(client: Client, german: GuidancePage) -> None:
    translate(german, "en")
    german.unpublish()
    text = text_of(client, "/de/wegweiser/adresse-anmelden/")
    assert "[en] Adresse anmelden" in text
    assert 'hreflang="de"' not in text


def test_a_draft_of_a_translation_counts_as_missing(client: Client, german: GuidancePage) -> None:
    translate(german, "ar").unpublish()
    text = text_of(client, ARABIC)
    assert "[ar]" not in text
    assert "Adresse anmelden: in einem Satz." in text


def test_an_alias_counts_as_missing(client: Client, german: GuidancePage, index: GuidanceIndexPage) -> None:
    german.copy_for_translation(index.get_translations().get(locale__language_code="ar").locale, alias=True)
    response = client.get(ARABIC)
    assert response["X-Robots-Tag"] == "noindex"


def test_a_german_draft_does_not_shine_through(client: Client, german: GuidancePage) -> None:
    german.unpublish()
    assert "Adresse anmelden" not in text_of(client, ARABIC, 404)
    assert "Adresse anmelden" not in text_of(client, "/ar/wegweiser/")


def test_a_restricted_german_page_does_not_shine_through(client: Client, german: GuidancePage) -> None:
    PageViewRestriction.objects.create(page=german, restriction_type="login")
    assert "Adresse anmelden" not in text_of(client, ARABIC, 404)
    assert "Adresse anmelden" not in text_of(client, "/ar/wegweiser/")


def test_whoever_may_see_the_german_page_is_offered_it_and_no_cache_keeps_that(
    client: Client, german: GuidancePage, person: Callable[..., User]
) -> None:
    restriction = PageViewRestriction.objects.create(page=german, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name=Role.MEMBER))
    client.force_login(person(Role.MEMBER))
    response = client.get(ARABIC)
    assert "Adresse anmelden: in einem Satz." in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_where_the_section_is_missing_it_says_so_and_lists_the_topics_in_german(
    client: Client, german: GuidancePage
) -> None:
    response = client.get("/de-simple/wegweiser/")
    text = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert 'href="/de-simple/wegweiser/adresse-anmelden/"' in text
    assert client.get("/de-simple/wegweiser/adresse-anmelden/").status_code == 200


def test_lists_mark_topics_that_are_not_translated(
    client: Client, german: GuidancePage, index: GuidanceIndexPage
) -> None:
    translate(topic(index, "Schule", body=[]), "ar")
    text = text_of(client, "/ar/wegweiser/")
    assert "[ar] Schule" in text
    before, after = text.split("Adresse anmelden", 1)
    assert 'lang="de" dir="ltr"' in before
    assert "<bdi>Deutsch</bdi>" in after


@pytest.mark.parametrize("path", ["gibt-es-nicht/", "adresse-anmelden/mehr/", "%25/", "a//b/", "%00/"])
def test_what_is_nowhere_is_not_found(client: Client, german: GuidancePage, path: str) -> None:
    assert client.get(f"/ar/wegweiser/{path}").status_code == 404


def test_a_missing_slash_is_mended(client: Client, german: GuidancePage) -> None:
    assert client.get("/ar/wegweiser/adresse-anmelden")["Location"].endswith("/adresse-anmelden/")
