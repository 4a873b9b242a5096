"""Bring an installation up to date in one process: tables, interface languages, demo site."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from cms.core.demo_accounts import DEMO_ACCOUNTS
from cms.core.site_address import follow_site_url
from cms.services.progress import working


class Command(BaseCommand):
    """What `./run` does before it serves; each step only where there is something to do."""

    help = "Migrate, compile the catalogues and load the demo site, each only if it is due."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let the demo be left out."""
        parser.add_argument("--no-demo", action="store_true", help="leave the site as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is due."""
        call_command("compile_catalogues", verbosity=0)
        executor = MigrationExecutor(connection)
        if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            with working(f"Creating tables ({len(plan)} migrations)"):
                call_command("migrate", interactive=False, verbosity=0)
                call_command("set_up_site", verbosity=0)
        follow_site_url()
        call_command("rebuild_search", "--if-empty", verbosity=0)
        if not options["no_demo"]:
            self.prepare_demo(Path(settings.VAR_DIR) / "demo-password")

    def prepare_demo(self, remembered: Path) -> None:
        """Load the demo once, whole or not at all; set its accounts' password anew if another one is wanted.

        Args:
            remembered: the file that holds the password which the accounts have.
        """
        known = remembered.read_text() if remembered.exists() else ""
        password = os.environ.get("DEMO_PASSWORD") or known or secrets.token_urlsafe(9)
        accounts = get_user_model().objects.filter(email__in=[email for email, _ in DEMO_ACCOUNTS])
        os.environ["DEMO_PASSWORD"] = password
        if not accounts.exists():
            with working("Loading the demo site"), transaction.atomic():
                call_command("load_demo", verbosity=0)
        elif password != known:
            for account in accounts:
                account.set_password(password)
                account.save(update_fields=["password"])
        if password != known:
            remembered.touch(mode=0o600)
            remembered.write_text(password)
