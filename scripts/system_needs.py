"""What the tests need from the system, and how it is got.

Standard library only: this runs before anything is installed.
"""

import ctypes
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from cms.services.errors import ServiceError
from cms.services.progress import working


class MissingFromSystem(ServiceError):
    """Something must be installed first; `str()` names the command."""


@dataclass(frozen=True)
class Need:
    """A program or a font, and the Debian packages that bring it."""

    name: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]


def needs(*, elasticsearch: bool) -> list[Need]:
    """Return what the suite needs; Maven only to fetch Elasticsearch."""
    return [
        Need("Java 17", lambda: _version("java", "-version") >= 17, ("openjdk-17-jre-headless",)),
        *([Need("Maven", lambda: bool(shutil.which("mvn")), ("maven",))] if elasticsearch else []),
        Need("Chromium", lambda: bool(shutil.which("chromium")), ("chromium",)),
        Need("the Noto fonts", _has_noto, ("fonts-noto-core", "fontconfig")),
        Need("gettext", lambda: bool(shutil.which("msgfmt")), ("gettext",)),
        Need("Node 18", lambda: _version("node", "--version") >= 18, ("nodejs",)),
        Need("npm", lambda: bool(shutil.which("npm")), ("npm",)),
        Need(
            "Pango",
            lambda: _can_be_loaded("libpango-1.0.so.0") and _can_be_loaded("libpangoft2-1.0.so.0"),
            ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        ),
        # Of the Node that playwright brings along to drive the browser; a minimal Debian does not have it.
        Need("libatomic", lambda: _can_be_loaded("libatomic.so.1"), ("libatomic1",)),
    ]


def ensure(wanted: list[Need]) -> None:
    """Install what is missing where we may (root, apt-get), otherwise say how.

    Raises:
        MissingFromSystem: one line with the command to run.
    """
    missing = [need for need in wanted if not need.is_there()]
    if not missing:
        return
    packages = [package for need in missing for package in need.packages]
    names = ", ".join(need.name for need in missing)
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise MissingFromSystem(f"The tests need {names}. Run: sudo sh -c 'apt-get update && {command}'")
    with working(f"Installing {names}"):
        _apt("update")
        _apt(*command.split()[1:])
    if still := [need.name for need in missing if not need.is_there()]:
        raise MissingFromSystem(f"Installed {' '.join(packages)}, but {', '.join(still)} is still missing or too old.")


def _apt(*arguments: str) -> None:
    done = subprocess.run(
        ["apt-get", "-q", *arguments], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        errors = [line for line in done.stdout.splitlines() if line.startswith("E:")]
        raise MissingFromSystem(f"apt-get {' '.join(arguments)} failed: {errors[-1] if errors else done.stdout[-300:]}")


def _has_noto() -> bool:
    """Whether there is a font for Arabic; the package brings the others with it."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", "Noto Sans Arabic"], capture_output=True, check=False).stdout)


def _can_be_loaded(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _version(*command: str) -> int:
    """Return the major version that a program tells; 0 if it is not there."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)[.\d]*", done.stdout + done.stderr)
    return int(found[1]) if found else 0
