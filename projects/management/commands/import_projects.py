"""`manage.py import_projects FILE --preset berlin|esf|csv`."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.core.towns import NoTownsKnown
from projects.importing.orders import AnotherImportRuns, Order, Outcome
from projects.importing.places import BadAnswers
from projects.importing.presets import KINDS
from projects.importing.reading import UnreadableFile
from projects.importing.running import import_projects
from projects.models import ImportRun
from projects.services import NoSite


class Command(BaseCommand):
    """Import projects; the last line of the output is JSON with what became of the records."""

    help = "Import projects. Can be run again without doubling anything, stopped, and resumed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how to read it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--preset", choices=sorted(KINDS), required=True, help="the kind of file")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--limit", type=int, help="stop after this many records")
        parser.add_argument("--resume", action="store_true", help="go on where an earlier import of this file stopped")
        parser.add_argument("--towns", type=Path, help="CSV that says which towns are meant (…-towns.csv, filled in)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, show progress, report."""
        order = Order(
            path=options["file"],
            preset=options["preset"],
            reports=Path(settings.VAR_DIR) / "log" / "import",
            dry_run=options["dry_run"],
            limit=options["limit"],
            resume=options["resume"],
            answers=options["towns"],
            on_batch=_Progress(self.stderr),
        )
        try:
            outcome = import_projects(order)
        except (AnotherImportRuns, BadAnswers, NoSite, NoTownsKnown, OSError, UnreadableFile) as error:
            raise CommandError(str(error)) from error
        self._report(outcome)
        if outcome.problem:
            sys.exit(f"CommandError: {outcome.problem}")

    def _report(self, outcome: Outcome) -> None:
        run = outcome.run
        if run.refused:
            self.stderr.write(f"{run.refused} records were refused, see {run.report}", self.style.WARNING)
        if outcome.questions:
            self.stderr.write(f"Some towns are in doubt: fill in {outcome.questions} and pass it as --towns.")
        counts = {name: getattr(run, name) for name in ("read", "taken", "merged", "refused")}
        self.stdout.write(json.dumps({**counts, "seconds": round(run.seconds, 2)}))


class _Progress:
    """Says once a second how far the import is."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._last = time.monotonic()
        self._read = 0

    def __call__(self, run: ImportRun) -> None:
        now = time.monotonic()
        if now - self._last < 1:
            return
        rate = (run.read - self._read) / (now - self._last) if self._read else run.read / max(run.seconds, 0.001)
        self._last, self._read = now, run.read
        self._stream.write(
            f"{run.read:,} records read: {run.taken:,} taken, {run.merged:,} merged, {run.refused:,} refused; "
            f"{rate:,.0f} a second"
        )
