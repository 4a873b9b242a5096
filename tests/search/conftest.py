"""Both engines, each real, behind the same questions."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from accounts.enums import PUBLIC
from search.contract import Answer, Query
from search.engines.ask import Engine
from search.engines.elastic.client import client, fuse
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.elastic.schema import alias
from search.engines.postgres import PostgresEngine
from search.feeding import feed
from search.models import ElasticIndex
from search.rebuilding import fill_new_index
from search.searching import answer
from search.vocabulary import count_words
from search.writing import entry_row, write_rows

EVERYBODY = frozenset({PUBLIC})
needs_elasticsearch = pytest.mark.skipif(
    os.environ.get("WEGWEISER_TEST_ELASTICSEARCH") == "0", reason="left out by --without-elasticsearch"
)


@dataclass
class Searching:
    """An engine with what was written for it."""

    engine: Engine
    number: int = 0

    def write(self, *titles: str, language: str = "de", **more: Any) -> None:
        """Write an entry for each title; texts by `body`, e.g. {"C": "…"}."""
        rows = []
        for title in titles:
            self.number += 1
            given = {"kind": "project", "body": {}, "audience": [PUBLIC], **more}
            rows.append(entry_row(object_id=self.number, language=language, title=title, **given))
        write_rows(rows)

    def ready(self) -> None:
        """Count the words, and tell Elasticsearch, if it is the one that is asked."""
        count_words()
        if self.engine.name == "elasticsearch":
            if ElasticIndex.objects.exists():
                feed()
            else:
                fill_new_index()

    def ask(self, text: str, language: str = "de", **more: Any) -> Answer:
        """Ask this engine."""
        query = Query(text, language, more.pop("held", EVERYBODY), **more)
        return answer(query, engine=self.engine)

    def titles(self, text: str, language: str = "de", **more: Any) -> list[str]:
        """Return the titles of the hits, in order."""
        return [hit.title for hit in self.ask(text, language, **more).hits]


@pytest.fixture
def elasticsearch_indexes(settings: Any) -> Iterator[Callable[[], Any]]:
    """Indexes of this test's own on the suite's Elasticsearch; returns the client."""
    address = settings.TEST_ELASTICSEARCH_URL
    assert address, "./test starts Elasticsearch; by hand, name one in ELASTICSEARCH_URL"
    settings.ELASTICSEARCH_URL = address
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid4().hex[:12]}"
    settings.ELASTICSEARCH_TIMEOUT_SECONDS = 20.0
    fuse.mend()
    yield client
    settings.ELASTICSEARCH_URL = address
    for name in client().indices.get(index=f"{alias()}*"):
        client().indices.delete(index=name)
    fuse.mend()


@pytest.fixture(params=["postgres", pytest.param("elasticsearch", marks=needs_elasticsearch)])
def searching(request: pytest.FixtureRequest, db: None) -> Searching:
    """Each engine in turn."""
    if request.param == "postgres":
        return Searching(PostgresEngine())
    request.getfixturevalue("elasticsearch_indexes")
    return Searching(ElasticsearchEngine())
