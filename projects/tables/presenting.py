"""What the pages of a brought table show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.utils import timezone

from cms.core.models import Municipality
from cms.core.municipality_names import LANDS
from projects.enums import LineOutcome, UploadState
from projects.importing.columns import label_of
from projects.models import TableLine, TableUpload
from projects.tables.forms import column_choices
from projects.tables.lines import answer_key
from projects.tables.reporting import explained
from projects.tables.services import has_begun

_PER_PAGE = 50
_MOST_QUESTIONS = 50
_STANDS_STILL = timedelta(minutes=2)


@dataclass(frozen=True)
class Heading:
    """A column of the file, with examples, and what it is read as."""

    place: int
    heading: str
    samples: list[str]
    chosen: str


@dataclass(frozen=True)
class Question:
    """A place that may be one of several municipalities."""

    place: str
    land_code: str
    lines: int
    candidates: list[Municipality]

    @property
    def key(self) -> str:
        """Tells the question from others when the answers come."""
        return answer_key(self.place, self.land_code)

    @property
    def land(self) -> str:
        """The Land, where the line names one."""
        return LANDS.get(self.land_code, "")


@dataclass(frozen=True)
class Tab:
    """Lines of one outcome."""

    outcome: str
    label: str
    lines: int
    is_chosen: bool


@dataclass(frozen=True)
class ShownLine:
    """A line of the table."""

    number: int
    outcome: str
    label: str
    title: str
    identifier: str
    explanation: str
    changes: list[tuple[str, str, str]]


def columns_context(upload: TableUpload) -> dict[str, Any]:
    """Name what the page of columns shows."""
    samples = [*upload.samples, *([[]] * len(upload.headings))]
    rows = zip(upload.headings, samples, upload.mapping, strict=False)
    headings = [Heading(place, name, some, chosen) for place, (name, some, chosen) in enumerate(rows)]
    return {
        "upload": upload,
        "headings": headings,
        "choices": column_choices(),
        "left_out": sum(not heading.chosen for heading in headings),
    }


def work_context(upload: TableUpload) -> dict[str, Any]:
    """Name what is shown while the worker is at it."""
    return {"upload": upload, "stands_still": timezone.now() - upload.changed_at > _STANDS_STILL}


def check_context(upload: TableUpload, asked: Mapping[str, str]) -> dict[str, Any]:
    """Name what is shown of lines that were checked or imported.

    Args:
        upload: whose lines.
        asked: `outcome` to see only these lines, `p` for the page.
    """
    outcome = asked.get("outcome", "")
    outcome = outcome if outcome in LineOutcome.values else ""
    lines = upload.lines.defer("cells", "candidates").order_by("number")
    page = Paginator(lines.filter(outcome=outcome) if outcome else lines, _PER_PAGE).get_page(asked.get("p"))
    waits, begun = upload.state == UploadState.CHECKED, has_begun(upload)
    failed = upload.state == UploadState.FAILED
    counts = upload.counts
    return {
        "upload": upload,
        "page": page,
        "lines": [_shown(line) for line in page.object_list],
        "outcome": outcome,
        "tabs": _tabs(upload, outcome),
        "reasons": _reasons(upload),
        "questions": list(enumerate(questions_in(upload))) if waits else [],
        "new": counts.get("new_projects", 0),
        "changed": counts.get("changed_projects", 0),
        "can_start": (waits or failed) and bool(counts.get("new") or counts.get("changed")),
        "can_undo": upload.state == UploadState.IMPORTED and bool(counts.get("new")),
        "can_discard": (waits or failed) and not begun,
        "was_imported": begun,
    }


def _tabs(upload: TableUpload, chosen: str) -> list[Tab]:
    return [
        Tab(outcome.value, str(outcome.label), upload.counts[outcome], chosen == outcome)
        for outcome in LineOutcome
        if upload.counts.get(outcome)
    ]


def _reasons(upload: TableUpload) -> list[tuple[str, int]]:
    """Return why lines were refused, in the words of one of them, and how many."""
    found = upload.lines.filter(outcome=LineOutcome.REFUSED).order_by().values("reason")
    rows = found.annotate(lines=Count("pk")).order_by("-lines", "reason")[:20]
    first = {
        line.reason: line.explanation
        for line in upload.lines.filter(outcome=LineOutcome.REFUSED).order_by("reason", "number").distinct("reason")
    }
    return [(first[row["reason"]], row["lines"]) for row in rows]


def _shown(line: TableLine) -> ShownLine:
    changes = [(label_of(column), old, new) for column, old, new in line.changes]
    label = str(line.get_outcome_display())
    return ShownLine(line.number, line.outcome, label, line.title, line.identifier, explained(line), changes)


def questions_in(upload: TableUpload) -> list[Question]:
    """Return the places in doubt, the most frequent first, at most fifty at a time; two queries."""
    asked = upload.lines.filter(outcome=LineOutcome.ASKED).order_by()
    columns = asked.values_list("place", "land_code", "candidates")
    found = list(columns.annotate(lines=Count("pk")).order_by("-lines", "place")[:_MOST_QUESTIONS])
    keys = {ags for _place, _land, candidates, _lines in found for ags in candidates}
    towns = {town.ags: town for town in Municipality.objects.filter(ags__in=keys)}
    return [
        Question(place, land_code, lines, [towns[ags] for ags in candidates if ags in towns])
        for place, land_code, candidates, lines in found
    ]
