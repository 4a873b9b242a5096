"""`./run`, second part: servers, tables, demo, then the site until Ctrl-C."""

import argparse
import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial

import psutil

from cms.core.demo_accounts import DEMO_ACCOUNTS
from cms.services import elasticsearch, postgres
from cms.services.account import remove_data_dir
from cms.services.errors import ServiceError, StartFailed
from cms.services.locking import locked
from cms.services.progress import working
from scripts import run_options
from scripts.environment import PROJECT, PYTHON, VAR
from scripts.sessions import IN_USE, Session, living, session, sweep

POSTGRES = VAR / "postgres"
ELASTICSEARCH = VAR / "elasticsearch"
RUNS = VAR / "run"
SECONDS_TO_SERVE = 60
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(options: argparse.Namespace) -> None:
    """Serve until Ctrl-C, SIGTERM or a closed terminal."""
    for number in ENDING:  # SIGINT too: a shell that starts us in the background has it ignored
        signal.signal(number, _interrupt)
    if options.reset:
        _reset(ask=not options.yes)
    stop: dict[str, Callable[[], object]] = {
        "postgres": _stop_postgres,
        "elasticsearch": partial(elasticsearch.stop, ELASTICSEARCH),
    }
    with session(RUNS, stop_server=stop) as run:
        run_options.check_port(options.port)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
        os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{options.port}")
        own_database = not os.environ.get("DATABASE_URL")
        if own_database:
            run.server("postgres", partial(postgres.start, POSTGRES), runs=postgres.is_ready(POSTGRES))
        if options.elasticsearch and not os.environ.get("ELASTICSEARCH_URL"):
            start = partial(elasticsearch.start, ELASTICSEARCH)
            runs = elasticsearch.is_ready(ELASTICSEARCH)
            os.environ["ELASTICSEARCH_URL"] = run.server("elasticsearch", start, runs=runs)
        _prepare(options)
        site = _start_site(run, options.port)
        _greet(options)
        _watch(site, own_database=own_database)


def _stop_postgres() -> object:
    return IN_USE if postgres.is_used(POSTGRES) else postgres.stop(POSTGRES)


def _prepare(options: argparse.Namespace) -> None:
    command = [str(PYTHON), "manage.py", "prepare", *(["--no-demo"] if options.no_demo else [])]
    with locked(VAR / "prepare.lock", seconds=1800):  # two at once would create the same tables
        done = subprocess.run(command, cwd=PROJECT, check=False)
    if done.returncode != 0:
        raise StartFailed("The site could not be prepared: see above.")


def _start_site(run: Session, port: int) -> list[psutil.Popen]:
    gunicorn = [
        str(PYTHON), "-m", "gunicorn", "cms.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--preload", "--workers", "2", "--threads", "4", "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip
    web = run.start(gunicorn, cwd=PROJECT)
    deadline = time.monotonic() + SECONDS_TO_SERVE
    with working("Starting the site"):
        while not _answers(port):
            if not web.is_running() or web.poll() is not None or time.monotonic() > deadline:
                raise StartFailed("The site does not start: see above.")
            time.sleep(0.05)
    return [web, run.start([str(PYTHON), "manage.py", "work"], cwd=PROJECT)]


def _answers(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_SERVE)) as connection:
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
    return True


def _greet(options: argparse.Namespace) -> None:
    print(f"\nWegweiser is at   http://127.0.0.1:{options.port}/")
    print(f"Administration    http://127.0.0.1:{options.port}/admin/")
    password = VAR / "demo-password"
    if not options.no_demo and password.exists():
        print(f"\nLogins, all with the password {password.read_text()}")
        for email, role in DEMO_ACCOUNTS:
            print(f"  {email:<28} {role}")
    print("\nCtrl-C ends it.", flush=True)


def _watch(children: list[psutil.Popen], *, own_database: bool) -> None:
    """Wait for Ctrl-C; start the database again if it has been killed meanwhile."""
    while True:
        for child in children:
            if child.poll() is not None:
                raise StartFailed(f"A part of the site ended by itself: {' '.join(child.args[1:4])}. See above.")
        if own_database and not postgres.is_ready(POSTGRES):
            postgres.start(POSTGRES)
        time.sleep(2)


def _reset(*, ask: bool) -> None:
    RUNS.mkdir(parents=True, exist_ok=True)
    sweep(RUNS)
    if others := living(RUNS):
        raise StartFailed(f"Another ./run is at work (process {others[0]}). End it before --reset.")
    if ask and input("Delete the database, the uploads and the search index below var/? [y/N] ").lower() != "y":
        raise SystemExit("Nothing was deleted.")
    postgres.stop(POSTGRES)
    elasticsearch.stop(ELASTICSEARCH)
    for server in (POSTGRES, ELASTICSEARCH):
        remove_data_dir(server)
    shutil.rmtree(VAR / "media", ignore_errors=True)
    (VAR / "demo-password").unlink(missing_ok=True)


def _interrupt(*_: object) -> None:
    for number in ENDING:  # once is enough: what follows ends by itself, and must not be left half-done
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        main(run_options.parse(sys.argv[1:]))
    except ServiceError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print()
