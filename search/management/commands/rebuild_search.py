"""Making the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines.ask import EngineFails
from search.models import IndexEntry
from search.rebuilding import AlreadyRunning, rebuild


class Command(BaseCommand):
    """Safe at any time: what answers goes on answering until the new index is whole."""

    help = "Make the search index anew, while edits go on. Can be interrupted and started again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the command line."""
        parser.add_argument("--if-empty", action="store_true", help="Do nothing if there is an index already.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say what was done."""
        if options["if_empty"] and IndexEntry.objects.exists():
            return
        try:
            done = rebuild(self._show)
        except AlreadyRunning as error:
            raise CommandError("Somebody else is rebuilding just now. Nothing was done.") from error
        except EngineFails as error:
            raise CommandError(
                f"The index table is right, and PostgreSQL answers. Elasticsearch could not be filled: {error}"
            ) from error
        self.stdout.write(f"{done.entries} entries; {done.fed} in Elasticsearch.")
        for key, reason in done.refused.items():
            self.stderr.write(f"Elasticsearch refused {key}: {reason}")

    def _show(self, what: str, done: int, total: int) -> None:
        end = "\n" if done >= total else "\r"
        self.stdout.write(f"{what}: {done} of {total}", ending=end if self.stdout.isatty() else "\n")
        self.stdout.flush()
