"""Load the demo site: people, texts in nine languages, projects, communities."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.demo.loading import LOADERS
from home.services import found_site, set_up_editorial


@contextmanager
def _references_at_the_end() -> Iterator[None]:
    """Make Wagtail's index of references once, when all is there.

    Otherwise each saved row is a task for the worker, and those of rows that a later publication replaced fail.
    """
    with disable_reference_index_auto_update():
        yield
    call_command("rebuild_references_index", verbosity=0)


class Command(BaseCommand):
    """Each part can be loaded again: what is there stays as it is."""

    help = "Load the demo site. The accounts' password comes from DEMO_PASSWORD."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let single parts be chosen."""
        parser.add_argument("--only", choices=[name for name, _load in LOADERS], help="load this part only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Found the site, load each part, give the roles their rights on what has come."""
        if not os.environ.get("DEMO_PASSWORD"):
            raise CommandError("Set DEMO_PASSWORD to the password that the demo's accounts shall have.")
        is_new = not ReferenceIndex.objects.exists()
        with _references_at_the_end() if is_new else nullcontext():
            found_site()
            for name, load in LOADERS:
                if options["only"] in (None, name):
                    self._load(name, load, verbosity=options["verbosity"])
        set_up_editorial()

    def _load(self, name: str, load: Callable[[Callable[[str], None]], None], *, verbosity: int) -> None:
        started = time.monotonic()
        load(self.stdout.write if verbosity > 1 else lambda _line: None)
        if verbosity:
            self.stdout.write(f"{name}: {time.monotonic() - started:.1f} s")
