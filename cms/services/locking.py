"""One at a time, across processes; a lock held by a killed process is free at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import NotWritable, StartFailed, UnsupportedPlatform

try:
    import fcntl
except ModuleNotFoundError as error:  # Windows
    raise UnsupportedPlatform(
        "The embedded servers run on Linux and macOS only. Set DATABASE_URL and ELASTICSEARCH_URL to servers that run."
    ) from error


@contextmanager
def locked(path: Path, *, seconds: float = 120) -> Iterator[None]:
    """Hold the lock file `path` (made if missing, never deleted) while the block runs.

    Args:
        path: a file of its own; the lock belongs to the open file, so it ends with its process, however that ends.
        seconds: how long to wait for whoever holds it.

    Raises:
        NotWritable: the file cannot be made.
        StartFailed: it was held all the time.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as error:
        raise NotWritable(f"Cannot write {path}: {error.strerror}. Make {path.parent} writable.") from error
    with file:
        deadline = time.monotonic() + seconds
        while not _try_lock(file.fileno()):
            if time.monotonic() > deadline:
                raise StartFailed(f"Another process has held {path} for {seconds:.0f} s. End it, then try again.")
            time.sleep(0.05)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
