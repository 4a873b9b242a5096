"""`./test`, second part: what the suite needs, then pytest."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial

from cms.services import elasticsearch, postgres
from cms.services.elasticsearch_install import is_installed
from cms.services.errors import NoNetwork, ServiceError
from cms.services.progress import working
from scripts import system_needs, template_database
from scripts.environment import PROJECT, PYTHON, VAR
from scripts.sessions import IN_USE, Session, living, session

POSTGRES = VAR / "test-postgres"
ELASTICSEARCH = VAR / "test-elasticsearch"
RUNS = VAR / "test-run"
PAGE_CHECKS = PROJECT / "tests" / "quality"
WITHOUT = "--without-elasticsearch"


def main(arguments: list[str]) -> int:
    """Run the suite and return pytest's exit status."""
    own_search = WITHOUT not in arguments and not os.environ.get("ELASTICSEARCH_URL")
    system_needs.ensure(system_needs.needs(elasticsearch=own_search and not is_installed()))
    install_page_checks()
    stop: dict[str, Callable[[], object]] = {
        "postgres": _stop_postgres,
        "elasticsearch": partial(elasticsearch.stop, ELASTICSEARCH),
    }
    with session(RUNS, stop_server=stop) as run:
        variables = _variables(run, own_search=own_search, without=WITHOUT in arguments)
        subprocess.run([str(PYTHON), "manage.py", "compile_catalogues"], cwd=PROJECT, env=variables, check=True)
        variables["WEGWEISER_TEST_TEMPLATE"] = template_database.ensure(variables)
        given = [argument for argument in arguments if argument != WITHOUT]
        pytest = [str(PYTHON), "-m", "pytest", "-n", str(os.cpu_count() or 2), "--dist", "loadgroup", *given]
        return subprocess.run(pytest, cwd=PROJECT, env=variables, check=False).returncode


def _variables(run: Session, *, own_search: bool, without: bool) -> dict[str, str]:
    """Start the servers and return the environment in which the tests find them."""
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    if not os.environ.get("DATABASE_URL"):
        start = partial(postgres.start, POSTGRES, durable=False)
        variables["DATABASE_URL"] = run.server("postgres", start, runs=postgres.is_ready(POSTGRES))
    if len(living(RUNS)) > 1:  # two runs at once must not empty each other's tables
        variables.setdefault("WEGWEISER_TEST_DB", f"test_wegweiser_{os.getpid()}")
    if without:
        variables["WEGWEISER_TEST_ELASTICSEARCH"] = "0"
        variables.pop("ELASTICSEARCH_URL", None)
    elif own_search:
        runs = elasticsearch.is_ready(ELASTICSEARCH)
        address = run.server("elasticsearch", partial(elasticsearch.start, ELASTICSEARCH), runs=runs)
        variables["ELASTICSEARCH_URL"] = address
    return variables


def _stop_postgres() -> object:
    return IN_USE if postgres.is_used(POSTGRES) else postgres.stop(POSTGRES)


def install_page_checks() -> None:
    """Install the checkers of HTML that come from npm, exactly as locked, unless that has been done.

    Raises:
        NoNetwork: npm could not.
    """
    lock = PAGE_CHECKS / "package-lock.json"
    stamp = PAGE_CHECKS / "node_modules" / "installed"
    if not lock.exists():
        return
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    npm = shutil.which("npm") or "npm"
    with working("Installing the checkers of HTML"):
        command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(command, cwd=PAGE_CHECKS, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            reason = next(
                (line for line in done.stderr.splitlines() if "ERR" in line or "error" in line), "no reason given"
            )
            raise NoNetwork(
                f"npm ci failed in {PAGE_CHECKS.relative_to(PROJECT)}: {reason}. Check the network, try again."
            )
    stamp.write_text(digest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ServiceError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
