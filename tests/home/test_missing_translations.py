"""A page that is not there in the reader's language says so, and leads to where it is."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.core.translating import publish_translation, segments_of
from home.models import HomePage, LegalPage


@pytest.fixture
def imprint(site_tree: HomePage) -> LegalPage:
    page = LegalPage(title="Impressum", slug="impressum", body="<p>Wir</p>")
    site_tree.add_child(instance=page)
    page.save_revision().publish()
    return page


def in_english(page: LegalPage) -> None:
    publish_translation(
        page, "en", {(one.path, one.text): one.text.replace("Impressum", "Imprint") for one in segments_of(page)}
    )


def test_the_reader_is_told_in_their_language_and_led_to_the_german_page(imprint: LegalPage) -> None:
    answer = Client().get("/ar/impressum/")
    said = answer.content.decode()
    assert (answer.status_code, answer["Content-Language"], answer["X-Robots-Tag"]) == (200, "ar", "noindex")
    assert 'href="/de/impressum/"' in said
    assert "العربية" in said


def test_english_is_offered_too_once_it_is_there(imprint: LegalPage) -> None:
    in_english(imprint)
    said = Client().get("/ar/impressum/").content.decode()
    assert said.index("Deutsch: Impressum") < said.index("English: Imprint")


def test_a_draft_is_not_offered(imprint: LegalPage) -> None:
    imprint.unpublish()
    assert Client().get("/ar/impressum/").status_code == 404


def test_what_is_for_others_is_not_offered(imprint: LegalPage) -> None:
    PageViewRestriction.objects.create(page=imprint, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get("/ar/impressum/").status_code == 404


def test_a_page_that_exists_nowhere_is_not_found(site_tree: HomePage) -> None:
    assert Client().get("/ar/gibt-es-nicht/").status_code == 404


def test_search_engines_learn_of_all_languages_of_a_page(imprint: LegalPage) -> None:
    in_english(imprint)
    said = " ".join(Client().get("/en/impressum/").content.decode().split())
    assert 'hreflang="de" href="http://testserver/de/impressum/"' in said
    assert 'hreflang="en" href="http://testserver/en/impressum/"' in said
    assert 'hreflang="ar" href="http' not in said


@pytest.mark.parametrize("path", ["/xx/", "/xx/impressum/", "/pt-br/"])
def test_a_language_that_does_not_exist_is_not_found(imprint: LegalPage, path: str) -> None:
    assert Client().get(path).status_code == 404
