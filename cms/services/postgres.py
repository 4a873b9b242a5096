"""The embedded PostgreSQL: one server for each data directory, shared by every process that asks for it.

`start` is called whenever the settings are loaded, so it is quick when the server runs, and it may be called by many
at once. The server outlives whoever started it; killing it, or its starter, loses nothing. There is no port: the
socket lies in the data directory, which only the server's account (and root) may enter.

    python -m cms.services.postgres start|stop|status|url [--data DIR]
"""

import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import psutil

from . import postgres_cluster as cluster
from .account import Account, check_owner, reachable_data_dir, server_account
from .command import main
from .errors import NoSpace, NotWritable, StartFailed, StopFailed
from .locking import locked
from .log import open_log, said_since
from .processes import ended, spawn
from .sockets import socket_dir

SECONDS_TO_START = 60  # after a crash it replays what was written since the last checkpoint
SECONDS_TO_STOP = 30


def start(data_dir: Path, *, durable: bool = True) -> str:
    """Start the server of `data_dir` unless it runs, wait until it answers, and return its address.

    Args:
        data_dir: made and filled on first use; a link to it stands there where the server's account cannot enter.
        durable: False for tests: faster, but a crash of the machine may lose or damage everything.

    Returns: an address as libpq and `DATABASE_URL` take it.

    Raises:
        ServiceError: it cannot start; one line says why and what to do.
    """
    data_dir = data_dir.absolute()
    check_owner(data_dir)
    if is_ready(data_dir):
        return url(data_dir)
    with locked(_lock_file(data_dir)):
        if not is_ready(data_dir):
            account = server_account(data_dir)
            home = reachable_data_dir(data_dir, account)
            if not (home / "PG_VERSION").exists():
                cluster.initialise(home, account)
            cluster.check_version(home)
            cluster.configure(home, durable=durable)
            _launch(home, account, log=log_file(data_dir))
    return url(data_dir)


def stop(data_dir: Path) -> bool:
    """Stop the server of `data_dir`, ending its connections; return whether one ran."""
    data_dir = data_dir.absolute()
    if not data_dir.exists():
        return False
    with locked(_lock_file(data_dir)):
        process = _postmaster(data_dir.resolve())
        if process is None:
            return False
        for how in (signal.SIGINT, signal.SIGQUIT):  # fast, then immediate: both keep all that was committed
            with suppress(psutil.NoSuchProcess):
                process.send_signal(how)
            if ended(process, seconds=SECONDS_TO_STOP):
                return True
    raise StopFailed(f"PostgreSQL (process {process.pid}) does not end. See {log_file(data_dir)}.")


def is_used(data_dir: Path, *, seconds: float = 2) -> bool:
    """Whether somebody is connected to the server of `data_dir`, and stays for this long."""
    question = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    command = [str(cluster.installed_programs() / "bin" / "psql"), "--no-psqlrc", "-Atc", question, url(data_dir)]
    deadline = time.monotonic() + seconds
    while True:
        told = subprocess.run(
            command, env=cluster.server_environment(), capture_output=True, text=True, check=False
        ).stdout.strip()
        if told in ("", "0"):
            return False
        if time.monotonic() > deadline:
            return True
        time.sleep(0.1)


def is_ready(data_dir: Path) -> bool:
    """Whether a server answers for `data_dir`."""
    home = data_dir.resolve()
    if not (home / f".s.PGSQL.{cluster.PORT}").exists():
        return False
    return _answer(home) == 0


def url(data_dir: Path) -> str:
    """Return the address of the server of `data_dir`, whether it runs or not."""
    directory = quote(str(socket_dir(data_dir.resolve())), safe="/")
    return f"postgresql://{cluster.USER}@/{cluster.DATABASE}?host={directory}"


def process_id(data_dir: Path) -> int | None:
    """Return the process of the server of `data_dir`, or None if none runs."""
    process = _postmaster(data_dir.resolve())
    return process.pid if process else None


def log_file(data_dir: Path) -> Path:
    """Return where the server writes what happens."""
    return data_dir.parent / "log" / f"{data_dir.name}.log"


def _lock_file(data_dir: Path) -> Path:
    return data_dir.parent / f"{data_dir.name}.lock"


def _answer(home: Path) -> int:
    """Ask the server whether it takes connections: 0 yes, 1 not yet, 2 and above: nobody there."""
    ready = cluster.installed_programs() / "bin" / "pg_isready"
    who = [f"--host={socket_dir(home)}", f"--port={cluster.PORT}", f"--username={cluster.USER}"]
    command = [str(ready), "--quiet", "--timeout=5", f"--dbname={cluster.DATABASE}", *who]
    return subprocess.run(command, env=cluster.server_environment(), check=False).returncode


def _launch(home: Path, account: Account | None, log: Path) -> None:
    """Start the server and wait for it, again while the remains of a killed one are still in its way."""
    deadline = time.monotonic() + SECONDS_TO_START
    with open_log(log) as output:
        while True:
            began = output.tell()
            process = _postmaster(home) or _spawn(home, account, output)
            if _wait_until_ready(home, process, deadline):
                return
            words = said_since(log, began)
            if "pre-existing shared memory block" not in words or time.monotonic() > deadline:
                raise _failure(home, log, words)
            _end_orphans(home)


def _spawn(home: Path, account: Account | None, output: BinaryIO) -> psutil.Process | None:
    # Of a server that is gone. PostgreSQL itself trusts the number in them, which may be somebody else's by now.
    for left_over in ("postmaster.pid", f".s.PGSQL.{cluster.PORT}.lock"):
        (home / left_over).unlink(missing_ok=True)
    postgres = cluster.programs(account) / "bin" / "postgres"
    return spawn([str(postgres), "-D", str(home)], account, output=output, environment=cluster.server_environment())


def _wait_until_ready(home: Path, process: psutil.Process | None, deadline: float) -> bool:
    """Wait while the process lives; return whether it came to answer."""
    while time.monotonic() < deadline:
        if is_ready(home):
            return True
        if process is None or ended(process, seconds=0):
            return False
        time.sleep(0.03)
    return False


def _failure(home: Path, log: Path, words: str) -> Exception:
    last = next((line for line in reversed(words.splitlines()) if "FATAL" in line or "PANIC" in line), "")
    problem = cluster.space_or(StartFailed, words, home)
    if isinstance(problem, NoSpace):
        return problem
    if "could not create lock file" in words or "could not bind Unix" in words:
        return NotWritable(f"PostgreSQL cannot write to {home}: {last}. Make it writable for its owner.")
    reason = last.partition(": ")[2].strip() or f"no answer within {SECONDS_TO_START} s"
    return StartFailed(f"PostgreSQL does not start: {reason}. See {log}.")


def _postmaster(home: Path) -> psutil.Process | None:
    """Return the main process of the server of `home`; the number in its file alone proves nothing."""
    try:
        process = psutil.Process(int((home / "postmaster.pid").read_text().split(maxsplit=1)[0]))
        return process if _is_server_of(home, process) else None
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return None


def _is_server_of(home: Path, process: psutil.Process) -> bool:
    try:
        return process.name() == "postgres" and Path(process.cwd()) == home and not ended(process, seconds=0)
    except psutil.Error:
        return False


def _end_orphans(home: Path) -> None:
    """End what a killed server left behind: it serves nobody, and keeps the next one from starting."""
    for process in psutil.process_iter():
        if _is_server_of(home, process):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGQUIT)
    time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main("cms.services.postgres", start=start, stop=stop, url=url, process_id=process_id, data="var/postgres"))
