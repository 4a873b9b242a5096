"""The engines that measurements compare, each filled with sentences and asked for their numbers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import ClassVar, Protocol

from django.conf import settings
from django.db import connection, models
from modelsearch import index
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry

from accounts.enums import PUBLIC
from benchmarks.servers import elasticsearch_address
from search.contract import Query
from search.engines.ask import Engine
from search.engines.elastic.client import client
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.elastic.schema import alias
from search.engines.postgres import PostgresEngine
from search.rebuilding import fill_new_index
from search.searching import answer
from search.vocabulary import count_words
from search.writing import entry_row, write_rows

ENGINES = ("postgres", "elasticsearch", "modelsearch")
_BATCH = 500
_FIRST = 10


class Filled(Protocol):
    """An engine that can be filled and asked."""

    def fill(self, texts: Sequence[str]) -> None:
        """Take texts; their numbers begin with 0."""

    def find(self, question: str) -> list[int]:
        """Return the numbers of the first ten hits."""


@contextmanager
def ready_engine(name: str, language: str) -> Iterator[Filled]:
    """Prepare an engine for the block."""
    with ExitStack() as stack:
        if name == "modelsearch":
            yield stack.enter_context(plain_modelsearch())
        elif name == "elasticsearch":
            stack.enter_context(own_elasticsearch())
            yield OurEngine(language, ElasticsearchEngine(), fill_new_index)
        else:
            yield OurEngine(language, PostgresEngine())


@contextmanager
def own_elasticsearch() -> Iterator[None]:
    """Use indexes of our own on the configured Elasticsearch, or on the one of the tests, for the block."""
    settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL or elasticsearch_address()
    settings.ELASTICSEARCH_PREFIX = "benchmark"
    settings.ELASTICSEARCH_TIMEOUT_SECONDS = 30.0
    try:
        yield
    finally:
        for name in client().indices.get(index=f"{alias()}-*"):
            client().indices.delete(index=name)


class OurEngine:
    """The site's search."""

    def __init__(self, language: str, engine: Engine, feed: Callable[[], object] | None = None) -> None:
        self.language, self.engine, self._feed = language, engine, feed

    def fill(self, texts: Sequence[str]) -> None:
        """Write the index, as publishing does."""
        for first in range(0, len(texts), _BATCH):
            write_rows(
                [
                    entry_row(
                        kind="sentence", object_id=first + number, language=self.language, title="",
                        body={"C": text}, audience=[PUBLIC],
                    )
                    for number, text in enumerate(texts[first : first + _BATCH])
                ]
            )  # fmt: skip
        count_words()
        if self._feed:
            self._feed()

    def find(self, question: str) -> list[int]:
        """Ask as a reader would."""
        query = Query(question, self.language, frozenset({PUBLIC}), per_page=_FIRST)
        return [int(hit.key.partition(":")[2]) for hit in answer(query, engine=self.engine).hits]


class Sentence(index.Indexed, models.Model):
    """A text as plain modelsearch takes it; its table exists during a measurement only."""

    text = models.TextField()

    search_fields: ClassVar = [index.SearchField("text")]

    class Meta:
        app_label = "search"

    def __str__(self) -> str:
        return self.text[:60]


@contextmanager
def plain_modelsearch() -> Iterator["PlainModelsearch"]:
    """Make the table for the block."""
    TextIDGenericRelation(IndexEntry).contribute_to_class(Sentence, "index_entries")  # as its `ready()` does
    with connection.schema_editor() as editor:
        editor.create_model(Sentence)
    yield PlainModelsearch()


class PlainModelsearch:
    """Wagtail's own search as it comes, on the database; any of the words, or questions would find nothing."""

    def fill(self, texts: Sequence[str]) -> None:
        """Write rows and index them; numbers begin with 0, keys with 1."""
        self.add([Sentence(pk=number + 1, text=text) for number, text in enumerate(texts)])

    def add(self, rows: Sequence[Sentence]) -> None:
        """Write rows and index them."""
        backend = get_search_backend("default")
        backend.get_index_for_model(Sentence).add_items(Sentence, Sentence.objects.bulk_create(rows))

    def find(self, question: str) -> list[int]:
        """Ask with the backend's own ranking."""
        found = get_search_backend("default").search(question, Sentence, operator="or")
        return [row.pk - 1 for row in found[:_FIRST]]
