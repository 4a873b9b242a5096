"""The project's own `.venv`, with exactly the packages that the requirements name.

Standard library only: this runs before anything is installed.
"""

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

from cms.services.errors import NoNetwork, NoSpace, ServiceError
from cms.services.locking import locked
from cms.services.progress import working

PROJECT = Path(__file__).resolve().parent.parent
VAR = PROJECT / "var"
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
_STAMP = VENV / "installed.json"


class BrokenInstallation(ServiceError):
    """`.venv` cannot be made; `str()` is one line that says why and what to do."""


def ensure(*requirements: str) -> Path:
    """Install the named requirement files unless that has been done, and return the Python that has them.

    Two starts at once are let through one after the other.

    Raises:
        ServiceError: it cannot be done.
    """
    wanted = {name: _digest(PROJECT / name) for name in requirements}
    if not _has(wanted):
        with locked(VAR / "venv.lock", seconds=1800):
            if not _has(wanted):
                _make_venv()
                _install(requirements[-1])  # the last one contains those before it
                _STAMP.write_text(json.dumps({**_stamp(), **wanted}))
    return PYTHON


def continue_as(module: str, *requirements: str) -> None:
    """Go on as `module`, with the same arguments, in the environment that has the requirements; does not return."""
    python = ensure(*requirements)
    os.chdir(PROJECT)
    os.execv(python, [str(python), "-m", module, *sys.argv[1:]])


def _has(wanted: dict[str, str]) -> bool:
    return PYTHON.exists() and wanted.items() <= _stamp().items() and _version_of_venv() == sys.version_info[:2]


def _stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(_STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def _version_of_venv() -> tuple[int, int] | None:
    """Read which Python `.venv` was made with; None if it was not finished."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text().splitlines()
    except OSError:
        return None
    values = dict(line.split(" = ", 1) for line in lines if " = " in line)
    major, minor, *_ = (values.get("version") or values.get("version_info") or "0.0").split(".")
    return int(major), int(minor)


def _make_venv() -> None:
    if PYTHON.exists() and _version_of_venv() == sys.version_info[:2] and _runs("-m", "pip", "--version"):
        return
    try:
        with working("Making .venv"):
            venv.create(VENV, with_pip=True, clear=True, symlinks=True)
    except subprocess.CalledProcessError as error:
        advice = "Install it (Debian: apt-get install python3-venv), then start again."
        raise BrokenInstallation(f"{sys.executable} cannot make a virtual environment with pip. {advice}") from error
    except OSError as error:
        raise BrokenInstallation(f"Cannot make {VENV}: {error.strerror}.") from error


def _install(requirements: str) -> None:
    log = VAR / "log" / "pip.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    count = (PROJECT / requirements).read_text().count("==")
    options = ["--require-hashes", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "--requirement", requirements]
    with (
        log.open("w") as output,
        working(f"Installing {count} packages from {requirements}", detail=lambda: _last_package(log)),
    ):
        done = subprocess.run(
            command, cwd=PROJECT, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode != 0:
            raise _failure(log)


def _last_package(log: Path) -> str:
    """Read from pip's output what it is at: `Collecting django==5.2.19 (from …)` is shown as `django==5.2.19`."""
    lines = log.read_text(errors="replace").splitlines()
    steps = [line.split() for line in lines if line.startswith(("Collecting", "Installing"))]
    if not steps:
        return ""
    return f"{len(steps)}: {steps[-1][1]}" if steps[-1][0] == "Collecting" else "putting them in place"


def _failure(log: Path) -> ServiceError:
    words = log.read_text(errors="replace")
    errors = [line for line in words.splitlines() if line.startswith("ERROR:")] or words.splitlines()[-1:]
    if "No space left on device" in words:
        return NoSpace(f"The disk is full: the packages cannot be installed in {VENV}. Make room, then start again.")
    if "NewConnectionError" in words or "Could not find a version" in words or "timed out" in words:
        return NoNetwork(f"The packages cannot be downloaded. Check the network, then start again. See {log}.")
    return BrokenInstallation(f"pip failed: {errors[0] if errors else 'it gave no reason'} See {log}.")


def _runs(*arguments: str) -> bool:
    return subprocess.run([str(PYTHON), *arguments], capture_output=True, check=False).returncode == 0


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
