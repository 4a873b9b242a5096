"""The report of a brought table, to keep: each line, what it does or did, and why."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from projects.columns import harmless
from projects.importing.columns import label_of
from projects.models import TableLine, TableUpload


def report_rows(upload: TableUpload) -> Iterator[str]:
    """Give the report as CSV, some lines at a time, in the active language."""
    heading = [_("Line"), _("What happens"), _("Title"), _("Permanent identifier"), _("Explanation"), _("Changes")]
    yield "\ufeff" + _csv(heading)
    for line in upload.lines.order_by("number").defer("cells", "candidates").iterator(chunk_size=500):
        row = [line.number, line.get_outcome_display(), line.title, line.identifier, explained(line), changes_of(line)]
        yield _csv([harmless(str(cell)) for cell in row])


def explained(line: TableLine) -> str:
    """Return what is said of a line; of a further line of a project, where it belongs."""
    if line.group != line.number and not line.reason:
        return _("Belongs to the project of line %(number)s.") % {"number": line.group}
    return line.explanation


def changes_of(line: TableLine) -> str:
    """Return the changes of a line in one text."""
    return "; ".join(f"{label_of(column)}: {old or '–'} → {new or '–'}" for column, old, new in line.changes)


def _csv(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow(cells)
    return text.getvalue()
