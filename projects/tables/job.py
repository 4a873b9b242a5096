"""What the worker does with brought tables: it checks, imports and takes back, one after the other.

Whatever it had begun when it was stopped it finds by its state and goes on with.
"""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from threading import Event

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import override

from cms.core.towns import NoTownsKnown
from projects.enums import WORKED_ON, UploadState
from projects.importing.orders import AnotherImportRuns, only_import
from projects.importing.reading import UnreadableFile
from projects.models import TableUpload
from projects.services import NoSite
from projects.tables.checking import check_table
from projects.tables.importing import import_table, undo_table
from projects.tables.services import forget

log = logging.getLogger(__name__)

_PAUSE_SECONDS, _FORGET_SECONDS = 2.0, 3600.0
_LOCK = 0x7461626C
#: How long the file of a table is kept, and a table that was never imported; how long reports are.
FILES_KEPT, REPORTS_KEPT = timedelta(days=30), timedelta(days=365)
_WORK: dict[str, tuple[Callable[..., bool], UploadState]] = {
    UploadState.CHECKING: (check_table, UploadState.CHECKED),
    UploadState.IMPORTING: (import_table, UploadState.IMPORTED),
    UploadState.UNDOING: (undo_table, UploadState.UNDONE),
}


def keep_working(stopped: Event) -> None:
    """Work until `stopped` is set."""
    forget_at = 0.0
    while not stopped.is_set():
        if time.monotonic() >= forget_at:
            forget_old_tables()
            forget_at = time.monotonic() + _FORGET_SECONDS
        if not work_through(stopped.is_set):
            stopped.wait(_PAUSE_SECONDS)


def work_through(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Do what waits, the oldest first; return how many tables came to an end. One process at a time does it."""
    done = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    try:
        for upload in TableUpload.objects.filter(state__in=WORKED_ON).order_by("changed_at"):
            if should_stop():
                break
            done += _work_on(upload, should_stop)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    return done


def _work_on(upload: TableUpload, should_stop: Callable[[], bool]) -> bool:
    work, then = _WORK[upload.state]
    state, message = then, ""
    with override(upload.language):
        try:
            # Imports share the places in the tree with those of the command line; a dry run disturbs nobody.
            with nullcontext() if upload.state == UploadState.CHECKING else only_import():
                if not work(upload, should_stop=should_stop):
                    return False
        except AnotherImportRuns as error:
            _set(upload, upload.state, str(error))
            return False
        except (UnreadableFile, NoTownsKnown, NoSite, OSError) as error:
            state, message = UploadState.FAILED, str(error)
        except Exception as error:  # it must not stop the tables behind it
            log.exception("A table could not be worked on: %s", upload.pk)
            state, message = UploadState.FAILED, f"{type(error).__name__}: {error}"
    _set(upload, state, message)
    return True


def _set(upload: TableUpload, state: str, message: str) -> None:
    changed = {"state": state, "message": message[:500], "changed_at": timezone.now()}
    if state == UploadState.IMPORTED:
        changed["imported_at"] = timezone.now()
    TableUpload.objects.filter(pk=upload.pk, state=upload.state).update(**changed)


def forget_old_tables() -> None:
    """Delete files and reports whose time is over."""
    now = timezone.now()
    old = TableUpload.objects.filter(changed_at__lt=now - FILES_KEPT).exclude(state__in=WORKED_ON)
    for upload in old.filter(imported_at=None):
        with transaction.atomic():
            forget(upload)
    for upload in old.exclude(file=""):
        upload.file.delete(save=False)
        TableUpload.objects.filter(pk=upload.pk).update(file="")
    for upload in old.filter(changed_at__lt=now - REPORTS_KEPT):
        with transaction.atomic():
            forget(upload)
