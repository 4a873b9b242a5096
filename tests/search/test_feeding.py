"""Elasticsearch learns of every change, in order, and may be gone or ill at any time."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.enums import PUBLIC
from search import feeding
from search.contract import Answer, Query
from search.engines.ask import EngineFails
from search.engines.elastic import schema
from search.engines.elastic.client import client, fuse
from search.engines.elastic.documents import after
from search.engines.elastic.schema import alias
from search.feeding import IndexIsGone, feed, send
from search.indexing import take_away
from search.job import bring_up_to_date, is_whole, make_whole
from search.models import Change, ElasticIndex, IndexEntry
from search.rebuilding import fill_new_index
from search.searching import answer
from search.writing import entry_row, write_rows
from tests.search.conftest import needs_elasticsearch

pytestmark = [pytest.mark.django_db, needs_elasticsearch]

NOWHERE = "index.routing.allocation.require._name"


def write(*titles: str, first: int = 1, **more: Any) -> None:
    write_rows(
        [
            entry_row(
                kind="project", object_id=number, language="de", title=title, body={}, **{"audience": [PUBLIC], **more}
            )
            for number, title in enumerate(titles, start=first)
        ]
    )


def ask(text: str) -> Answer:
    return answer(Query(text, "de", frozenset({PUBLIC})))


def titles(text: str) -> list[str]:
    return sorted(hit.title for hit in ask(text).hits)


def agree() -> bool:
    """Whether both engines have the same entries in the same versions."""
    client().indices.refresh(index=alias())
    found = client().search(index=alias(), size=1000, source=["key"], version=True)["hits"]["hits"]
    rows = {(entry.key, entry.version) for entry in IndexEntry.objects.all()}
    return {(hit["_id"], hit["_version"]) for hit in found} == rows


@pytest.fixture(autouse=True)
def indexes(db: None, elasticsearch_indexes: Callable[[], Any]) -> None:
    """An index with nothing in it."""
    fill_new_index()


@contextmanager
def server(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that takes connections and behaves as told; returns its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        ended = threading.Event()

        def take() -> None:
            while not ended.is_set():
                try:
                    connection, _address = listening.accept()
                except TimeoutError:
                    continue
                threading.Thread(target=behave, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        ended.set()
        thread.join()


def test_changes_arrive_and_are_forgotten() -> None:
    write("Garten", "Haus")
    feed()

    assert ask("Garten").engine == "elasticsearch"
    assert titles("Garten") == ["Garten"]
    assert not Change.objects.exists()

    write("Gärtnerei")
    take_away_kind(2)
    feed()

    assert titles("Gärtnerei") == ["Gärtnerei"]
    assert titles("Haus") == []
    assert agree()


def take_away_kind(number: int) -> None:
    from cms.core.searchable import searchables  # noqa: PLC0415

    take_away(searchables.get("project"), [number])


def test_until_it_knows_what_closed_postgres_answers() -> None:
    write("Geheimer Garten")
    feed()
    assert ask("Garten").engine == "elasticsearch"

    write("Geheimer Garten", audience=[PUBLIC, "community:1:member"])

    assert ask("Garten").engine == "postgres"
    assert ask("Garten").total == 0
    feed()
    assert ask("Garten").engine == "elasticsearch"
    assert ask("Garten").total == 0


def test_what_is_new_may_arrive_a_little_later_but_not_much() -> None:
    write("Garten")
    assert ask("Garten").engine == "elasticsearch"

    Change.objects.update(created_at=timezone.now() - timedelta(seconds=6))

    assert ask("Garten").engine == "postgres"
    assert titles("Garten") == ["Garten"]


def test_without_the_server_postgres_answers_and_says_so(settings: Any) -> None:
    write("Garten")
    feed()
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"

    answered = ask("Garten")

    assert answered.is_degraded
    assert answered.engine == "postgres"
    assert [hit.title for hit in answered.hits] == ["Garten"]


def test_a_slow_server_costs_one_wait_and_not_one_for_each_question(settings: Any) -> None:
    write("Garten")
    feed()
    settings.ELASTICSEARCH_TIMEOUT_SECONDS = 0.3
    asked: list[socket.socket] = []
    with server(asked.append) as address:
        settings.ELASTICSEARCH_URL = address
        began = time.monotonic()
        answers = [ask("Garten") for _number in range(10)]
        took = time.monotonic() - began

    assert all(one.is_degraded and one.total == 1 for one in answers)
    assert len(asked) == 1, "nine questions did not wait"
    assert took < 0.3 * 10
    for connection in asked:
        connection.close()


def test_after_a_while_one_question_tries_again(settings: Any) -> None:
    write("Garten")
    feed()
    right, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, "http://127.0.0.1:1"
    ask("Garten")
    settings.ELASTICSEARCH_URL = right
    assert fuse._blown_until
    fuse._blown_until = time.monotonic() + 60  # however slow this machine is
    assert ask("Garten").engine == "postgres"

    fuse._blown_until = time.monotonic()

    assert ask("Garten").engine == "elasticsearch"
    assert ask("Garten").engine == "elasticsearch"


def test_a_disk_that_is_full_loses_nothing() -> None:
    write("Garten")
    feed()
    name = ElasticIndex.objects.get().name
    client().indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": True})
    write("Garten am Haus")

    with pytest.raises(EngineFails, match="read-only"):
        feed()

    assert ask("Garten").engine == "postgres"
    assert titles("Garten") == ["Garten am Haus"]
    client().indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": None})
    feed()
    assert ask("Garten").engine == "elasticsearch"
    assert agree()


def test_an_index_that_is_closed_is_not_asked_and_loses_nothing() -> None:
    write("Garten")
    feed()
    name = ElasticIndex.objects.get().name
    client().indices.close(index=name)
    write("Garten am Haus")
    with pytest.raises(EngineFails):
        feed()
    Change.objects.update(closes=False)  # so that it is asked at all

    answered = ask("Garten")

    assert answered.is_degraded
    assert [hit.title for hit in answered.hits] == ["Garten am Haus"]
    client().indices.open(index=name)
    feed()
    fuse.mend()
    assert ask("Garten").engine == "elasticsearch"
    assert agree()


def make_red(name: str) -> None:
    """Put an index without a shard in the place of one that is empty: no node is called so, so it stays red."""
    client().indices.delete(index=name)
    client().indices.create(
        index=name,
        settings={**schema.SETTINGS, NOWHERE: "nowhere"},
        mappings=schema.MAPPINGS,
        aliases={schema.feeding_alias(name): {"is_write_index": True}, alias(): {}},
        wait_for_active_shards="0",
    )
    assert client().cluster.health(index=name)["status"] == "red"


def test_a_red_index_is_not_waited_for_and_catches_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "_PATIENCE", "100ms")
    name = ElasticIndex.objects.get().name
    make_red(name)
    write("Garten", "Hof")
    assert ask("Hof").is_degraded
    with pytest.raises(EngineFails, match="not active"):
        feed()
    assert not bring_up_to_date()
    take_away_kind(1)

    answered = ask("Hof")

    assert (answered.engine, [hit.title for hit in answered.hits]) == ("postgres", ["Hof"])
    assert titles("Garten") == []
    monkeypatch.undo()
    client().indices.put_settings(index=name, settings={NOWHERE: None})
    client().cluster.health(index=name, wait_for_status="yellow")
    assert bring_up_to_date()
    fuse.mend()
    assert ask("Hof").engine == "elasticsearch"
    assert ElasticIndex.objects.get().name == name, "it was not made anew"
    assert agree()


def test_an_index_that_came_back_empty_is_made_anew() -> None:
    write("Garten", "Hof")
    feed()
    name = ElasticIndex.objects.get().name
    make_red(name)
    assert ask("Hof").is_degraded
    client().indices.put_settings(index=name, settings={NOWHERE: None})
    client().cluster.health(index=name, wait_for_status="yellow")
    assert not is_whole()

    make_whole()
    fuse.mend()

    assert is_whole()
    assert ask("Hof").engine == "elasticsearch"
    assert agree()


def test_one_bad_document_holds_nobody_up_and_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    write("Garten", "Haus", "Hof")
    # An address longer than Elasticsearch takes as one word; the table could not have come by it.
    IndexEntry.objects.filter(object_id=2).update(sort_title="x" * 300, tokens={"A": {"no": "text"}})

    feed()

    assert titles("Garten") == ["Garten"]
    assert titles("Hof") == ["Hof"]
    assert Change.objects.get().object_id == 2
    assert "document_parsing_exception" in Change.objects.get().problem
    assert "project:2" in caplog.text
    assert ask("Garten").engine == "elasticsearch"

    write("Haus", "Hütte", first=2)  # mended by writing it again
    IndexEntry.objects.filter(object_id=2).update(sort_title="haus")
    feed()


def test_an_index_of_an_older_version_is_not_asked_and_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    write("Garten")
    feed()
    monkeypatch.setattr(schema, "SCHEMA", "00000000")
    assert ask("Garten").engine == "postgres"

    assert bring_up_to_date()

    assert ask("Garten").engine == "elasticsearch"
    assert agree()
    assert ElasticIndex.objects.count() == 1


def test_an_index_that_is_gone_is_made_anew() -> None:
    write("Garten")
    feed()
    client().indices.delete(index=ElasticIndex.objects.get().name)
    assert ask("Garten").engine == "postgres"
    write("Garten", "Hof")
    with pytest.raises(IndexIsGone):
        feed()

    bring_up_to_date()
    bring_up_to_date()
    fuse.mend()

    assert ask("Hof").engine == "elasticsearch"
    assert agree()


def test_what_arrives_late_does_not_undo_what_came_after() -> None:
    write("Garten")
    old, _last, _number = after(0, 10)
    write("Gärtnerei")
    feed()

    refused = send(ElasticIndex.objects.get().name, old)

    assert refused == {}
    assert titles("Gärtnerei") == ["Gärtnerei"]
    assert agree()


def test_beyond_what_elasticsearch_pages_postgres_goes_on() -> None:
    write(*[f"Gruppe {number}" for number in range(30)])
    feed()

    query = Query("Gruppe", "de", frozenset({PUBLIC}), page=1001, per_page=10)

    assert answer(query).engine == "postgres"
    assert answer(query).hits == []
    assert answer(query).total == 30


def test_what_changed_during_a_rebuild_is_in_the_new_index() -> None:
    write(*[f"Gruppe {number}" for number in range(20)])

    def edit(what: str, done: int, _total: int) -> None:
        if what == "Elasticsearch":
            write("Während des Baus")
            take_away_kind(2)

    fill_new_index(edit)
    feed()

    assert titles("Während") == ["Während des Baus"]
    assert agree()


def test_a_rebuild_that_was_interrupted_leaves_the_old_index_and_the_next_cleans_up() -> None:
    write("Garten")
    feed()

    def interrupt(*_progress: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_new_index(interrupt)
    assert ask("Garten").engine == "elasticsearch"
    assert ElasticIndex.objects.count() == 2

    fill_new_index()

    assert ElasticIndex.objects.count() == 1
    assert len(client().indices.get(index=f"{alias()}-*")) == 1
    assert agree()
