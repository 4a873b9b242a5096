"""Each record stands once in a list: in the reader's language, else in German, English or what there is."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Locale, PageViewRestriction

from accounts.access import Person
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories.projects import project

ANYBODY = Person(AnonymousUser())


@pytest.fixture
def translated(index: ProjectIndexPage) -> Callable[[ProjectPage, str], ProjectPage]:
    def translate(page: ProjectPage, language: str) -> ProjectPage:
        version: ProjectPage = page.copy_for_translation(Locale.objects.get(language_code=language))
        version.title = f"{page.title} ({language})"
        version.save_revision().publish()
        return ProjectPage.objects.get(pk=version.pk)

    return translate


def titles(language: str) -> list[str]:
    return sorted(ProjectPage.objects.visible_to(ANYBODY).in_language(language).values_list("title", flat=True))


def test_a_record_without_a_translation_is_shown_in_german(index: ProjectIndexPage) -> None:
    project(index, "Eins")
    assert titles("de") == titles("ar") == titles("tr") == ["Eins"]


def test_a_translation_takes_the_place_of_the_german_text_for_its_readers_only(
    index: ProjectIndexPage, translated: Callable[[ProjectPage, str], ProjectPage]
) -> None:
    translated(project(index, "Eins"), "ar")
    project(index, "Zwei")
    assert titles("ar") == ["Eins (ar)", "Zwei"]
    assert titles("en") == titles("de") == ["Eins", "Zwei"]


def test_a_draft_of_a_translation_takes_no_place(index: ProjectIndexPage) -> None:
    project(index, "Eins").copy_for_translation(Locale.objects.get(language_code="en"))
    assert titles("en") == ["Eins"]


def test_what_is_unpublished_gives_its_place_back(
    index: ProjectIndexPage, translated: Callable[[ProjectPage, str], ProjectPage]
) -> None:
    page = project(index, "Eins")
    english = translated(page, "en")
    english.unpublish()
    assert titles("en") == ["Eins"]
    page.unpublish()
    assert titles("en") == titles("de") == []


def test_what_is_deleted_gives_its_place_back(
    index: ProjectIndexPage, translated: Callable[[ProjectPage, str], ProjectPage]
) -> None:
    english = translated(project(index, "Eins"), "en")
    english.delete()
    assert titles("en") == ["Eins"]


def test_without_german_readers_meet_the_english_version(
    index: ProjectIndexPage, translated: Callable[[ProjectPage, str], ProjectPage]
) -> None:
    page = project(index, "Eins")
    translated(page, "ar")
    translated(page, "en")
    page.unpublish()
    assert titles("de") == titles("tr") == ["Eins (en)"]
    assert titles("ar") == ["Eins (ar)"]


def test_a_record_closed_to_somebody_is_closed_in_every_language(
    index: ProjectIndexPage, translated: Callable[[ProjectPage, str], ProjectPage]
) -> None:
    page = project(index, "Eins")
    translated(page, "ar")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert all(not ProjectPage.objects.visible_to(Person(AnonymousUser())).in_language(code) for code in ("de", "ar"))
