"""The servers' own words: files below `var/log`."""

from pathlib import Path
from typing import BinaryIO

from .errors import NotWritable

LARGEST = 10 * 1024 * 1024


def open_log(path: Path) -> BinaryIO:
    """Open a log to append to; one that has grown large is put aside first, in place of the one before."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST:
            path.replace(path.with_name(path.name + ".1"))
        file = path.open("ab")
    except OSError as error:
        raise NotWritable(f"Cannot write {path}: {error.strerror}. Make {path.parent} writable.") from error
    file.seek(0, 2)
    return file


def said_since(path: Path, offset: int) -> str:
    """Return what was written after `offset` bytes."""
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(100_000).decode(errors="replace")
