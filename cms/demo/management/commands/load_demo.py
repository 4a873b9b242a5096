"""Load the demo site: people, texts in nine languages, projects, communities."""

import os
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.loading import LOADERS
from home.services import found_site, set_up_editorial


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
