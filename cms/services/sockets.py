"""Paths of Unix sockets, which the system limits to about a hundred bytes."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from .errors import NotWritable

LONGEST = 85  # bytes of the directory; the whole path may have 107 on Linux, 103 on macOS


def socket_dir(home: Path) -> Path:
    """Return the directory by which clients reach the socket in `home`: itself, or a short link where it is too long.

    Raises:
        NotWritable: the link cannot be made in a directory that is ours alone.
    """
    if len(os.fsencode(home)) <= LONGEST:
        return home
    link = _own_dir() / hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    with suppress(FileExistsError):
        link.symlink_to(home)
    return link


def _own_dir() -> Path:
    """Return a directory with a short path which nobody else can write to, or put there before us."""
    path = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nonexistent") / "wegweiser"
    if not os.access(path.parent, os.W_OK) or len(os.fsencode(path)) > LONGEST - 20:
        path = Path(tempfile.gettempdir()) / f"wegweiser-{os.geteuid()}"
        if len(os.fsencode(path)) > LONGEST - 20:
            path = Path("/tmp") / path.name  # noqa: S108  made and checked below
    try:
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
    except OSError as error:
        raise NotWritable(
            f"Cannot make {path} for a socket: {error.strerror}. Set XDG_RUNTIME_DIR to a short path of yours."
        ) from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise NotWritable(f"{path} is not yours alone. Set XDG_RUNTIME_DIR to a short path that is.")
    return path
