"""Who runs: each `./run` and `./test` keeps a record of the processes it started, so that nothing is left behind.

A record is locked as long as its run lives, however that ends. Whoever comes next ends what a killed run left; the
last one to leave stops the embedded servers that a run has started.
"""

import fcntl
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

import psutil

from cms.services.locking import locked

SECONDS_TO_STOP = 10
IN_USE = "in use"


class Session:
    """One `./run` or `./test`, while it lasts."""

    def __init__(self, directory: Path, record: TextIO) -> None:
        self._directory = directory
        self._record = record
        self._children: list[psutil.Process] = []

    def start(self, command: list[str], **options: Any) -> psutil.Popen:
        """Start a process that ends with this session; out of Ctrl-C's reach, so that it is ended once, by us."""
        child = psutil.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL, **options)
        self._children.append(child)
        self._record.seek(0)
        self._record.truncate()
        json.dump([[process.pid, process.create_time()] for process in self._children], self._record)
        self._record.flush()
        return child

    def server(self, name: str, start: Callable[[], str], *, runs: bool) -> str:
        """Start an embedded server and remember that we did, unless it runs because somebody else wants it to."""
        if not runs:
            (self._directory / f"{name}.started").touch()
        return start()

    def stop_children(self) -> None:
        """End all that was started here."""
        stop_processes(self._children)


@contextmanager
def session(directory: Path, *, stop_server: dict[str, Callable[[], object]]) -> Iterator[Session]:
    """Register a run in `directory` while the block lasts.

    Args:
        directory: where the records are kept; one for all that share servers.
        stop_server: how to stop each server, by the name it was started under; returns `IN_USE` if it had to go on.
    """
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{os.getpid()}.json"
    with locked(directory / "lock"):
        sweep(directory)
        record = path.open("w")
        fcntl.flock(record, fcntl.LOCK_EX)
    current = Session(directory, record)
    try:
        yield current
    finally:
        current.stop_children()
        with locked(directory / "lock"):
            path.unlink(missing_ok=True)
            record.close()
            if not living(directory):
                _stop_servers(directory, stop_server)


def living(directory: Path) -> list[int]:
    """Return the process numbers of the runs that are registered in `directory` and live."""
    return [int(path.stem) for path in sorted(directory.glob("*.json")) if _is_locked(path)]


def sweep(directory: Path) -> None:
    """End what killed runs have left, and forget them."""
    for path in directory.glob("*.json"):
        if not _is_locked(path):
            stop_processes(_recorded(path))
            path.unlink(missing_ok=True)


def stop_processes(processes: list[psutil.Process]) -> None:
    """Ask the processes to end; kill those that do not within `SECONDS_TO_STOP`."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    _, alive = psutil.wait_procs(processes, timeout=SECONDS_TO_STOP)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            for descendant in [process, *process.children(recursive=True)]:
                with suppress(psutil.NoSuchProcess):
                    descendant.kill()
    psutil.wait_procs(alive, timeout=SECONDS_TO_STOP)


def _recorded(path: Path) -> list[psutil.Process]:
    """Return the recorded processes that still live; a number that has been given out anew is somebody else's."""
    found = []
    try:
        entries = json.loads(path.read_text() or "[]")
    except ValueError:  # killed while it wrote
        entries = []
    for number, created in entries:
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(number)
            if abs(process.create_time() - created) < 1:
                found.append(process)
    return found


def _stop_servers(directory: Path, stop_server: dict[str, Callable[[], object]]) -> None:
    for name, stop in stop_server.items():
        mark = directory / f"{name}.started"
        if mark.exists() and stop() is not IN_USE:
            mark.unlink()


def _is_locked(path: Path) -> bool:
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False
