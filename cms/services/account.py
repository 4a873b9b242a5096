"""The account a server runs as, and places which that account can reach.

PostgreSQL and Elasticsearch refuse to run as root. Started by root, they run as a system account made for them. No
directory is opened to others for that: where the account cannot enter (a checkout below /root, say), the server's
files are copied, and its data is kept, below `STATE_DIR`, which the checkout then links to.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from .errors import BelongsToAnother, CannotDropPrivileges, NoSpace, NotWritable

NAME = "wegweiser"
STATE_DIR = Path("/var/lib/wegweiser")
_NAMED_SERVER = "Start as an ordinary user, or set DATABASE_URL and ELASTICSEARCH_URL to servers that run."


@dataclass(frozen=True)
class Account:
    """An account that is not the one this process runs as."""

    name: str
    uid: int
    gid: int

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments of `subprocess` which make the child run as this account, with no rights of ours left."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(data_dir: Path) -> Account | None:
    """Return the account that the server for `data_dir` runs as; None if that is the present one.

    Raises:
        BelongsToAnother: the data is somebody else's, and we are not root.
        CannotDropPrivileges: we are root, and there is no other account to take.
    """
    check_owner(data_dir)
    if os.geteuid() != 0:
        return None
    owner = data_dir.stat().st_uid if data_dir.exists() else None
    entry = _entry(owner) if owner else _system_account()
    account = Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    _check_can_become(account)
    return account


def check_owner(data_dir: Path) -> None:
    """Refuse data that is somebody else's, unless we are root.

    Raises:
        BelongsToAnother: says whose it is.
    """
    if os.geteuid() == 0 or not data_dir.exists():
        return
    owner = data_dir.stat().st_uid
    if owner != os.geteuid():
        raise BelongsToAnother(f"{data_dir} belongs to {_name(owner)}: start as that account, or as root.")


def reachable_data_dir(data_dir: Path, account: Account | None) -> Path:
    """Return where the server keeps the data of `data_dir`: there, or below `STATE_DIR` with a link to it.

    The directory itself may not exist yet; its parent does.
    """
    if data_dir.is_symlink():
        return Path(os.path.realpath(data_dir))
    if account is None or can_enter(account, data_dir.parent):
        return data_dir.resolve()
    place = Path(tempfile.mkdtemp(prefix=f"{data_dir.name}-", dir=_state_dir()))
    place.chmod(0o755)
    data_dir.symlink_to(place / "data")
    return place / "data"


def remove_data_dir(data_dir: Path) -> None:
    """Delete what a stopped server has kept, wherever `reachable_data_dir` put it."""
    if data_dir.is_symlink():
        place = Path(os.path.realpath(data_dir)).parent
        if place.parent == STATE_DIR:
            shutil.rmtree(place, ignore_errors=True)
        data_dir.unlink()
    elif data_dir.exists():
        shutil.rmtree(data_dir)


def reachable_copy(source: Path, account: Account | None, *, name: str, beside: Sequence[Path] = ()) -> Path:
    """Return `source`, or a copy of it below `STATE_DIR` if the account cannot enter it.

    Args:
        source: directory of a server's program files.
        account: as `server_account` returns it.
        name: of the copy; must change whenever the content does.
        beside: directories which the programs look for, from where they lie; those below `source.parent.parent`.
    """
    if account is None or can_enter(account, source):
        return source
    root = source.parent.parent
    inside = source.relative_to(root)
    # Caches of different names hold the same programs under different paths; one copy must not stand for the other.
    copy = _state_dir() / f"{name}-{sha256(bytes(inside)).hexdigest()[:8]}"
    if not copy.exists():
        part = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=_state_dir()))
        try:
            for directory in (source, *beside):
                shutil.copytree(directory, part / directory.relative_to(root), symlinks=True)
            subprocess.run(["chmod", "-R", "a+rX,go-w", str(part)], check=True)
            part.rename(copy)
        except (shutil.Error, OSError) as error:
            if not copy.exists():  # otherwise another process was quicker, with the same content
                raise NoSpace(f"Cannot copy the server's files to {copy}: {error}. Is the disk full?") from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return copy / inside


def can_enter(account: Account, directory: Path) -> bool:
    """Whether the account can list and pass `directory` and all above it; asks the system, which knows about ACLs."""
    probe = subprocess.run(
        ["/bin/sh", "-c", 'cd -- "$0" && test -r .', str(directory)],
        cwd="/", stderr=subprocess.DEVNULL, check=False, **account.popen,
    )  # fmt: skip
    return probe.returncode == 0


def _state_dir() -> Path:
    try:
        STATE_DIR.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(f"Cannot make {STATE_DIR}: {error.strerror}. {_NAMED_SERVER}") from error
    return STATE_DIR


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        pass
    makers = [
        ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME],
        ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", NAME],  # BusyBox
    ]
    complaints = []
    for command in makers:
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except FileNotFoundError:
            complaints.append(f"{command[0]} is missing")
        except subprocess.CalledProcessError as error:
            complaints.append(error.stderr.strip() or f"{command[0]} failed")
        try:
            return pwd.getpwnam(NAME)  # made by us, or by another start at the same moment
        except KeyError:
            continue
    raise CannotDropPrivileges(f"Cannot make the system account {NAME} ({'; '.join(complaints)}). {_NAMED_SERVER}")


def _check_can_become(account: Account) -> None:
    try:
        subprocess.run(["/bin/sh", "-c", ":"], cwd="/", check=True, **account.popen)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise CannotDropPrivileges(f"Cannot run a server as {account.name}: {error}. {_NAMED_SERVER}") from error


def _entry(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError as error:
        raise CannotDropPrivileges(
            f"The data belongs to account {uid}, which has no name here. {_NAMED_SERVER}"
        ) from error


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
