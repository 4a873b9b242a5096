"""How fast all projects are taken away, and with how much memory; for the benchmark of the project database.

    from benchmarks.exporting import measure_exports
    figures = measure_exports(names=("csv", "xlsx"))

Asks the site in a process of its own, which has answered one page before: an idle worker.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from typing import Any

import psutil
from django.conf import settings
from django.db import connection
from django.test import Client

from projects.models import ProjectPage

_EVERY = 0.02
_CODE = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[2]
from benchmarks.exporting import take_all
print(json.dumps(take_all(sys.argv[1])))
"""


def measure_exports(
    names: Iterable[str] = ("csv", "xlsx", "json", "jsonl", "bib", "ris", "csl.json"),
) -> dict[str, Any]:
    """Take everything in each format, from the database that is in use.

    Returns: by format: seconds, seconds until the first byte, bytes, records a second, and `more_mb`, how much more
        memory (resident set) than before the process needed at its highest.
    """
    found = {}
    for name in names:
        command = [sys.executable, "-c", _CODE, name, str(connection.settings_dict["NAME"])]
        done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
        found[name] = json.loads(done.stdout.splitlines()[-1])
    return found


def take_all(name: str) -> dict[str, Any]:
    """Take all projects in one format in this process, and measure."""
    number = ProjectPage.objects.live().count()
    client = Client(SERVER_NAME="localhost")
    client.get("/api/v3/projects/?per_page=1")
    client.get("/api/v3/projects/export.csv?field=none&land=none&city=none").getvalue()
    with _HighestMemory() as memory:
        started = time.perf_counter()
        first, size = 0.0, 0
        response = client.get(f"/api/v3/projects/export.{name}")
        for piece in response.streaming_content:
            first = first or time.perf_counter() - started
            size += len(piece)
        seconds = time.perf_counter() - started
    return {
        "seconds": round(seconds, 1),
        "first_byte_seconds": round(first, 2),
        "bytes": size,
        "records_a_second": round(number / seconds),
        "more_mb": round(memory.more / 1_000_000, 1),
    }


class _HighestMemory:
    """Watches the resident set of this process; `more` is how far it rose."""

    def __init__(self) -> None:
        self.more = 0
        self._process = psutil.Process()
        self._before = self._process.memory_info().rss
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_HighestMemory":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            self.more = max(self.more, self._process.memory_info().rss - self._before)
