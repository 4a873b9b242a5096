"""An import from the first line to the last: in batches, each one transaction with the mark of how far it is."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.core.languages import SOURCE_LANGUAGE
from cms.core.towns import TownIndex
from projects.enums import RunState
from projects.importing.merging import Known, merge_into_known
from projects.importing.orders import Order, Outcome, Tally, new_run, only_import, unfinished_run
from projects.importing.places import TownFinder, read_answers
from projects.importing.presets import KINDS
from projects.importing.reading import Line, UnreadableFile, digest_of
from projects.importing.records import Preset, Record, Refused, TownInDoubt
from projects.importing.reports import RefusedLines, TownQuestions
from projects.importing.rows import Vocabulary
from projects.importing.storing import store_new
from projects.importing.updating import unknown_among, update_known
from projects.models import ImportRun
from projects.services import found_project_index

BATCH = 1000


def import_projects(order: Order) -> Outcome:
    """Import a file; what was read before something went wrong stays.

    Returns: the outcome, also where the file broke off or somebody stopped the import.

    Raises:
        AnotherImportRuns, NoTownsKnown, NoSite, BadAnswers, UnreadableFile: nothing was read.
    """
    with only_import():
        task = Import(order)
        problem = ""
        try:
            task.execute()
        except KeyboardInterrupt:
            problem = _("Stopped. --resume goes on where it stopped.")
        except UnreadableFile as error:
            problem = str(error)
        return Outcome(task.run, problem, task.write_questions())


class Import:
    """One reading of one file."""

    def __init__(self, order: Order) -> None:
        towns = TownIndex.load()
        finder = TownFinder(towns, read_answers(order.answers, towns) if order.answers else None)
        self._order = order
        self._kind = KINDS[order.preset]
        self._preset: Preset = self._kind.preset(finder)
        digest = digest_of(order.path)
        self._index = None if order.dry_run else found_project_index()
        self._locale_id = Locale.objects.get(language_code=SOURCE_LANGUAGE).pk
        self._vocabulary = Vocabulary.load()
        self._seen: set[str] = set()
        self._started = time.monotonic()
        self.run = unfinished_run(order, digest) or new_run(order, digest)
        self._seconds_before = self.run.seconds
        self._report = RefusedLines(Path(self.run.report), keep_bytes=self.run.report_bytes)
        self._questions = TownQuestions()

    def execute(self) -> None:
        """Read, store, report.

        Raises:
            UnreadableFile: the file is of another kind, or breaks off; what came before is stored.
            KeyboardInterrupt: somebody stopped it; whole batches are stored.
        """
        state, message, read_before = RunState.FAILED, "", self.run.read
        try:
            with closing(self._kind.lines(self._order.path, after=self.run.position)) as lines:
                for batch in _batches(islice(lines, self._order.limit), BATCH):
                    self._take(batch)
                    self._order.on_batch(self.run)
            is_stopped = self._order.limit is not None and self.run.read - read_before >= self._order.limit
            state = RunState.INTERRUPTED if is_stopped else RunState.FINISHED
        except KeyboardInterrupt:
            state, message = RunState.INTERRUPTED, _("Stopped by hand.")
            raise
        except Exception as error:
            message = str(error)[:500]
            raise
        finally:
            self._save(state=state, message=message, seconds=self._elapsed(), report_bytes=self._report.flush())
            self._report.close()

    def write_questions(self) -> Path | None:
        """Write the towns in doubt beside the report; return where, or None if there are none."""
        path = self._report.path.with_name(self._report.path.stem.removesuffix("-refused") + "-towns.csv")
        return path if self._questions.write(path) else None

    def _take(self, lines: Sequence[Line]) -> None:
        """Store a batch; if the database refuses it, find the line that is to blame."""
        length = self._report.flush()
        try:
            with transaction.atomic():
                tally = self._count(lines) if self._order.dry_run else self._store(lines)
                self._record(lines, tally)
        except (DataError, IntegrityError) as error:
            self._report.rewind(length)
            if len(lines) > 1:
                middle = len(lines) // 2
                self._take(lines[:middle])
                self._take(lines[middle:])
                return
            refusal = Refused("not_storable", _("The database refused the record: %(error)s") % {"error": error})
            self._record(lines, Tally(refused=[(lines[0], refusal)]))

    def _read(self, lines: Sequence[Line], tally: Tally) -> dict[str, tuple[Record, list[Line]]]:
        """Make records of lines, those of the same project merged."""
        records: dict[str, tuple[Record, list[Line]]] = {}
        for line in lines:
            try:
                if line.refusal or line.row is None:
                    raise line.refusal or Refused("empty", "")
                record = self._preset.read(line.row)
            except Refused as refusal:
                tally.refused.append((line, refusal))
                continue
            if record.source_identifier in records:
                first, same = records[record.source_identifier]
                first.merge(record)
                same.append(line)
            else:
                records[record.source_identifier] = (record, [line])
        return records

    def _store(self, lines: Sequence[Line]) -> Tally:
        if self._index is None:
            raise RuntimeError("storing needs the list of projects")
        tally = Tally()
        records = self._read(lines, tally)
        known = self._known(records, tally)
        new = {key: item for key, item in records.items() if key not in known.pages}
        store_new([record for record, _lines in new.values()], self._index, self._preset, self._vocabulary)
        old = {pk: key for key, pk in known.pages.items() if pk is not None and key in records}
        there = {pk: records[key][0] for pk, key in old.items()}
        if self._preset.updates:
            _plans, refused = update_known(there, self._vocabulary, by=None)
            for pk, refusal in refused.items():
                _record, same = records.pop(old[pk])
                tally.refused += [(line, refusal) for line in same]
        else:
            merge_into_known(there, self._vocabulary)
        tally.taken = len(new)
        tally.merged = sum(len(same) for _record, same in records.values()) - len(new)
        return tally

    def _count(self, lines: Sequence[Line]) -> Tally:
        """Do as if: nothing is written."""
        tally = Tally()
        records = self._read(lines, tally)
        known = self._known(records, tally)
        new = [key for key in records if key not in known.pages and key not in self._seen]
        self._seen.update(new)
        tally.taken = len(new)
        tally.merged = sum(len(same) for _record, same in records.values()) - len(new)
        return tally

    def _known(self, records: dict[str, tuple[Record, list[Line]]], tally: Tally) -> Known:
        """Look up which records are there; those that editors withdrew are refused and taken out of `records`."""
        known = Known.among(self._preset.name, list(records), self._locale_id)
        for key in [key for key, page in known.pages.items() if page is None]:
            _record, same = records.pop(key)
            refusal = Refused("withdrawn", _("The project was here and has been deleted; it is not brought back."))
            tally.refused += [(line, refusal) for line in same]
        for key, refusal in unknown_among({key: record for key, (record, _lines) in records.items()}, known).items():
            _record, same = records.pop(key)
            tally.refused += [(line, refusal) for line in same]
        return known

    def _record(self, lines: Sequence[Line], tally: Tally) -> None:
        for line, refusal in tally.refused:
            self._report.add(line, refusal)
        self._save(
            position=lines[-1].number,
            read=self.run.read + len(lines),
            taken=self.run.taken + tally.taken,
            merged=self.run.merged + tally.merged,
            refused=self.run.refused + len(tally.refused),
            seconds=self._elapsed(),
            report_bytes=self._report.flush(),
        )
        for _line, refusal in tally.refused:
            if isinstance(refusal, TownInDoubt):
                self._questions.add(refusal)

    def _save(self, **values: object) -> None:
        """Set the values in the database first, so that a batch that fails leaves the run as it was."""
        if self.run.pk:
            ImportRun.objects.filter(pk=self.run.pk).update(**values, updated_at=timezone.now())
        for name, value in values.items():
            setattr(self.run, name, value)

    def _elapsed(self) -> float:
        return self._seconds_before + time.monotonic() - self._started


def _batches(lines: Iterator[Line], size: int) -> Iterator[list[Line]]:
    """Return the lines in lists; what came before the file broke off is returned before the error is raised."""
    while True:
        batch: list[Line] = []
        try:
            batch.extend(islice(lines, size))
        except UnreadableFile:
            if batch:
                yield batch
            raise
        if not batch:
            return
        yield batch
