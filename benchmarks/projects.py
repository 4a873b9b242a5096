"""How fast the project database is, beside plain Django and plain Wagtail in the same run.

    python -m benchmarks.projects --records 67|6700|100000 --projects FILE --municipalities LIST

Fills a database of its own with so many real projects of the EU's structural funds, asks the site in this process with
all its middleware, and drops the database. Ends with one line of JSON. Rivals: `orm` is the same list by Django's ORM,
a query for each facet, without page and middleware; `wagtail` is the same import by Wagtail's `add_child`.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count, F, Func
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.databases import own_database
from benchmarks.exporting import measure_exports
from cms.core.municipalities import read_municipalities, store_municipalities
from cms.core.towns import TownIndex
from home.services import found_site
from projects.importing.orders import Order
from projects.importing.places import TownFinder
from projects.importing.presets import KINDS
from projects.importing.records import Refused
from projects.importing.running import import_projects
from projects.models import ProjectIndexPage, ProjectPage
from projects.searchable import FACETS

PRESET = "esf"
REPEATS = 11
#: What readers ask for, by its name in the figures.
PAGES = {
    "list, all facets": "/de/projekte/",
    "list, one field": "/de/projekte/?field=work",
    "words, all facets": "/de/projekte/?q=integration",
    "API, all facets": "/api/v3/projects/",
}
_BY_WAGTAIL = 30


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, required=True, help="how many projects")
    parser.add_argument("--projects", type=Path, required=True, help="list of the structural funds, JSON lines")
    parser.add_argument("--municipalities", type=Path, required=True, help="the official list (GV100AD)")
    options = parser.parse_args()
    with own_database("benchmark_projects"), tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(options, Path(folder)), ensure_ascii=False))


def measure(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Fill, ask, take away; return the figures."""
    found_site()
    store_municipalities(read_municipalities(options.municipalities))
    say("choosing records")
    path = some_records(options.projects, options.records, folder)
    say("importing")
    run = import_projects(Order(path, PRESET, folder)).run
    rate = run.taken / run.seconds
    by_wagtail = added_by_wagtail()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say("asking")
    orm = {"list": median(orm_list), "words": median(lambda: orm_list("integration"))}
    pages = {name: asked(url) for name, url in PAGES.items()}
    pages["one record"] = asked(*(f"/de/projekte/{identifier}/" for identifier in some_identifiers()))
    one = median(lambda: list(ProjectPage.objects.filter(identifier=some_identifiers()[0]).prefetch_related("funding")))
    say("taking away")
    return {
        "records": ProjectPage.objects.count(),
        "import": {
            "new_a_second": round(rate),
            "seconds": round(run.seconds, 1),
            "wagtail_a_second": round(by_wagtail, 1),
            "times_wagtail": round(rate / by_wagtail, 1),
        },
        "pages": pages,
        "orm_ms": {**orm, "one": one},
        "list_by_orm": round(pages["list, all facets"]["ms"] / orm["list"], 2),
        "words_by_orm": round(pages["words, all facets"]["ms"] / orm["words"], 2),
        "exports": measure_exports(),
    }


def some_records(source: Path, number: int, folder: Path) -> Path:
    """Write the lines of the first so many projects into a file of their own."""
    kind = KINDS[PRESET]
    preset, keys = kind.preset(TownFinder(TownIndex.load())), set[str]()
    path = folder / "records.jsonl"
    with path.open("w", encoding="utf-8") as target:
        for line in kind.lines(source):
            try:
                keys.add(preset.read(line.row or {}).source_identifier)
            except Refused:
                continue
            if len(keys) > number:
                break
            target.write(line.text + "\n")
    return path


def added_by_wagtail() -> float:
    """Return how many pages a second Wagtail's own way adds; what it added goes again."""
    index = ProjectIndexPage.objects.get(locale__language_code="de")
    titles = list(ProjectPage.objects.values_list("title", "carrier")[:_BY_WAGTAIL])
    pages = [ProjectPage(title=title, carrier=carrier) for title, carrier in titles]
    started = time.perf_counter()
    for page in pages:
        index.add_child(instance=page)
        page.save_revision().publish()
    taken = time.perf_counter() - started
    for page in pages:
        page.delete()
    return len(pages) / taken


def orm_list(words: str = "") -> list[Any]:
    """Answer the list as a plain site would: twenty rows, their number, and a query for each facet."""
    found = ProjectPage.objects.live().filter(shown_in__contains=["de"])
    found = found.with_words(words) if words else found
    for facet in FACETS:
        value = Func(F(facet.column), function="unnest") if facet.many else F(facet.column)
        list(found.annotate(value=value).values("value").annotate(number=Count("pk")).order_by("-number"))
    found.count()
    return list(found.order_by("-standing", "-identifier").prefetch_related("towns__town")[:20])


def asked(*urls: str) -> dict[str, Any]:
    """Return the median time of an answer in ms and the number of its queries."""
    addresses = cycle(urls)
    get(urls[0])
    connection.queries_log.clear()  # it keeps the last 9,000 only; a full one would count none
    with CaptureQueriesContext(connection) as queries:
        get(urls[0])
    return {"ms": median(lambda: get(next(addresses))), "queries": len(queries)}


def cycle(urls: tuple[str, ...]) -> Iterator[str]:
    """Yield the addresses over and over."""
    while True:
        yield from urls


def get(url: str) -> None:
    """Ask the site in this process, with all its middleware."""
    answer = Client(SERVER_NAME="localhost").get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url}: {answer.status_code}")


def some_identifiers() -> list[str]:
    """Return some identifiers, from all over the database."""
    identifiers = ProjectPage.objects.order_by("identifier").values_list("identifier", flat=True)
    return list(identifiers)[:: max(1, len(identifiers) // REPEATS)][:REPEATS]


def median(do: Callable[[], object]) -> float:
    """Return the median time in ms, the first time not counted."""
    do()
    times = []
    for _number in range(REPEATS):
        started = time.perf_counter()
        do()
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 1)


def say(what: str) -> None:
    """Say what is being done."""
    print(what, file=sys.stderr)


if __name__ == "__main__":
    main()
