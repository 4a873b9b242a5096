"""How fast Elasticsearch is filled, how soon a change is found, and what saving costs."""

import json
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.models.signals import post_save
from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from accounts.enums import PUBLIC
from home.models import LegalPage
from home.services import found_site
from search import following
from search.contract import Query
from search.engines.elastic.client import client
from search.engines.elastic.documents import after
from search.engines.elastic.schema import MAPPINGS, SETTINGS, alias
from search.job import keep_in_step
from search.models import IndexEntry
from search.rebuilding import fill_new_index
from search.searching import answer
from search.writing import entry_row, write_rows

_BARE, _CHUNK = 50_000, 1000
_TIMES = 20


def feeding() -> dict[str, float]:
    """Return how fast Elasticsearch is filled, beside a bare bulk request of the same documents before and after."""
    documents: list[dict[str, object]] = []
    last = 0
    while len(documents) < _BARE:
        lines, last, number = after(last, _CHUNK)
        documents += [json.loads(document) for document in lines[1::2]]
        if number < _CHUNK:
            break
    bare = [_bare(documents)]
    began = time.perf_counter()
    fed = fill_new_index()[0]
    ours = fed / (time.perf_counter() - began)
    bare.append(_bare(documents))
    rate = statistics.mean(bare)
    return {"fed_a_second": round(ours), "bare_bulk_a_second": round(rate), "feeding_ratio": round(ours / rate, 2)}


def _bare(documents: list[dict[str, object]]) -> float:
    server: Elasticsearch = client()
    name = f"{alias()}-bare"
    server.indices.create(index=name, settings=SETTINGS, mappings=MAPPINGS)
    began = time.perf_counter()
    bulk(server, ({"_index": name, "_id": one["key"], **one} for one in documents), chunk_size=_CHUNK)
    server.indices.refresh(index=name)
    rate = len(documents) / (time.perf_counter() - began)
    server.indices.delete(index=name)
    return rate


def findable(engine: str, held: frozenset[str]) -> dict[str, float]:
    """Return how long it takes until a change is found, with the worker's job running as it does, in ms."""
    found = []
    with _worker():
        for number in range(_TIMES):
            began = time.perf_counter()
            key, word = 10**9 + number, f"Sonderwort{number}"
            write_rows(
                [entry_row(kind="project", object_id=key, language="de", title=word, body={}, audience=[PUBLIC])]
            )
            query = Query(word, "de", held, stays_in_language=True)
            while not (answered := answer(query)).total or answered.engine != engine:
                if time.perf_counter() - began > 60:
                    sys.exit("A change is not found.")
                time.sleep(0.005)
            found.append((time.perf_counter() - began) * 1000)
    IndexEntry.objects.filter(object_id__gte=10**9).delete()
    return {"findable_ms": round(statistics.median(found), 1), "findable_most_ms": round(max(found), 1)}


@contextmanager
def _worker() -> Iterator[None]:
    """Run the job that feeds Elasticsearch, in a thread as `manage.py work` does."""
    stopped = threading.Event()

    def work() -> None:
        try:
            keep_in_step(stopped)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def saving() -> dict[str, float]:
    """Return how long publishing a page takes, with the index and with nobody following, in ms."""
    page = LegalPage(title="Impressum", slug="impressum", body="<p>Verantwortlich ist die Stadt.</p>" * 20)
    found_site(languages=["de"]).add_child(instance=page)

    def publish(number: int) -> float:
        page.title = f"Impressum {number}"
        began = time.perf_counter()
        page.save_revision().publish()
        return (time.perf_counter() - began) * 1000

    publish(0)
    pairs = []
    for number in range(1, _TIMES):
        followed = publish(number)
        post_save.disconnect(dispatch_uid="search.saved")
        try:
            pairs.append((followed, publish(-number)))
        finally:
            post_save.connect(following.saved, dispatch_uid="search.saved")
    return {
        "publishing_ms": round(statistics.median(one for one, _other in pairs), 1),
        "publishing_without_index_ms": round(statistics.median(other for _one, other in pairs), 1),
    }
