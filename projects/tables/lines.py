"""The lines of a brought table as records, in groups that are one project each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.core.folding import fold
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.towns import TownIndex
from projects.enums import LineOutcome
from projects.importing.merging import Known
from projects.importing.places import TownFinder
from projects.importing.presets.table import ProjectTable
from projects.importing.records import Record, Refused, TownInDoubt
from projects.importing.rows import Vocabulary
from projects.importing.updating import unknown_among
from projects.models import TableLine, TableUpload

#: Projects a transaction.
BATCH = 100
_SEPARATOR = "|"  # parts the values of a cell, so no place has it


@dataclass
class Reading:
    """What is needed to read an upload's lines; loaded once for each piece of work."""

    upload: TableUpload
    preset: ProjectTable
    vocabulary: Vocabulary
    locale_id: int

    @classmethod
    def of(cls, upload: TableUpload) -> "Reading":
        """Load it.

        Raises:
            NoTownsKnown: the list of municipalities is empty.
        """
        finder = TownFinder(TownIndex.load(), answers_of(upload))
        return cls(
            upload=upload,
            preset=ProjectTable(finder, source_name=upload.source_name),
            vocabulary=Vocabulary.load(),
            locale_id=Locale.objects.get(language_code=SOURCE_LANGUAGE).pk,
        )


@dataclass
class Group:
    """The lines of one project, and what they say together."""

    record: Record
    lines: list[TableLine] = field(default_factory=list)


def answers_of(upload: TableUpload) -> dict[tuple[str, str], str]:
    """Return what people answered: AGS, or "none", by folded place and Land."""
    parted = ((key.rpartition(_SEPARATOR), ags) for key, ags in upload.answers.items())
    return {(fold(place), land_code): ags for (place, _sign, land_code), ags in parted}


def answer_key(place: str, land_code: str) -> str:
    """Return under which key an answer is kept."""
    return f"{place}{_SEPARATOR}{land_code}"


def batches(upload: TableUpload, *, only_open: bool) -> Iterator[list[TableLine]]:
    """Give the lines of an upload by the hundred projects, all lines of a project together.

    Args:
        upload: whose lines.
        only_open: pass over what is done; lines that are done while they are read do not come again.
    """
    last = 0
    while True:
        lines = TableLine.objects.filter(upload=upload, group__gt=last)
        if only_open:
            lines = lines.filter(is_done=False)
        groups = list(lines.order_by("group").values_list("group", flat=True).distinct()[:BATCH])
        if not groups:
            return
        last = groups[-1]
        yield list(lines.filter(group__in=groups).order_by("group", "number"))


def read_groups(lines: Sequence[TableLine], reading: Reading) -> dict[str, Group]:
    """Make records of lines; lines that cannot be read are marked and left out.

    Returns: by the key by which doubles are known.
    """
    groups: dict[str, Group] = {}
    for line in lines:
        forget_outcome(line)
        try:
            record = reading.preset.read(line.cells)
        except Refused as refusal:
            refuse(line, refusal)
            continue
        line.title = record.title or line.title
        line.explanation = " ".join(record.notes)
        known = groups.get(record.source_identifier)
        if known is None:
            groups[record.source_identifier] = Group(record, [line])
        else:
            known.record.merge(record)
            known.lines.append(line)
    return groups


def known_among(groups: dict[str, Group], reading: Reading) -> dict[str, int]:
    """Return which projects are there, by key; those that cannot be taken are marked and taken out of `groups`."""
    known = Known.among(reading.preset.name, list(groups), reading.locale_id)
    refused = unknown_among({key: group.record for key, group in groups.items()}, known)
    refused |= {key: withdrawn() for key, page in known.pages.items() if page is None}
    for key, refusal in refused.items():
        for line in groups.pop(key).lines:
            refuse(line, refusal)
    return {key: page for key, page in known.pages.items() if page is not None and key in groups}


def withdrawn() -> Refused:
    """Return the refusal of a project that editors have deleted."""
    return Refused("withdrawn", _("The project was here and has been deleted; it is not brought back."))


def forget_outcome(line: TableLine) -> None:
    """Set a line back to what it was before anybody looked at it."""
    line.outcome, line.reason, line.explanation, line.changes = LineOutcome.OPEN, "", "", []
    line.place, line.land_code, line.candidates, line.identifier = "", "", [], ""


def refuse(line: TableLine, refusal: Refused) -> None:
    """Mark a line as refused, or as one that asks which town is meant."""
    line.outcome = LineOutcome.ASKED if isinstance(refusal, TownInDoubt) else LineOutcome.REFUSED
    line.reason, line.explanation = refusal.code, refusal.explanation
    if isinstance(refusal, TownInDoubt):
        line.place, line.land_code = refusal.place[:255], refusal.land_code
        line.candidates = [town.ags for town in refusal.candidates[:_MOST_CANDIDATES]]


def decide(group: Group, outcome: LineOutcome, *, identifier: str = "", changes: Sequence[Any] = ()) -> None:
    """Mark the lines of a project; what changes stands with the first."""
    for line in group.lines:
        line.outcome, line.identifier = outcome, identifier
    group.lines[0].changes = [[change.column, change.old, change.new] for change in changes]


_MOST_CANDIDATES = 30
_WRITTEN = (
    "group", "outcome", "title", "identifier", "reason", "explanation", "changes", "place", "land_code", "candidates",
    "is_done",
)  # fmt: skip


def save_lines(lines: Sequence[TableLine]) -> None:
    """Write what was decided of lines."""
    TableLine.objects.bulk_update(lines, _WRITTEN, batch_size=500)
