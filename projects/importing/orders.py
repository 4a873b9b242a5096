"""What can be ordered of an import, what comes back, and that only one runs at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.enums import RunState
from projects.importing.reading import Line
from projects.importing.records import Refused
from projects.models import ImportRun

#: One import at a time: they would take the same places in the tree. Any number that nobody else locks.
_LOCK = 0x70726F6A


class AnotherImportRuns(Exception):
    """Somebody else is importing."""

    def __init__(self) -> None:
        super().__init__(_("Another import of projects is running. Wait until it has ended, then start again."))


@dataclass
class Order:
    """What to import, and how.

    Attributes:
        reports: folder for the list of refused lines and the towns in doubt.
        limit: number of records after which to stop; None for all.
        resume: whether to go on where an earlier import of the same file stopped.
        answers: CSV that says which towns are meant; see `read_answers`.
        on_batch: called after each batch.
    """

    path: Path
    preset: str
    reports: Path
    dry_run: bool = False
    limit: int | None = None
    resume: bool = False
    answers: Path | None = None
    on_batch: Callable[[ImportRun], None] = lambda run: None  # noqa: ARG005


@dataclass
class Tally:
    """What became of a batch."""

    taken: int = 0
    merged: int = 0
    refused: list[tuple[Line, Refused]] = field(default_factory=list)


@dataclass
class Outcome:
    """What an import did.

    Attributes:
        problem: why it ended early; empty if it read everything it should.
        questions: CSV of the towns in doubt, if there are any.
    """

    run: ImportRun
    problem: str = ""
    questions: Path | None = None


@contextmanager
def only_import() -> Iterator[None]:
    """Hold the lock that all imports share; PostgreSQL frees it when the process dies, even by `kill -9`.

    Raises:
        AnotherImportRuns: somebody else held it for two seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
        try:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        except OperationalError as error:
            raise AnotherImportRuns from error
        finally:
            if connection.is_usable():
                cursor.execute("SET lock_timeout = DEFAULT")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def unfinished_run(order: Order, digest: str) -> ImportRun | None:
    """Return the import of this very file that can be gone on with, or None."""
    if not order.resume or order.dry_run:
        return None
    runs = ImportRun.objects.filter(preset=order.preset, file_digest=digest).order_by("-started_at")
    last = runs.first()
    return last if last and last.state != RunState.FINISHED else None


def new_run(order: Order, digest: str) -> ImportRun:
    """Begin the record of an import; a dry run leaves none in the database."""
    name = f"{timezone.localtime():%Y-%m-%d-%H%M%S-%f}-{order.preset}-refused.csv"
    run = ImportRun(
        preset=order.preset,
        file_name=order.path.name[-255:],
        file_digest=digest,
        report=str(order.reports / name),
        started_at=timezone.now(),
    )
    if not order.dry_run:
        run.save()
    return run
