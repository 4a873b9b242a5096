"""The dry run of a brought table: what each line would do. Nothing of a project is written."""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from projects.enums import LineOutcome
from projects.importing.reading import UnreadableFile
from projects.importing.records import Refused
from projects.importing.sheets import MOST_LINES, Row, opened_sheet
from projects.importing.updating import pages_to_update, plan_update
from projects.models import TableLine, TableUpload
from projects.tables.lines import Group, Reading, batches, decide, known_among, read_groups, refuse, save_lines

Stop = Callable[[], bool]
_INSERTED = 500
_NOT_TEXT = "\ufffd"


def check_table(upload: TableUpload, *, should_stop: Stop) -> bool:
    """Read the file unless its lines are there, then work out what each line would do.

    Returns: whether it came to its end; it begins anew if it did not.

    Raises:
        UnreadableFile: the file cannot be read to its end; none of it is taken.
        NoTownsKnown: the list of municipalities is empty.
    """
    reading = Reading.of(upload)
    if not upload.lines_total:
        _read_file(reading)
    _find_groups(reading)
    done = 0
    for lines in batches(upload, only_open=False):
        if should_stop():
            return False
        _judge(lines, reading)
        done += len(lines)
        _note(upload, lines_done=done)
    _note(upload, counts=counted(upload))
    return True


@transaction.atomic
def _read_file(reading: Reading) -> None:
    upload = reading.upload
    upload.lines.all().delete()
    waiting: list[TableLine] = []
    total = 0
    with opened_sheet(Path(upload.file.path)) as sheet:
        for row in sheet.rows:
            waiting.append(_line_of(upload, row))
            total += 1
            if total > MOST_LINES:
                raise UnreadableFile(
                    _("The table has more than %(number)s lines. Divide it, or ask those who run the site.")
                    % {"number": MOST_LINES}
                )
            if len(waiting) >= _INSERTED:
                TableLine.objects.bulk_create(waiting)
                waiting.clear()
    TableLine.objects.bulk_create(waiting)
    _note(upload, lines_total=total)


def _line_of(upload: TableUpload, row: Row) -> TableLine:
    number, cells = row
    named = {name: cells[place] for place, name in enumerate(upload.mapping) if name and place < len(cells)}
    line = TableLine(upload=upload, number=number, group=number, cells=named, title=named.get("title", "")[:255])
    if any(cells[len(upload.headings) :]):
        refuse(line, Refused("too_many_columns", _("The line has more columns than the heading.")))
    elif any(_NOT_TEXT in cell for cell in cells):
        message = _("The line holds signs that cannot be read. Save the file as UTF-8 or as an Excel workbook.")
        refuse(line, Refused("bad_encoding", message))
    return line


def _find_groups(reading: Reading) -> None:
    """Give all lines of one project the number of its first line; what cannot be read stays alone."""
    first: dict[bytes, int] = {}
    changed: list[TableLine] = []
    lines = TableLine.objects.filter(upload=reading.upload).exclude(reason__in=_OF_THE_LINE).order_by("number")
    for line in lines.only("pk", "number", "group", "cells").iterator(chunk_size=_INSERTED):
        try:
            key = sha256(reading.preset.read(line.cells).source_identifier.encode()).digest()
        except Refused:
            group = line.number
        else:
            group = first.setdefault(key, line.number)
        if group != line.group:
            line.group = group
            changed.append(line)
        if len(changed) >= _INSERTED:
            TableLine.objects.bulk_update(changed, ["group"])
            changed.clear()
    TableLine.objects.bulk_update(changed, ["group"])


#: Refusals that do not follow from what the cells say.
_OF_THE_LINE = ("too_many_columns", "bad_encoding")


def _judge(lines: list[TableLine], reading: Reading) -> None:
    readable = [line for line in lines if line.reason not in _OF_THE_LINE]
    groups = read_groups(readable, reading)
    known = known_among(groups, reading)
    pages = pages_to_update(known.values(), locked=False)
    for key, group in groups.items():
        if key in known:
            _judge_update(group, pages[known[key]], reading)
        else:
            decide(group, LineOutcome.NEW)
    save_lines(readable)


def _judge_update(group: Group, page: object, reading: Reading) -> None:
    try:
        plan = plan_update(page, group.record, reading.vocabulary)  # type: ignore[arg-type]  # a page of projects
    except Refused as refusal:
        for line in group.lines:
            refuse(line, refusal)
        return
    outcome = LineOutcome.CHANGED if plan.changes else LineOutcome.UNCHANGED
    decide(group, outcome, identifier=plan.page.identifier, changes=plan.changes)
    for line in group.lines:
        line.title = line.title or plan.page.title


def counted(upload: TableUpload) -> dict[str, int]:
    """Return how many lines have each outcome, and of new and changed ones how many projects they are."""
    counts = Counter[str]()
    for outcome, number, group in upload.lines.order_by().values_list("outcome", "number", "group").iterator():
        counts[outcome] += 1
        if number == group:
            counts[f"{outcome}_projects"] += 1
    return dict(counts)


def _note(upload: TableUpload, **values: object) -> None:
    for name, value in values.items():
        setattr(upload, name, value)
    upload.save(update_fields=[*values, "changed_at"])
