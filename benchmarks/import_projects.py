"""How fast real projects are imported and listed.

    python -m benchmarks.import_projects FILE --preset berlin --municipalities LIST [--limit N]

Makes a database of its own beside the configured one and drops it at the end. Ends with one line of JSON.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from wagtail.models import Page

from cms.core.municipalities import read_municipalities, store_municipalities
from home.services import found_site
from projects.importing.orders import Order, Outcome
from projects.importing.running import import_projects
from projects.models import Funding, ImportRun, ProjectPage

NAME = "benchmark_projects"
#: What readers ask for; the first is the most expensive, because every project counts for every facet.
ADDRESSES = {
    "everything": "",
    "one field": "?field=work",
    "field and city": "?field=work&field=sport&city=11000000",
    "words": "?q=integration",
    "words and field": "?q=frauen&field=work",
    "by title, last page": "?sort=title&page={last}",
}
REPEATS = 15


def main() -> None:
    """Measure and print."""
    options = read_options()
    connection.settings_dict["TEST"]["NAME"] = NAME
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        print(json.dumps(measure(options), ensure_ascii=False))
    finally:
        connection.creation.destroy_test_db(NAME, verbosity=0)


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--preset", required=True)
    parser.add_argument("--municipalities", type=Path, required=True, help="the official list")
    parser.add_argument("--limit", type=int)
    return parser.parse_args()


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Import, import again, list; return the figures."""
    found_site()
    store_municipalities(read_municipalities(options.municipalities))
    with tempfile.TemporaryDirectory() as folder:
        order = Order(options.file, options.preset, Path(folder), limit=options.limit, on_batch=show)
        first = figures(import_projects(order))
        again = figures(import_projects(order))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "first": {**first, "projects": ProjectPage.objects.count(), "grants": Funding.objects.count()},
        "again": again,
        "tree_problems": sum(map(len, Page.find_problems())),
        "page_ms": listing("/de/projekte/"),
        "api_ms": listing("/api/v3/projects/"),
        "one_ms": median([f"/de/projekte/{identifier}/" for identifier in some_identifiers()]),
    }


def figures(outcome: Outcome) -> dict[str, Any]:
    """Return what became of the lines, and how fast."""
    run = outcome.run
    counts = {name: getattr(run, name) for name in ("read", "taken", "merged", "refused")}
    seconds = round(run.seconds, 1)
    return {
        **counts,
        "seconds": seconds,
        "lines_a_second": round(run.read / run.seconds),
        "new_projects_a_second": round(run.taken / run.seconds),
    }


def listing(url: str) -> dict[str, float]:
    """Return the median time of each question in ms."""
    last = -(-ProjectPage.objects.count() // 20)
    return {name: median([url + address.format(last=last)]) for name, address in ADDRESSES.items()}


def get(url: str) -> None:
    """Ask the site in this process, with all its middleware."""
    response = Client(SERVER_NAME="localhost").get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")


def some_identifiers() -> list[str]:
    """Return as many identifiers as are asked for, from all over the database."""
    identifiers = ProjectPage.objects.order_by("identifier").values_list("identifier", flat=True)
    return list(identifiers)[:: max(1, len(identifiers) // REPEATS)][:REPEATS]


def median(urls: list[str]) -> float:
    """Return the median time in ms, the first asking not counted."""
    get(urls[0])
    times = []
    for number in range(REPEATS):
        started = time.perf_counter()
        get(urls[number % len(urls)])
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 1)


def show(run: ImportRun) -> None:
    """Say how far it is, every ten thousand lines."""
    if run.read % 10_000 < 1000:
        print(f"{run.read} read, {run.taken} taken, {run.seconds:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
