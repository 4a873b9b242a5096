"""The background worker: what is queued, what is due by the clock, and jobs that run all the time."""

import threading
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections

from cms.core.background import jobs

EVERY_SECONDS = 60
AGAIN_AFTER_SECONDS = 5


class Command(BaseCommand):
    """One process for all, so that an installation has one thing to start and to watch."""

    help = "Work through queued tasks, and publish and take down what is scheduled, once a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped."""
        stopped = threading.Event()
        threads = [threading.Thread(target=self._watch_the_clock, args=(stopped,), daemon=True)]
        for name, job in jobs.items():
            threads.append(threading.Thread(target=self._keep_doing, args=(name, job, stopped), daemon=True))
        for thread in threads:
            thread.start()
        try:
            call_command("db_worker")
        finally:
            stopped.set()
            for thread in threads:
                thread.join(timeout=EVERY_SECONDS)

    def _keep_doing(self, name: str, job: Callable[[threading.Event], None], stopped: threading.Event) -> None:
        while not stopped.is_set():
            close_old_connections()
            try:
                job(stopped)
            except Exception as error:  # noqa: BLE001  a lost connection must not end the job for good
                self.stderr.write(f"{name}: {error}")
                stopped.wait(AGAIN_AFTER_SECONDS)
            connections.close_all()

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
