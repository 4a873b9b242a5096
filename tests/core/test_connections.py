"""There are connections enough for everything that one process does at the same time."""

from pathlib import Path

from cms.core.background import jobs
from cms.settings.database import database

#: The worker's own: tasks, the clock, the command itself.
OTHERS = 4


def test_each_job_of_the_worker_gets_a_connection() -> None:
    pool = database(Path("var"), pool=True)["OPTIONS"]["pool"]
    assert pool["max_size"] >= len(list(jobs.items())) + OTHERS
