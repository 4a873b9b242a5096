"""How fast questions are answered, beside the same request sent by hand and beside plain modelsearch.

    python -m benchmarks.search_speed --records 6700 --engine elasticsearch --projects FILE [--municipalities LIST]

Real projects are taken from a file as `import_projects` reads it, and repeated with new numbers if there are not
enough. Each question has words, asks for eight facets and gets highlights. Ends with one line of JSON.
"""

import argparse
import gzip
import itertools
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db import connection, connections
from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from accounts.enums import PUBLIC
from benchmarks.databases import own_database
from benchmarks.engines import ENGINES, Sentence, own_elasticsearch, plain_modelsearch
from search.contract import Query
from search.engines.ask import Ask
from search.engines.elastic.client import client
from search.engines.elastic.documents import after
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.elastic.querying import body_of
from search.engines.elastic.schema import MAPPINGS, SETTINGS, alias
from search.engines.postgres import PostgresEngine
from search.feeding import feed
from search.indexing import entry_row, write_rows
from search.models import Change
from search.rebuilding import fill_new_index
from search.searching import answer
from search.suggesting import titles_for
from search.vocabulary import count_words

FACETS = ("kind", "language", "standing", "field", "city", "land", "carrier_type", "status")
HELD = frozenset({PUBLIC})
ROUNDS, WARM = 60, 10
AT_ONCE = 16
_BATCH = 1000
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{5,}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--engine", choices=ENGINES, required=True)
    parser.add_argument("--projects", type=Path, required=True, help="JSON lines with title and description, gzipped")
    options = parser.parse_args()
    with own_database("benchmark_search_speed"), ExitStack() as stack:
        if options.engine == "elasticsearch":
            stack.enter_context(own_elasticsearch())
        print(json.dumps(measure(options.projects, options.records, options.engine, stack)))


def measure(file: Path, records: int, engine: str, stack: ExitStack) -> dict[str, Any]:
    """Fill and ask; return the figures, times in ms."""
    figures: dict[str, Any] = {"records": records, "engine": engine}
    texts = list(itertools.islice(real_texts(file), records))
    questions = questions_from(texts)
    if engine == "modelsearch":
        rival = stack.enter_context(plain_modelsearch())
        began = time.perf_counter()
        for first in range(0, len(texts), _BATCH):
            rows = [
                Sentence(pk=n + 1, text=f"{t}\n{d}") for n, (t, d) in enumerate(texts[first : first + _BATCH], first)
            ]
            rival.add(rows)
        figures["indexed_a_second"] = round(records / (time.perf_counter() - began))
        return {**figures, **times("modelsearch", questions, rival.find)}
    began = time.perf_counter()
    fill(texts)
    figures["indexed_a_second"] = round(records / (time.perf_counter() - began))
    count_words()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_indexentry")
    ours = PostgresEngine() if engine == "postgres" else ElasticsearchEngine()
    if engine == "elasticsearch":
        figures.update(feeding())
    figures.update(times("ours", questions, lambda question: ask(question, ours)))
    figures.update(times("raw", questions, Recorded(ours, questions).again))
    figures["ratio_p50"] = round(figures["ours_p50"] / figures["raw_p50"], 2)
    figures["ratio_p95"] = round(figures["ours_p95"] / figures["raw_p95"], 2)
    figures.update(findable(ours))
    typed = [question[: 3 + len(question) // 3] for question in questions]
    figures.update(times("suggest", typed, lambda text: titles_for(text, "de", HELD)))
    return figures


def real_texts(file: Path) -> Iterator[tuple[str, str]]:
    """Yield titles and descriptions, again from the beginning when they are used up."""
    for round_number in itertools.count():
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                title = str(record.get("project_name") or record.get("title") or record.get("zweck") or "").strip()
                text = str(record.get("project_description") or record.get("description") or record.get("name") or "")
                if title:
                    yield (f"{title} ({round_number})" if round_number else title), text


def fill(texts: list[tuple[str, str]]) -> None:
    """Write entries with eight facets, as projects have them."""
    chance = random.Random(1)
    fields, cities = [f"field-{n}" for n in range(15)], [f"{n:08d}" for n in range(1500)]
    for first in range(0, len(texts), _BATCH):
        write_rows(
            [
                entry_row(
                    kind="project", object_id=number, language="de", title=title,
                    body={"B": text[:600], "C": text[600:]}, audience=[PUBLIC],
                    url=f"/de/projekte/{number}/", summary=text[:200],
                    facets={
                        "standing": [chance.choice(("collected", "good"))], "field": chance.sample(fields, 2),
                        "city": [chance.choice(cities)], "land": [f"{chance.randint(1, 16):02d}"],
                        "carrier_type": [chance.choice(("city", "club", "school"))],
                        "status": [chance.choice(("running", "ended"))],
                    },
                )
                for number, (title, text) in enumerate(texts[first : first + _BATCH], first + 1)
            ]
        )  # fmt: skip


def questions_from(texts: list[tuple[str, str]]) -> list[str]:
    """Return questions of one to three words that stand together in real titles."""
    chance = random.Random(2)
    questions = []
    while len(questions) < ROUNDS + WARM:
        words = _WORD.findall(chance.choice(texts)[0])
        if words:
            number = chance.randint(1, min(3, len(words)))
            start = chance.randint(0, len(words) - number)
            questions.append(" ".join(words[start : start + number]))
    return questions


def ask(question: str, engine: Any) -> object:
    """Ask as the page of results does."""
    return answer(Query(question, "de", HELD, facets=FACETS), engine=engine)


class Recorded:
    """What our engine was asked for each question, to be asked again without anything around it."""

    def __init__(self, engine: Any, questions: list[str]) -> None:
        self.engine = engine
        self.asked: dict[str, list[Ask]] = {}
        for question in questions:
            self.asked[question] = kept = []

            class Recorder:
                name = engine.name

                def find(self, ask: Ask, kept: list[Ask] = kept) -> object:
                    kept.append(ask)
                    return engine.find(ask)

            ask(question, Recorder())
        self.bodies = {question: [body_of(one) for one in asked] for question, asked in self.asked.items()}

    def again(self, question: str) -> None:
        """Ask PostgreSQL the same statements; send Elasticsearch the same bodies by hand."""
        if self.engine.name == "postgres":
            for one in self.asked[question]:
                self.engine.find(one)
        else:
            for body in self.bodies[question]:
                client().search(index=alias(), body=body)


def times(name: str, questions: list[str], run: Callable[[str], object]) -> dict[str, float]:
    """Return median and 95th percentile, one at a time and sixteen at once."""
    for question in questions[:WARM]:
        run(question)
    alone = [timed(run, question) for question in questions[WARM:]]

    def in_a_thread(question: str) -> float:
        try:
            return timed(run, question)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        crowded = list(pool.map(in_a_thread, questions[WARM:] * 2))
    return {
        f"{name}_p50": percentile(alone, 50), f"{name}_p95": percentile(alone, 95),
        f"{name}_{AT_ONCE}_p50": percentile(crowded, 50), f"{name}_{AT_ONCE}_p95": percentile(crowded, 95),
    }  # fmt: skip


def timed(run: Callable[[str], object], question: str) -> float:
    """Return how long an answer took, in ms."""
    began = time.perf_counter()
    run(question)
    return (time.perf_counter() - began) * 1000


def percentile(values: list[float], percent: int) -> float:
    """Return a percentile, rounded."""
    return round(statistics.quantiles(values, n=100)[percent - 1], 1)


def feeding() -> dict[str, float]:
    """Return how fast Elasticsearch is filled, beside a bare bulk request of the same documents."""
    began = time.perf_counter()
    fed = fill_new_index()[0]
    ours = fed / (time.perf_counter() - began)
    lines, _last, _number = after(0, 20_000)
    made = [json.loads(document) for document in lines[1::2]]
    server: Elasticsearch = client()
    server.indices.create(index=f"{alias()}-bare", settings=SETTINGS, mappings=MAPPINGS)
    began = time.perf_counter()
    bulk(server, ({"_index": f"{alias()}-bare", "_id": one["key"], **one} for one in made), chunk_size=_BATCH)
    server.indices.refresh(index=f"{alias()}-bare")
    bare = len(made) / (time.perf_counter() - began)
    server.indices.delete(index=f"{alias()}-bare")
    return {"fed_a_second": round(ours), "bare_bulk_a_second": round(bare), "feeding_ratio": round(ours / bare, 2)}


def findable(engine: Any) -> dict[str, float]:
    """Return how long it takes until a change is found, and what writing it costs the editor, in ms."""
    saved, found = [], []
    for number in range(10):
        began = time.perf_counter()
        row = entry_row(
            kind="project",
            object_id=10**9 + number,
            language="de",
            title=f"Sonderwort{number}",
            body={},
            audience=[PUBLIC],
        )
        write_rows([row])
        saved.append((time.perf_counter() - began) * 1000)
        if engine.name == "elasticsearch":
            feed()
        if not answer(Query(f"Sonderwort{number}", "de", HELD), engine=engine).total:
            sys.exit("A change is not found.")
        found.append((time.perf_counter() - began) * 1000)
    Change.objects.all().delete()
    return {"saved_ms": percentile(saved, 50), "findable_ms": percentile(found, 50)}


if __name__ == "__main__":
    main()
