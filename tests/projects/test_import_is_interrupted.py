"""An import that dies leaves whole records, and goes on as if nothing had been."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from home.services import found_site
from projects.enums import RunState
from projects.importing.orders import AnotherImportRuns, Order
from projects.importing.running import BATCH, import_projects
from projects.models import Funding, ImportRun, ProjectIndexPage, ProjectPage
from tests.factories.projects import berlin, grant, json_lines, tree_problems

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

#: Imports the file; in the second batch, when everything is written but not yet committed, says so and waits.
CHILD = """
import sys, django
django.setup()
from pathlib import Path
from cms.core import bulk
from projects.importing.orders import Order
from projects.importing.running import import_projects

calls = []

def stop(model, keys):
    calls.append(keys)
    if len(calls) == int(sys.argv[3]):
        print("in the middle", flush=True)
        sys.stdin.read()

bulk.listeners.register("test", stop)
import_projects(Order(path=Path(sys.argv[1]), preset="berlin", reports=Path(sys.argv[2])))
"""


@pytest.fixture
def grants(tmp_path: Path) -> Path:
    """Three batches; every tenth project of the first comes again in the third."""
    found_site(languages=["de"])
    berlin()
    rows: list[dict[str, Any]] = [grant(zweck=f"Projekt {number}") for number in range(2 * BATCH)]
    rows += [grant(zweck=f"Projekt {number}", jahr=2016, politikbereich="Sport") for number in range(0, BATCH, 10)]
    rows += [grant(zweck="'"), grant(zweck="Zuletzt")]
    return json_lines(tmp_path / "grants.jsonl.gz", rows)


@contextmanager
def stopped_import(path: Path, reports: Path, *, in_batch: int) -> Iterator[subprocess.Popen[str]]:
    """Start an import in a process of its own and wait until it stands in the middle of a batch."""
    settings = connection.settings_dict
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    url = psycopg.conninfo.make_conninfo(**{part: settings[name] for part, name in parts.items() if settings[name]})
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    command = [sys.executable, "-c", CHILD, str(path), str(reports), str(in_batch)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "in the middle\n"
            yield process
        finally:
            process.kill()


def contents() -> list[Any]:
    """Return everything that the import wrote, without keys and times."""
    return sorted(
        (
            page.title,
            page.field_keys,
            page.city_keys,
            page.year_from,
            page.year_to,
            sorted(page.funding.values_list("year", "amount", "sort_order")),
            sorted(page.fields_of_action.values_list("field__slug", "sort_order")),
        )
        for page in ProjectPage.objects.prefetch_related("funding", "fields_of_action")
    )


def start_afresh() -> None:
    """Empty the database of projects as if none had been imported; Wagtail would take 20 ms for each."""
    index = ProjectIndexPage.objects.get()
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE projects_projectpage, projects_permanentidentifier, projects_identifiercounter,"
            " projects_importrun, wagtailcore_referenceindex CASCADE"
        )
        cursor.execute("DELETE FROM wagtailcore_page WHERE path LIKE %s", [f"{index.path}____"])
    ProjectIndexPage.objects.update(numchild=0)


def test_a_killed_import_resumed_equals_one_that_was_not(grants: Path, tmp_path: Path) -> None:
    import_projects(Order(path=grants, preset="berlin", reports=tmp_path / "whole"))
    whole = contents()
    start_afresh()

    with stopped_import(grants, tmp_path / "killed", in_batch=2) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()

    run = ImportRun.objects.get()
    assert (run.state, run.read, run.position) == (RunState.RUNNING, BATCH, BATCH)
    assert ProjectPage.objects.count() == Funding.objects.count() == BATCH
    assert tree_problems() == []

    resumed = import_projects(Order(path=grants, preset="berlin", reports=tmp_path / "resumed", resume=True)).run
    assert resumed.pk == run.pk
    assert (resumed.read, resumed.taken, resumed.merged, resumed.refused) == (2 * BATCH + 102, 2 * BATCH + 1, 100, 1)
    assert contents() == whole
    assert Path(resumed.report).read_text().count("no_title") == 1
    assert tree_problems() == []


def test_a_killed_import_started_again_doubles_nothing(grants: Path, tmp_path: Path) -> None:
    with stopped_import(grants, tmp_path / "killed", in_batch=2) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()

    run = import_projects(Order(path=grants, preset="berlin", reports=tmp_path / "again")).run

    assert (run.taken, run.merged, run.refused) == (BATCH + 1, BATCH + 100, 1)
    assert ProjectPage.objects.count() == 2 * BATCH + 1
    assert tree_problems() == []


def test_an_import_stopped_by_hand_keeps_whole_batches_and_says_how_to_go_on(grants: Path, tmp_path: Path) -> None:
    with stopped_import(grants, tmp_path / "stopped", in_batch=2) as process:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)

    run = ImportRun.objects.get()
    assert (run.state, run.read) == (RunState.INTERRUPTED, BATCH)
    assert ProjectPage.objects.count() == BATCH


def test_a_second_import_at_the_same_time_is_refused(grants: Path, tmp_path: Path) -> None:
    with stopped_import(grants, tmp_path / "first", in_batch=1) as process:
        with pytest.raises(AnotherImportRuns, match=r"[Ii]mport"):
            import_projects(Order(path=grants, preset="berlin", reports=tmp_path / "second"))
        process.kill()
        process.wait()

    # The lock dies with the process: nobody has to tidy up.
    assert import_projects(Order(path=grants, preset="berlin", reports=tmp_path / "third")).run.taken == 2 * BATCH + 1


def test_the_vocabularies_are_there_again(grants: Path) -> None:
    """Say so in one place if the tests before have emptied the database and not filled it again."""
    seed = import_module("projects.migrations.0002_seed_vocabularies")
    model = apps.get_model("projects", "FieldOfAction")
    assert set(model.objects.values_list("slug", flat=True)) >= set(seed.FIELDS)
