"""Plain modelsearch on the same projects: the search that comes with Wagtail, set up as its manual says."""

import itertools
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.conf import settings
from django.db import connection, models
from modelsearch import index
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry

from benchmarks.project_rows import BATCH, FACETS, Project

_FIRST = 20


class PlainProject(index.Indexed, models.Model):
    """A project as plain modelsearch takes it, one value of each facet; its table exists during a measurement only."""

    title = models.TextField()
    text = models.TextField()
    kind = models.CharField(max_length=20, db_index=True)
    language = models.CharField(max_length=20, db_index=True)
    standing = models.CharField(max_length=20, db_index=True)
    field = models.CharField(max_length=20, db_index=True)
    city = models.CharField(max_length=20, db_index=True)
    land = models.CharField(max_length=20, db_index=True)
    carrier_type = models.CharField(max_length=20, db_index=True)
    status = models.CharField(max_length=20, db_index=True)

    search_fields: ClassVar = [
        index.SearchField("title", boost=2),
        index.SearchField("text"),
        *[index.FilterField(name) for name in FACETS],
    ]

    class Meta:
        app_label = "search"

    def __str__(self) -> str:
        return self.title[:60]


class Rival:
    """Plain modelsearch, on the database or on Elasticsearch."""

    def __init__(self, engine: str) -> None:
        self._is_elastic = engine == "elasticsearch"
        if self._is_elastic:
            self._backend = get_search_backend(
                "modelsearch.backends.elasticsearch8",
                URLS=[settings.ELASTICSEARCH_URL],
                INDEX_PREFIX=f"{settings.ELASTICSEARCH_PREFIX}-rival-",
                TIMEOUT=60,
            )
        else:
            self._backend = get_search_backend("default")
        self._index = self._backend.get_index_for_model(PlainProject)

    def fill(self, projects: Iterable[Project]) -> float:
        """Write rows and index them; return how many a second."""
        if self._is_elastic:
            self._index.reset()
            self._index.add_model(PlainProject)
        began, count = time.perf_counter(), 0
        rows = (
            PlainProject(
                pk=one.number, title=one.title, text=one.text, kind="project", language="de",
                **{name: values[0] for name, values in one.facets.items()},
            )
            for one in projects
        )  # fmt: skip
        while batch := list(itertools.islice(rows, BATCH)):
            self._index.add_items(PlainProject, PlainProject.objects.bulk_create(batch))
            count += len(batch)
        self._refresh()
        return count / (time.perf_counter() - began)

    def find(self, question: str) -> None:
        """Ask for the first page and the number of hits, in its own two queries."""
        found = self._backend.search(question, PlainProject)
        list(found[:_FIRST])
        found.count()

    def find_with_facets(self, question: str) -> None:
        """Ask for the same and for eight facets, one query each: it takes no more at once."""
        self.find(question)
        found = self._backend.search(question, PlainProject)
        for name in FACETS:
            found.facet(name)

    def save_ms(self) -> float:
        """Return how long it takes to index one row that was saved, in ms."""
        row = PlainProject.objects.get(pk=1)
        times = []
        for number in range(10):
            row.title = f"Geändert {number}"
            row.save()
            began = time.perf_counter()
            self._backend.add(row)
            times.append((time.perf_counter() - began) * 1000)
        return sorted(times)[5]

    def end(self) -> None:
        """Take away what Elasticsearch keeps."""
        if self._is_elastic:
            self._index.delete()

    def _refresh(self) -> None:
        if self._is_elastic:
            self._index.refresh()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE search_plainproject")


@contextmanager
def plain_modelsearch_of_projects(engine: str) -> Iterator[Rival]:
    """Make the table for the block."""
    TextIDGenericRelation(IndexEntry).contribute_to_class(PlainProject, "index_entries")  # as its `ready()` does
    with connection.schema_editor() as editor:
        editor.create_model(PlainProject)
    rival = Rival(engine)
    try:
        yield rival
    finally:
        rival.end()
