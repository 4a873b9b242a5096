"""`./run` and `./test` as somebody uses them who has just cloned the project: in a copy of it, with its own servers."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from cms.services import postgres

PROJECT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_SERVE = 180

pytestmark = pytest.mark.xdist_group("run")


@pytest.fixture
def project(place: Path) -> Path:
    """A copy of the project in a path with a blank, without data, with the packages that are installed here."""
    copy = place / "my project"
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for name in subprocess.run(listing, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (PROJECT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, copy / name)
    (copy / ".venv").symlink_to(PROJECT / ".venv")
    return copy


def environment(**more: str) -> dict[str, str]:
    """Ours, without the servers of the session."""
    named = ("DATABASE_URL", "ELASTICSEARCH_URL", "DJANGO_SETTINGS_MODULE", "DEMO_PASSWORD")
    return {**{name: value for name, value in os.environ.items() if name not in named}, **more}


def call(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd="/", env=environment(**more), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def running(project: Path, *arguments: str) -> Iterator[psutil.Popen]:
    """Start `./run`, and give it once it serves; end it with SIGINT to it alone, as a supervisor would."""
    output = project / "output.txt"
    with output.open("w") as file:
        run = psutil.Popen(
            [str(project / "run"), "--no-demo", *arguments],
            cwd="/", env=environment(), stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
        )  # fmt: skip
    deadline = time.monotonic() + SECONDS_TO_SERVE
    try:
        while "Ctrl-C ends it" not in output.read_text():
            assert run.poll() is None, output.read_text()
            assert time.monotonic() < deadline, output.read_text()
            time.sleep(0.05)
        yield run
    finally:
        if run.is_running():
            run.send_signal(signal.SIGINT)
        run.wait(30)


def left_running(project: Path) -> list[str]:
    """What still runs from the copy, the waiting for its end included."""
    deadline = time.monotonic() + 5
    while True:
        lines = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
        found = [line for line in lines if str(project) in line]
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.1)


@pytest.mark.parametrize("option", ["--port", "--no-demo", "--elasticsearch", "--reset", "--yes"])
def test_help_names_every_option_at_once(option: str) -> None:
    help_text = call([str(PROJECT / "run"), "--help"]).stdout

    assert option in help_text


def test_the_suite_has_help_too() -> None:
    assert "--without-elasticsearch" in call([str(PROJECT / "test"), "--help"]).stdout


def test_without_a_python_that_is_new_enough_it_says_so(place: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14", "python"):
        (place / name).write_text("#!/bin/sh\nexit 1\n")
        (place / name).chmod(0o755)

    run = call([str(PROJECT / "run")], PATH=f"{place}:/usr/bin:/bin")

    assert run.returncode == 1
    assert run.stderr.startswith("Wegweiser needs Python 3.11 or newer")


def test_a_port_that_is_taken_is_told_before_anything_is_installed(project: Path) -> None:
    (project / ".venv").unlink()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        run = call([str(project / "run"), "--port", str(port)])

    assert run.returncode == 1
    assert run.stderr == f"Port {port} is taken by another program. Choose another one: ./run --port {port + 1}\n"
    assert not (project / ".venv").exists()


def test_nothing_is_deleted_unless_somebody_says_yes(project: Path) -> None:
    assert "Add --yes" in call([str(project / "run"), "--reset"]).stderr


def test_a_database_that_is_named_is_never_deleted(project: Path) -> None:
    run = call([str(project / "run"), "--reset", "--yes"], DATABASE_URL="postgresql://elsewhere/wegweiser")

    assert "DATABASE_URL names another one" in run.stderr


@pytest.mark.slow
def test_the_site_is_served_and_ends_with_all_that_was_started(project: Path) -> None:
    port = free_port()

    with running(project, "--port", str(port)) as run:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/de/") as answer:
            assert answer.status == 200
        assert postgres.is_ready(project / "var" / "postgres")

    assert run.returncode == 0
    assert left_running(project) == []


@pytest.mark.slow
def test_a_run_that_was_killed_is_cleared_away_by_the_next_and_nothing_is_lost(project: Path) -> None:
    port = free_port()
    with running(project, "--port", str(port)) as run:
        address = postgres.url(project / "var" / "postgres")
        _sql(address, "CREATE TABLE kept AS SELECT 1 AS number")
        run.kill()
    assert left_running(project), "its children live on: this is what has to be cleared away"

    began = time.monotonic()
    with running(project, "--port", str(port)):
        seconds = time.monotonic() - began
        assert _sql(address, "SELECT number FROM kept") == [(1,)]
    assert left_running(project) == []
    assert seconds < 15, "it has nothing to set up; alone on two cores it takes less than 5 s"

    with running(project, "--port", str(port), "--reset", "--yes"):
        assert _sql(address, "SELECT to_regclass('kept')") == [(None,)]


def _sql(address: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []
