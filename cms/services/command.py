"""The command line of an embedded server: start, stop, status, url, and install where there is something to fetch."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from .errors import ServiceError

PROJECT = Path(__file__).resolve().parent.parent.parent


def main(
    module: str,
    *,
    start: Callable[[Path], str],
    stop: Callable[[Path], bool],
    url: Callable[[Path], str],
    process_id: Callable[[Path], int | None],
    data: str,
    install: Callable[[], Path] | None = None,
) -> int:
    """Do what the command line says; return the exit status: 0 done, 1 could not, 3 not running.

    Args:
        module: as it stands after `python -m`.
        start: starts the server and returns its address.
        stop: returns whether there was one to stop.
        url: the address.
        process_id: None where none runs.
        data: the usual data directory, from the project's folder.
        install: fetches the server and returns where it lies.
    """
    verbs = [*(["install"] if install else []), "start", "stop", "status", "url"]
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description="The embedded server of this project.")
    parser.add_argument("verb", choices=verbs)
    parser.add_argument("--data", type=Path, default=PROJECT / data, help=f"its data directory (default: {data})")
    options = parser.parse_args()
    try:
        if options.verb == "install" and install:
            print(install())
        elif options.verb == "start":
            print(start(options.data))
        elif options.verb == "stop":
            print("stopped" if stop(options.data) else "was not running")
        elif (process := process_id(options.data)) is None:
            print("not running")
            return 3
        else:
            print(url(options.data) if options.verb == "url" else f"running, process {process}")
    except ServiceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
