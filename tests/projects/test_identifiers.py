"""A record's identifier is given once, shared by its translations and never given again."""

from wagtail.models import Locale

from home.models import HomePage
from projects.models import PermanentIdentifier, ProjectIndexPage, ProjectPage
from projects.models.identifiers import reserve_identifiers
from tests.factories.projects import project


def test_a_new_project_gets_the_next_number_and_bears_it_in_its_address(index: ProjectIndexPage) -> None:
    first, second = project(index, "Eins"), project(index, "Zwei")
    numbers = [int(page.identifier.split("-")[2]) for page in (first, second)]
    assert numbers[1] == numbers[0] + 1
    assert second.url_path == f"{index.url_path}{second.identifier}/"


def test_the_number_of_a_deleted_project_is_not_given_again(index: ProjectIndexPage) -> None:
    gone = project(index, "Eins")
    gone.delete()
    assert project(index, "Zwei").identifier != gone.identifier
    assert PermanentIdentifier.objects.filter(identifier=gone.identifier).exists()


def test_translations_share_the_identifier_and_the_address(index: ProjectIndexPage) -> None:
    page = project(index, "Eins")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    assert (english.identifier, english.slug) == (page.identifier, page.identifier)
    assert PermanentIdentifier.objects.count() == 1


def test_a_copy_is_another_record(index: ProjectIndexPage) -> None:
    page = project(index, "Eins", fields=["sport"])
    copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"})
    assert copy.identifier not in {"", page.identifier}
    assert copy.slug == copy.identifier


def test_a_title_without_latin_letters_is_no_obstacle(index: ProjectIndexPage) -> None:
    assert project(index, "مشروع").slug.startswith("gp-")


def test_a_changed_title_does_not_move_the_project(index: ProjectIndexPage) -> None:
    page = project(index, "Eins")
    page.title = "Ganz anders"
    page.save_revision().publish()
    assert ProjectPage.objects.get(pk=page.pk).url_path == page.url_path


def test_numbers_beyond_99999_are_longer(site_tree: HomePage) -> None:
    assert reserve_identifiers(100_001)[-1].endswith("-100001")
