"""The background worker: what is queued, and what is due by the clock."""

import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections

EVERY_SECONDS = 60


class Command(BaseCommand):
    """One process for both, so that an installation has one thing to start and to watch."""

    help = "Work through queued tasks, and publish and take down what is scheduled, once a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped."""
        stopped = threading.Event()
        clock = threading.Thread(target=self._watch_the_clock, args=(stopped,), daemon=True)
        clock.start()
        try:
            call_command("db_worker")
        finally:
            stopped.set()
            clock.join(timeout=EVERY_SECONDS)

    def _watch_the_clock(self, stopped: threading.Event) -> None:
        while not stopped.is_set():
            close_old_connections()
            try:
                call_command("publish_scheduled")
                # Letters lie among the tasks that are done, with addresses and links that open accounts.
                call_command("prune_db_task_results", min_age_days=0, failed_min_age_days=7, verbosity=0)
            except Exception as error:  # noqa: BLE001  a lost connection must not end publishing for good
                self.stderr.write(f"by the clock: {error}")
            connections.close_all()
            stopped.wait(EVERY_SECONDS)
