"""The Atom feed of a search: what is new and public, in the language asked for, asked again for little."""

from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.models import User
from projects.models import ProjectIndexPage
from tests.factories.projects import project

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)
    assert root.find(f"{ATOM}id") is not None
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.findall(f"{ATOM}entry")]


@pytest.fixture
def feed_of(index: ProjectIndexPage) -> str:
    now = timezone.now()
    for number, (title, field) in enumerate((("Älteres", "sport"), ("Jobcafé", "work"), ("Neueres & mehr", "sport"))):
        project(index, title, fields=[field], first_published_at=now + timedelta(minutes=number), last_published_at=now)
    return "/feeds/projects.atom?field=sport&language=ar"


def test_a_feed_has_what_the_search_finds_the_newest_first(client: Client, feed_of: str) -> None:
    assert entries(client, feed_of) == ["Neueres & mehr", "Älteres"]
    response = client.get(feed_of)
    assert response["Content-Language"] == "ar"
    assert b"/ar/projekte/gp-" in response.content
    html = client.get("/ar/projekte/?field=sport&view=table&sort=title").content.decode()
    assert 'href="/feeds/projects.atom?field=sport&amp;language=ar"' in html


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client, feed_of: str, index: ProjectIndexPage) -> None:
    first = client.get(feed_of)
    assert client.get(feed_of, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(feed_of, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    project(index, "Noch eins", fields=["sport"], first_published_at=timezone.now(), last_published_at=timezone.now())
    assert client.get(feed_of, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_feed_is_the_same_for_everybody(
    client: Client, feed_of: str, index: ProjectIndexPage, person: Callable[..., User]
) -> None:
    closed = project(index, "Intern", fields=["sport"], first_published_at=timezone.now())
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(person(None))
    assert "Intern" not in entries(client, feed_of)


@pytest.mark.parametrize("address", ["field=unsinn", "colour=red", "language=xx"])
def test_what_is_not_understood_is_no_feed(client: Client, index: ProjectIndexPage, address: str) -> None:
    response = client.get(f"/feeds/projects.atom?{address}")
    assert response.status_code == 422
    assert address.partition("=")[2] in response.content.decode() or "colour" in response.content.decode()
