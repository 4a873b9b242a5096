"""The demo's legal pages, communities and menus, and the shipped texts by themselves."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from wagtail.models import Page

from cms.core.languages import BY_CODE, SOURCE_LANGUAGE
from cms.core.translating import paired_texts, segments_of
from cms.demo import communities, home
from communities.models import Community, CommunityPage, CommunityRoomPage, RoomArticlePage
from home.models import HomePage, LegalPage, MenuItem
from home.services import found_site

LANGUAGES = [code for code in BY_CODE if code != SOURCE_LANGUAGE]
PARTS = {"page": CommunityPage, "room": CommunityRoomPage, "article": RoomArticlePage}


def texts(folder: Path, name: str) -> Any:
    return yaml.safe_load((folder / f"{name}.yaml").read_text())


def same_texts(source: Page, target: Page) -> bool:
    pairs = paired_texts(source, target)
    return all(pairs.get((one.path, one.text)) for one in segments_of(source))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_legal_page_says_as_much_as_the_german_one(db: None, language: str) -> None:
    translated = texts(home.CONTENT, language)
    for page in texts(home.CONTENT, "legal"):
        german = LegalPage(title=page["title"], body=page["body"])
        assert same_texts(german, LegalPage(**translated[page["slug"]])), page["slug"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_community_says_as_much_as_the_german_one(db: None, language: str) -> None:
    translated = texts(communities.CONTENT, language)
    for community in texts(communities.CONTENT, "communities"):
        for name, kind in PARTS.items():
            owner = {"community": Community(key=community["key"])} if kind is not RoomArticlePage else {}
            there = kind(**owner, **translated[community["key"]][name])
            assert same_texts(kind(**owner, **community[name]), there), (community["key"], name)


def test_the_door_for_help_leads_to_the_emergency_numbers(db: None) -> None:
    site = found_site()
    topic = LegalPage(title="Notruf", slug=home.EMERGENCY, body="<p>112</p>")
    site.add_child(instance=topic)
    topic.save_revision().publish()
    home.open_sections()
    home.open_sections()
    assert MenuItem.objects.get(place=MenuItem.Place.HELP).page.slug == "notruf"


def test_loading_again_doubles_nothing(db: None) -> None:
    for _time in range(2):
        home.load(lambda _text: None)
        communities.load(lambda _text: None)
    assert LegalPage.objects.filter(locale__language_code="de").count() == 3
    assert CommunityPage.objects.filter(locale__language_code="de").count() == 3
    assert HomePage.objects.count() == len(BY_CODE)
