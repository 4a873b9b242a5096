"""What a checked table says, into the database: by the hundred projects, each hundred whole or not at all.

A line is marked as done in the transaction that does it. So an import that was broken off goes on where it was, and
one that is started twice does everything once.
"""

from collections.abc import Callable

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.enums import LineOutcome
from projects.importing.records import Refused
from projects.importing.storing import store_new
from projects.importing.updating import update_known
from projects.models import PermanentIdentifier, ProjectIndexPage, ProjectPage, TableLine, TableUpload
from projects.services import found_project_index
from projects.tables.checking import counted
from projects.tables.lines import Group, Reading, batches, decide, known_among, read_groups, refuse, save_lines

Stop = Callable[[], bool]
#: What was refused when it was checked is not tried again.
_LEFT_OUT = (LineOutcome.REFUSED, LineOutcome.ASKED)


def import_table(upload: TableUpload, *, should_stop: Stop) -> bool:
    """Carry out what was checked, as it is by now.

    Returns: whether it came to its end; it goes on where it stopped if it did not.

    Raises:
        NoTownsKnown, NoSite: nothing was imported.
    """
    reading = Reading.of(upload)
    index = found_project_index()
    upload.lines.filter(is_done=False, outcome__in=_LEFT_OUT).update(is_done=True)
    for lines in batches(upload, only_open=True):
        if should_stop():
            return False
        _take(lines, reading, index)
        TableUpload.objects.filter(pk=upload.pk).update(
            lines_done=upload.lines.filter(is_done=True).count(), changed_at=timezone.now()
        )
    upload.counts = counted(upload)
    upload.save(update_fields=["counts"])
    return True


def _take(lines: list[TableLine], reading: Reading, index: ProjectIndexPage) -> None:
    """Store a batch; if the database refuses it, find the project that is to blame."""
    try:
        with transaction.atomic():
            _store(lines, reading, index)
            for line in lines:
                line.is_done = True
            save_lines(lines)
    except (DataError, IntegrityError) as error:
        groups = sorted({line.group for line in lines})
        if len(groups) > 1:
            middle = groups[len(groups) // 2]
            _take([line for line in lines if line.group < middle], reading, index)
            _take([line for line in lines if line.group >= middle], reading, index)
            return
        refusal = Refused("not_storable", _("The database refused the record: %(error)s") % {"error": error})
        for line in lines:
            refuse(line, refusal)
            line.is_done = True
        save_lines(lines)


def _store(lines: list[TableLine], reading: Reading, index: ProjectIndexPage) -> None:
    groups = read_groups(lines, reading)
    known = known_among(groups, reading)
    new = {key: group for key, group in groups.items() if key not in known}
    pages = store_new([group.record for group in new.values()], index, reading.preset, reading.vocabulary)
    for group, page in zip(new.values(), pages, strict=True):
        decide(group, LineOutcome.NEW, identifier=page.identifier)
    _update({known[key]: groups[key] for key in known}, reading)


def _update(groups: dict[int, Group], reading: Reading) -> None:
    plans, refused = update_known(
        {pk: group.record for pk, group in groups.items()}, reading.vocabulary, by=reading.upload.by
    )
    for pk, plan in plans.items():
        outcome = LineOutcome.CHANGED if plan.changes else LineOutcome.UNCHANGED
        decide(groups[pk], outcome, identifier=plan.page.identifier, changes=plan.changes)
        if plan.waits:
            groups[pk].lines[0].explanation = _("The change waits in the draft until somebody publishes it.")
    for pk, refusal in refused.items():
        for line in groups[pk].lines:
            refuse(line, refusal)


def undo_table(upload: TableUpload, *, should_stop: Stop) -> bool:
    """Delete the projects that this table brought and that nobody has touched since; changes of others stay.

    Their identifiers are never given again; the same lines, mended, can be imported anew.

    Returns: whether it came to its end.
    """
    while not should_stop():
        with transaction.atomic():
            new = upload.lines.filter(outcome=LineOutcome.NEW, is_done=True)
            identifiers = set(new.order_by("group").values_list("identifier", flat=True)[:50])
            if not identifiers:
                upload.counts = counted(upload)
                upload.save(update_fields=["counts"])
                return True
            lines = upload.lines.filter(outcome=LineOutcome.NEW, identifier__in=identifiers)
            taken_back = _delete_untouched(identifiers)
            lines.filter(identifier__in=taken_back).update(outcome=LineOutcome.WITHDRAWN)
            kept = _("Somebody has worked on the project, so it stays.")
            lines.exclude(identifier__in=taken_back).update(is_done=False, explanation=kept)
    return False


def _delete_untouched(identifiers: set[str]) -> set[str]:
    list(ProjectIndexPage.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    pages = list(ProjectPage.objects.filter(identifier__in=identifiers).select_for_update(of=("self",)).order_by("pk"))
    touched = {page.identifier for page in pages if page.latest_revision_id}
    versions = [page.identifier for page in pages]
    gone = {identifier for identifier in versions if identifier not in touched and versions.count(identifier) == 1}
    for page in pages:
        if page.identifier in gone:
            page.delete()
    PermanentIdentifier.objects.filter(identifier__in=gone).update(source="", source_identifier="")
    return gone
