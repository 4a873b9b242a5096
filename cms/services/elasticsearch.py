"""The embedded Elasticsearch: one server for each data directory, shared by every process that asks for it.

It listens on the loopback address only and asks nobody who they are: it holds what the search index holds, and whoever
can log in to this machine can read it. It is meant for tests and the demo; a public site names its own server in
`ELASTICSEARCH_URL`, which callers look at before they come here.

    python -m cms.services.elasticsearch install|start|stop|status|url [--data DIR]
"""

import http.client
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import psutil

from . import elasticsearch_install as installation
from .account import Account, check_owner, reachable_copy, reachable_data_dir, server_account
from .command import main
from .elasticsearch_node import environment, ports_file, process_file, write_settings
from .errors import NoSpace, PortTaken, StartFailed, StopFailed
from .locking import locked
from .log import said_since
from .processes import ended
from .progress import working

SECONDS_TO_START = 180
SECONDS_TO_STOP = 30
SECONDS_TO_LET_GO = 5  # a killed server holds its port until its memory has been given back


def start(data_dir: Path, *, port: int | None = None) -> str:
    """Start the server of `data_dir` unless it runs, wait until it answers, and return its address.

    Args:
        data_dir: made on first use; a link to it stands there where the server's account cannot enter.
        port: where to listen; None takes the one of last time, or a free one. A server that runs keeps its port.

    Raises:
        ServiceError: it cannot start, or not be fetched; one line says why and what to do.
    """
    data_dir = data_dir.absolute()
    check_owner(data_dir)
    if is_ready(data_dir):
        return url(data_dir)
    with locked(_lock_file(data_dir), seconds=1800):
        home = data_dir.resolve()
        if _process(home) is None:
            home = _launch(data_dir, port)
        with working("Waiting for Elasticsearch"):
            _wait_until_ready(home)
    return url(data_dir)


def stop(data_dir: Path) -> bool:
    """Stop the server of `data_dir`; return whether one ran."""
    data_dir = data_dir.absolute()
    if not data_dir.exists():
        return False
    with locked(_lock_file(data_dir)):
        process = _process(data_dir.resolve())
        if process is None:
            return False
        for how in (signal.SIGTERM, signal.SIGKILL):  # each change is on disk before it is confirmed
            with suppress(psutil.NoSuchProcess):
                process.send_signal(how)
            if ended(process, seconds=SECONDS_TO_STOP):
                return True
    raise StopFailed(f"Elasticsearch (process {process.pid}) does not end. See {log_file(data_dir)}.")


def is_ready(data_dir: Path) -> bool:
    """Whether a server answers for `data_dir`."""
    home = data_dir.resolve()
    port = _port(home)
    return port is not None and _process(home) is not None and _answers(port)


def url(data_dir: Path) -> str:
    """Return the address of the server of `data_dir`; one that is stopped may get another."""
    return f"http://127.0.0.1:{_port(data_dir.resolve()) or 0}"


def process_id(data_dir: Path) -> int | None:
    """Return the process of the server of `data_dir`, or None if none runs."""
    process = _process(data_dir.resolve())
    return process.pid if process else None


def log_file(data_dir: Path) -> Path:
    """Return where the server writes what happens."""
    return data_dir.resolve() / "logs" / "elasticsearch.log"


def _lock_file(data_dir: Path) -> Path:
    return data_dir.parent / f"{data_dir.name}.lock"


def _launch(data_dir: Path, port: int | None) -> Path:
    """Start the server, and wait until it has, or has not; return where its data really lies."""
    port = _free_port(data_dir.resolve(), port)
    program = installation.install()
    account = server_account(data_dir)
    java = installation.find_java(account)
    home = reachable_data_dir(data_dir, account)
    program = reachable_copy(program, account, name=program.name)
    write_settings(home, port, account)
    log = log_file(data_dir)
    began = log.stat().st_size if log.exists() else 0
    with working("Starting Elasticsearch"):
        done = _run_launcher(program, home, account, environment(home, java.home))
        if done.returncode != 0:
            words = said_since(log, began) if log.exists() and log.stat().st_size >= began else ""
            raise _failure(words + done.stdout, port, log)
    return home


def _run_launcher(
    program: Path, home: Path, account: Account | None, variables: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the start script, which ends when the server is up; it is out of Ctrl-C's reach, and so is the server."""
    try:
        return subprocess.run(
            [str(program / "bin" / "elasticsearch"), "-d", "-p", str(process_file(home))],
            cwd="/", env=variables, timeout=SECONDS_TO_START, check=False, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            **(account.popen if account else {}),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise StartFailed(f"Elasticsearch is not up after {SECONDS_TO_START} s. See {home / 'logs'}.") from error


def _failure(words: str, port: int, log: Path) -> Exception:
    if "No space left on device" in words or "File too large" in words:
        return NoSpace(f"The disk is full: Elasticsearch cannot write to {log.parent.parent}. Make room.")
    if "Address already in use" in words:
        return PortTaken(f"Port {port} is taken by another program. Name another one, or none.")
    # The line after this one names the cause.
    cause = words.partition("fatal exception while booting Elasticsearch")[2].strip().splitlines()
    errors = [line for line in words.splitlines() if line.startswith(("ERROR", "Error", "Exception"))]
    reason = (cause or errors or ["it gave no reason"])[0].strip()
    return StartFailed(f"Elasticsearch does not start: {reason[:300]}. See {log}.")


def _wait_until_ready(home: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        port = _port(home)
        if port is not None and _answers(port):
            return
        if _process(home) is None:
            raise StartFailed(f"Elasticsearch ended while it was starting. See {home / 'logs'}.")
        time.sleep(0.1)
    raise StartFailed(f"Elasticsearch runs but does not answer after {SECONDS_TO_START} s. See {home / 'logs'}.")


def _answers(port: int) -> bool:
    """Whether a server at `port` has all it keeps ready to be asked."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        try:
            connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False


def _process(home: Path) -> psutil.Process | None:
    """Return the process of the server of `home`, which works in its log directory; a number alone proves nothing."""
    try:
        process = psutil.Process(int(process_file(home).read_text()))
        return process if Path(process.cwd()) == home / "logs" and not ended(process) else None
    except (OSError, ValueError, psutil.Error):
        return None


def _port(home: Path) -> int | None:
    try:
        return int(ports_file(home).read_text().split()[0].rpartition(":")[2])
    except (OSError, ValueError, IndexError):
        return None


def _free_port(home: Path, wanted: int | None) -> int:
    """Return the port that was asked for, or the one of last time if it is free, or 0: any.

    Raises:
        PortTaken: the one that was asked for.
    """
    if wanted and not _is_free(wanted):
        raise PortTaken(f"Port {wanted} is taken by another program. Name another one, or none.")
    last = _port(home)
    deadline = time.monotonic() + SECONDS_TO_LET_GO
    while not wanted and last and not _is_free(last):
        if time.monotonic() > deadline:
            return 0
        time.sleep(0.1)
    return wanted or last or 0


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    sys.exit(
        main(
            "cms.services.elasticsearch",
            start=start,
            stop=stop,
            url=url,
            process_id=process_id,
            data="var/elasticsearch",
            install=installation.install,
        )
    )
