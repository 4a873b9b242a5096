"""How fast questions are answered, beside the same request sent by hand and beside plain modelsearch.

    python -m benchmarks.search_speed --records 6700 --engine elasticsearch --projects FILE

Real projects are taken from a file as `import_projects` reads it, and repeated with new numbers if there are not
enough. Each question has words, asks for eight facets and gets highlights. Each is asked of all in turn, so that
whatever else the machine does falls on all alike. Ends with one line of JSON.
"""

import argparse
import itertools
import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db import connection

from accounts.enums import PUBLIC
from benchmarks.databases import own_database
from benchmarks.engines import ENGINES, own_elasticsearch
from benchmarks.feeding import feeding, findable, saving
from benchmarks.project_rows import FACETS, fill, projects_of, questions_from, real_texts
from benchmarks.raw import by_hand
from benchmarks.rival import Rival, plain_modelsearch_of_projects
from benchmarks.timing import AT_ONCE, side_by_side
from search.contract import Query
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.postgres import PostgresEngine
from search.parameters import FACET_VALUES
from search.searching import answer
from search.suggesting import titles_for
from search.vocabulary import count_words

HELD = frozenset({PUBLIC})
ROUNDS, WARM = 100, 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--engine", choices=ENGINES, required=True)
    parser.add_argument("--projects", type=Path, required=True, help="JSON lines with title and description, gzipped")
    parser.add_argument("--without-modelsearch", action="store_true", help="only ours and the raw engine")
    options = parser.parse_args()
    with own_database("benchmark_search_speed"), ExitStack() as stack:
        if options.engine == "elasticsearch":
            stack.enter_context(own_elasticsearch())
        rival = None
        if not options.without_modelsearch:
            rival = stack.enter_context(plain_modelsearch_of_projects(options.engine))
        texts = list(itertools.islice(real_texts(options.projects), options.records))
        figures = {"records": options.records, "engine": options.engine}
        print(json.dumps({**figures, **measure(texts, options.engine, rival)}))


def measure(texts: list[tuple[str, str]], engine: str, rival: Rival | None) -> dict[str, Any]:
    """Fill and ask; return the figures, times in ms."""
    questions = questions_from(texts, ROUNDS + WARM)
    figures: dict[str, Any] = {}
    runs: dict[str, Any] = {}
    ours = ElasticsearchEngine() if engine == "elasticsearch" else PostgresEngine()
    if engine != "modelsearch":
        figures.update(filled(texts))
        if engine == "elasticsearch":
            figures.update(feeding())
        typed = {question: question[: 3 + len(question) // 3] for question in questions}
        runs = {
            "ours": lambda question: ask(question, ours),
            "raw": by_hand(ours, questions, ask),
            "suggest": lambda question: titles_for(typed[question], "de", HELD),
        }
    if rival:
        figures["modelsearch_indexed_a_second"] = round(rival.fill(projects_of(texts)))
        runs |= {"modelsearch": rival.find_with_facets, "modelsearch_without_facets": rival.find}
    print(json.dumps(figures), file=sys.stderr, flush=True)  # it may take an hour until all is measured
    figures.update(side_by_side(questions, runs, warm=WARM))
    print(json.dumps(figures), file=sys.stderr, flush=True)
    if engine != "modelsearch":
        for percent in ("p50", "p95", f"{AT_ONCE}_p50", f"{AT_ONCE}_p95"):
            figures[f"ratio_{percent}"] = round(figures[f"ours_{percent}"] / figures[f"raw_{percent}"], 2)
            if rival:
                with_rival = figures[f"modelsearch_{percent}"] / figures[f"ours_{percent}"]
                figures[f"modelsearch_to_ours_{percent}"] = round(with_rival, 2)
        figures.update(findable(engine, HELD))
        figures.update(saving())
    if rival:
        figures["modelsearch_saving_ms"] = round(rival.save_ms(), 1)
    return figures


def filled(texts: list[tuple[str, str]]) -> dict[str, float]:
    """Write the index, as publishing does."""
    began = time.perf_counter()
    fill(texts)
    took = time.perf_counter() - began
    began = time.perf_counter()
    count_words()
    counting = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_indexentry")
    print(f"{len(texts)} entries written", file=sys.stderr, flush=True)
    return {"indexed_a_second": round(len(texts) / took), "counting_words_s": round(counting, 1)}


def ask(question: str, engine: Any) -> object:
    """Ask as the page of results does."""
    return answer(Query(question, "de", HELD, facets=FACETS, most_values=FACET_VALUES), engine=engine)


if __name__ == "__main__":
    main()
