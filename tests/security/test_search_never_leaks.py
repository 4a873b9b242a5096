"""Search gives away nothing of what somebody may not see: no hit, no number, no spelling, no title, no likeness."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from accounts.access import Person
from accounts.enums import PUBLIC
from communities.models import Membership
from search.contract import Query
from search.engines.elastic.client import client
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.elastic.schema import alias
from search.engines.postgres import PostgresEngine
from search.feeding import feed
from search.models import FacetValue, IndexEntry
from search.rebuilding import fill_new_index, rebuild_table
from search.searching import answer
from search.similar import NoSuchEntry, similar_to
from search.suggesting import titles_for
from search.vocabulary import count_words
from search.writing import entry_row, write_rows
from tests.search.conftest import needs_elasticsearch
from tests.security.people import EVERYBODY
from tests.security.planting import LANGUAGES, World, plant
from tests.security.test_nothing_leaks import may_see

FACETS = ("kind", "language", "field", "city", "community_kind")
#: What somebody has to find, so that the test knows that it looks.
FOUND = {
    "member": {"room of chor"},
    "manager": {"room of chor", "managers' notice in chor", "community not yet public"},
    "other_member": {"room of anders"},
    "visitor": {"page for signed-in people"},
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), override_settings(ADMIN_REQUIRES_MFA=False), transaction.atomic():
        world = plant()
        rebuild_table()  # planting writes past Django's signals here and there
        count_words()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(params=["postgres", pytest.param("elasticsearch", marks=needs_elasticsearch)])
def engine(request: pytest.FixtureRequest, world: World, db: None) -> Any:
    if request.param == "postgres":
        return PostgresEngine()
    request.getfixturevalue("elasticsearch_indexes")
    fill_new_index()
    return ElasticsearchEngine()


@pytest.fixture
def elasticsearch_indexes(settings: Any) -> Iterator[None]:
    address = settings.TEST_ELASTICSEARCH_URL
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = address, f"test-{uuid4().hex[:12]}"
    settings.ELASTICSEARCH_TIMEOUT_SECONDS = 20.0
    yield
    for name in client().indices.get(index=f"{alias()}*"):
        client().indices.delete(index=name)


def held_by(world: World, name: str) -> frozenset[str]:
    return Person(world.people.user(name)).tokens


def indexed(world: World) -> dict[str, str]:
    """Return the words that stand in the index: it is all that the engines read."""
    written = "\n".join(f"{entry.vector} {entry.title} {entry.text} {entry.url}" for entry in IndexEntry.objects.all())
    return {word: place for word, place in world.words.items() if word in written}


def test_every_word_is_found_by_those_only_who_may_see_it(world: World, engine: Any) -> None:
    words = indexed(world)
    for name in EVERYBODY:
        held = held_by(world, name)
        found = set()
        for word, place in words.items():
            for language in LANGUAGES:
                query = Query(word, language, held, facets=FACETS, stays_in_language=True)
                answered = answer(query, engine=engine)
                if answered.total:
                    found.add(place)
                    assert may_see(name, place), (name, place)
                else:
                    assert not any(answered.facets.values()), "nothing is counted that is not found"
                assert not answered.suggestion
        assert FOUND.get(name, set()) <= {re.sub(r"^(picture|document), ", "", place) for place in found}, name


def test_no_answer_holds_a_word_that_is_not_for_whoever_asks(world: World, engine: Any) -> None:
    for name in EVERYBODY:
        held = held_by(world, name)
        for text in ("", "Raum", "Projekt", "wort", "zq"):
            answered = answer(Query(text, "", held, facets=FACETS, per_page=100), engine=engine)
            said = " ".join(f"{hit.title} {hit.title_html} {hit.excerpt_html} {hit.url}" for hit in answered.hits)
            for word, place in world.words.items():
                assert word not in said or may_see(name, place), (name, place)


def test_totals_and_counts_are_of_what_whoever_asks_may_see(world: World, engine: Any) -> None:
    entries = list(IndexEntry.objects.all())
    now = timezone.now()
    values = dict(FacetValue.objects.values_list("pk", "name"))
    for name in EVERYBODY:
        held = held_by(world, name)
        theirs = [one for one in entries if set(one.audience) <= held and (one.expires is None or one.expires > now)]

        answered = answer(Query("", "", held, facets=FACETS, counts_kinds=True), engine=engine)

        assert answered.total == len(theirs), name
        assert answered.kinds == Counter(one.kind for one in theirs), name
        for facet in FACETS:
            number = sum(values[key] == facet for one in theirs for key in one.facets)
            assert sum(one.number for one in answered.facets[facet]) == number, (name, facet)


def test_suggestions_and_likenesses_are_for_those_who_may_see_them(world: World, engine: Any) -> None:
    for name in EVERYBODY:
        held = held_by(world, name)
        for word, place in indexed(world).items():
            for language in LANGUAGES:
                titles = titles_for(word[:8], language, held)
                assert not titles or may_see(name, place), (name, place)
        for entry in IndexEntry.objects.all():
            try:
                hits = similar_to(entry.key, held, limit=20)
            except NoSuchEntry:
                assert not set(entry.audience) <= held
                continue
            assert set(entry.audience) <= held
            for hit in hits:
                kind, _colon, number = hit.key.partition(":")
                assert set(IndexEntry.objects.get(kind=kind, object_id=number).audience) <= held


def test_a_spelling_is_not_corrected_to_a_hidden_word(searching_for_everybody: Callable[[str], Any]) -> None:
    assert searching_for_everybody("Gartenfezt").suggestion == "gartenfest"
    assert searching_for_everybody("Geheimtreffem").suggestion == ""
    assert searching_for_everybody("Gartenfest Geheimtreffem").suggestion == ""


@pytest.fixture
def searching_for_everybody(engine: Any) -> Callable[[str], Any]:
    write_rows(
        [
            entry_row(kind="project", object_id=1, language="de", title="Gartenfest", body={}, audience=[PUBLIC]),
            entry_row(kind="article", object_id=2, language="de", title="Geheimtreffen", body={}, audience=["x"]),
        ]
    )
    count_words()
    if engine.name == "elasticsearch":
        feed()
    return lambda text: answer(Query(text, "de", frozenset({PUBLIC})), engine=engine)


def test_who_has_just_left_finds_nothing_more(world: World, engine: Any) -> None:
    words = [word for word, place in world.words.items() if place == "room of chor"]
    rooms = [one for one in IndexEntry.objects.all() if any(word in str(one.vector) for word in words)]

    def found() -> int:
        held = held_by(world, "member")
        hits = sum(answer(Query(word, "", held, facets=FACETS), engine=engine).total for word in words)
        titles = sum(len(titles_for(word[:8], language, held)) for word in words for language in LANGUAGES)
        return hits + titles + sum(_has_likenesses(one.key, held) for one in rooms)

    assert found() > 1

    Membership.objects.filter(person=world.people.member).update(until=timezone.now())

    assert not found()


def _has_likenesses(key: str, held: frozenset[str]) -> bool:
    try:
        similar_to(key, held)
    except NoSuchEntry:
        return False
    return True
