"""What people do with a table that they bring: upload, name its columns, answer, import, take back, throw away."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.access import Person, require
from accounts.models import User
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.towns import TownIndex, TownNotFound
from projects.enums import LineOutcome, UploadState
from projects.importing.columns import BY_NAME
from projects.importing.places import LEFT_OUT
from projects.importing.reading import UnreadableFile
from projects.importing.sheets import MOST_BYTES, guessed_mapping, headings_digest, sample_of
from projects.models import TableUpload
from projects.tables.lines import answer_key

IMPORT = "projects.import_tables"


class TableProblem(Exception):
    """What was asked cannot be done; says why and what to do."""


def receive_table(file: UploadedFile, *, source_name: str, by: Person) -> TableUpload:
    """Keep a table and guess its columns, from people's choice for the same headings or from what they say.

    Raises:
        AccessDenied: `by` does not import tables.
        TableProblem: the file is too large, or no table.
    """
    require(by, IMPORT)
    if (file.size or 0) > MOST_BYTES:
        raise TableProblem(too_large())
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    upload = TableUpload(
        by=by.user if isinstance(by.user, User) else None,
        source_name=source_name.strip(),
        language=get_language() or SOURCE_LANGUAGE,
        file_name=Path(file.name or "").name[-255:],
        file_digest=digest,
    )
    upload.file.save(upload.file_name, file, save=False)
    try:
        sample = sample_of(Path(upload.file.path))
    except UnreadableFile as error:
        upload.file.delete(save=False)
        raise TableProblem(str(error)) from error
    upload.headings, upload.samples = sample.headings, sample.values
    upload.headings_digest = headings_digest(sample.headings)
    upload.mapping = _remembered_mapping(upload) or guessed_mapping(sample.headings)
    upload.save()
    return upload


def too_large() -> str:
    """Return what is said of a file that is too large."""
    return _(
        "The file is larger than %(size)s MB. Divide it, or have it imported by those who run the site: "
        "manage.py import_projects."
    ) % {"size": MOST_BYTES // 1024 // 1024}


def _remembered_mapping(upload: TableUpload) -> list[str]:
    same = TableUpload.objects.filter(headings_digest=upload.headings_digest).exclude(state=UploadState.COLUMNS)
    mapping: list[str] = same.order_by("-created_at").values_list("mapping", flat=True).first() or []
    return mapping if len(mapping) == len(upload.headings) else []


@transaction.atomic
def name_columns(upload: TableUpload, mapping: Sequence[str], *, by: Person) -> None:
    """Say what stands in each column, and have the table checked.

    Args:
        upload: which table.
        mapping: for each heading the name of a column, or an empty text to leave it out.
        by: who says it.

    Raises:
        TableProblem: two headings mean the same column, no title and no identifier, or it is too late.
    """
    require(by, IMPORT, upload)
    upload = _locked(upload, UploadState.COLUMNS, UploadState.CHECKED, UploadState.FAILED)
    _refuse_if_begun(upload)
    named = [name for name in mapping if name in BY_NAME]
    twice = next((name for name in named if named.count(name) > 1), "")
    if twice:
        message = _("Two columns are to be read as “%(column)s”. Leave one of them out.")
        raise TableProblem(message % {"column": BY_NAME[twice].label})
    if not {"title", "identifier"} & set(named):
        raise TableProblem(_("No column holds the title of the project. Name it."))
    if not upload.file:
        raise TableProblem(_("The file has been deleted by now. Upload it again."))
    upload.mapping = [name if name in BY_NAME else "" for name in mapping]
    upload.lines_total = 0
    _check_again(upload)


@transaction.atomic
def answer_towns(upload: TableUpload, answers: Mapping[tuple[str, str], str], *, by: Person) -> None:
    """Say which towns are meant, and have the table checked again.

    Args:
        upload: which table.
        answers: by place and Land as the lines have them: AGS, a name that is clear, or "none" to take the lines
            without the town. Empty ones stay open.
        by: who answers.

    Raises:
        TableProblem: an answer is no municipality, or it is too late.
    """
    require(by, IMPORT, upload)
    upload = _locked(upload, UploadState.CHECKED)
    towns = TownIndex.load()
    for (place, land_code), answer in answers.items():
        meant = answer.strip()
        if meant:
            upload.answers[answer_key(place, land_code)] = _ags_of(meant, land_code, towns)
    _check_again(upload)


def _ags_of(answer: str, land_code: str, towns: TownIndex) -> str:
    if answer == LEFT_OUT or towns.with_ags(answer):
        return answer
    try:
        return towns.find(answer, land_code=land_code).ags
    except TownNotFound as error:
        message = _("“%(answer)s” is not clear. Enter the municipality key of eight digits.")
        raise TableProblem(message % {"answer": answer}) from error


def _check_again(upload: TableUpload) -> None:
    upload.state, upload.message, upload.lines_done, upload.counts = UploadState.CHECKING, "", 0, {}
    upload.save()


@transaction.atomic
def start_import(upload: TableUpload, *, by: Person) -> None:
    """Have a checked table imported; pressed again it changes nothing.

    Raises:
        TableProblem: it has not been checked, or nothing in it could be taken.
    """
    require(by, IMPORT, upload)
    upload = TableUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.state in (UploadState.IMPORTING, UploadState.IMPORTED):
        return
    if upload.state != UploadState.CHECKED and not (upload.state == UploadState.FAILED and upload.counts):
        raise TableProblem(_not_now(upload))
    if not upload.counts.get(LineOutcome.NEW) and not upload.counts.get(LineOutcome.CHANGED):
        raise TableProblem(_("There is nothing to import: no line is new or changes anything."))
    upload.state, upload.message, upload.lines_done = UploadState.IMPORTING, "", 0
    upload.save(update_fields=["state", "message", "lines_done", "changed_at"])


@transaction.atomic
def start_undo(upload: TableUpload, *, by: Person) -> None:
    """Have the new projects of a table taken back that nobody has touched; pressed again it changes nothing.

    Raises:
        TableProblem: it has not been imported.
    """
    require(by, IMPORT, upload)
    upload = TableUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.state in (UploadState.UNDOING, UploadState.UNDONE):
        return
    if upload.state != UploadState.IMPORTED:
        raise TableProblem(_not_now(upload))
    upload.state = UploadState.UNDOING
    upload.save(update_fields=["state", "changed_at"])


@transaction.atomic
def discard(upload: TableUpload, *, by: Person) -> None:
    """Throw a table away that was not imported, file and lines.

    Raises:
        TableProblem: its report is to be kept, or the worker has it.
    """
    require(by, IMPORT, upload)
    upload = _locked(upload, UploadState.COLUMNS, UploadState.CHECKED, UploadState.FAILED)
    _refuse_if_begun(upload)
    forget(upload)


def forget(upload: TableUpload) -> None:
    """Delete an upload with its file."""
    name, storage = upload.file.name, upload.file.storage
    upload.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _locked(upload: TableUpload, *states: UploadState) -> TableUpload:
    locked = TableUpload.objects.select_for_update().get(pk=upload.pk)
    if locked.state not in states:
        raise TableProblem(_not_now(locked))
    return locked


def _refuse_if_begun(upload: TableUpload) -> None:
    if has_begun(upload):
        raise TableProblem(_("Some of it has been imported. Go on with the import, so that the report is whole."))


def has_begun(upload: TableUpload) -> bool:
    """Return whether lines of the table have been imported, all or some."""
    return upload.imported_at is not None or upload.lines.filter(is_done=True).exists()


def _not_now(upload: TableUpload) -> str:
    return _("This cannot be done now. The table is: %(state)s.") % {"state": upload.get_state_display()}
