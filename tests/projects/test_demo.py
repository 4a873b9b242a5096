"""The examples of the demo, and what the home page and the search learn of projects."""

from pathlib import Path

import pytest
import yaml
from django.test import RequestFactory
from django.utils.translation import override

from cms.core.languages import BY_CODE
from cms.core.models import Municipality
from cms.core.searchable import searchables
from cms.core.teasers import teasers
from cms.demo import projects as demo
from home.models import HomePage
from projects.enums import Standing
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories.projects import berlin, project, tree_problems

EXAMPLES = sorted((Path(demo.__file__).parent / "content" / "projects").glob("*.yaml"))


@pytest.fixture
def loaded(site_tree: HomePage) -> None:
    demo.load(lambda _line: None)


def test_the_examples_are_there_in_german_and_english_and_say_that_they_are_examples(loaded: None) -> None:
    assert Municipality.objects.count() == 82
    for language, word in (("de", "Beispiel"), ("en", "Example")):
        pages = ProjectPage.objects.filter(locale__language_code=language, live=True)
        assert pages.count() == len(EXAMPLES)
        assert all(page.subtitle.startswith(word) for page in pages)
        assert all(page.city_keys and page.field_keys and page.story for page in pages)
    assert tree_problems() == []


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = set(ProjectPage.objects.values_list("pk", "latest_revision_id"))
    demo.load(lambda _line: None)
    assert set(ProjectPage.objects.values_list("pk", "latest_revision_id")) == before


def test_a_list_of_municipalities_that_is_there_is_kept(site_tree: HomePage, index: ProjectIndexPage) -> None:
    for path in EXAMPLES:
        for town in yaml.safe_load(path.read_text())["towns"]:
            Municipality.objects.get_or_create(ags=town["ags"], defaults={"name": town["ags"]})
    number = Municipality.objects.count()
    demo.load(lambda _line: None)
    assert Municipality.objects.count() == number


@pytest.mark.parametrize("language", BY_CODE)
def test_the_home_page_shows_the_newest_good_practice_in_every_language(
    index: ProjectIndexPage, rf: RequestFactory, language: str
) -> None:
    for number in range(4):
        project(index, f"Gutes {number}", good_practice=True)
    project(index, "Gesammeltes")
    teaser = next(one for one in teasers.values() if one.slot == "projects")
    with override(language):
        content = teaser.content(rf.get("/"))
    assert [card.project.title for card in content["cards"]] == ["Gutes 3", "Gutes 2", "Gutes 1"]
    assert content["url"] == f"/{language}/projekte/"


def test_without_good_practice_the_home_page_shows_nothing(index: ProjectIndexPage, rf: RequestFactory) -> None:
    project(index, "Gesammeltes")
    teaser = next(one for one in teasers.values() if one.slot == "projects")
    assert teaser.content(rf.get("/")) is None


def test_the_search_learns_texts_facets_and_address(index: ProjectIndexPage) -> None:
    page = project(index, "Nähkurs", summary="Nähen lernen", towns=[berlin()], fields=["work"], carrier="Verein")
    entry = searchables.get("project")
    assert entry is not None
    [found] = entry.queryset()
    assert entry.title(found) == "Nähkurs"
    assert "Nähen lernen" in entry.body(found)["B"]
    assert {"Verein", "Berlin", page.identifier} <= set(entry.body(found)["D"].split("\n"))
    values = {name: list(keys) for name, keys in entry.facet_values(found).items()}
    assert values["city"] == ["11000000"]
    assert values["target_group"] == ["none"]
    assert values["standing"] == [Standing.COLLECTED]
    assert entry.url(found) == f"/de/projekte/{page.identifier}/"
