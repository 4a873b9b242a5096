"""Says what takes long, while it takes long. Standard library only: `./run` uses it before anything is installed."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

QUIET_SECONDS = 2  # what is done sooner needs no line
PLAIN_EVERY_SECONDS = 10  # between the lines where there is no terminal to rewrite one on


@contextmanager
def working(doing: str, detail: Callable[[], str] = str) -> Iterator[None]:
    """Show `doing` with a running clock on standard error until the block ends.

    Args:
        doing: as in "Downloading Elasticsearch".
        detail: asked for what to add, as "412 of 921 MB"; called from another thread.
    """
    ended = threading.Event()
    began = time.monotonic()
    clock = threading.Thread(target=_show, args=(doing, detail, began, ended), daemon=True)
    clock.start()
    outcome = "failed"
    try:
        yield
        outcome = "done"
    except KeyboardInterrupt:
        outcome = "broken off"
        raise
    finally:
        ended.set()
        clock.join()
        seconds = time.monotonic() - began
        if seconds > QUIET_SECONDS:
            _line(f"{doing}: {outcome} after {seconds:.0f} s", last=True)


def _show(doing: str, detail: Callable[[], str], began: float, ended: threading.Event) -> None:
    pause = QUIET_SECONDS
    while not ended.wait(pause):
        more = detail()
        _line(f"{doing} … {time.monotonic() - began:.0f} s{', ' if more else ''}{more}", last=False)
        pause = 1 if sys.stderr.isatty() else PLAIN_EVERY_SECONDS


def _line(text: str, *, last: bool) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{text}\x1b[K" + ("\n" if last else ""))
    else:
        sys.stderr.write(text + "\n")
    sys.stderr.flush()
