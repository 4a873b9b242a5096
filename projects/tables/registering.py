"""What the rest of the site learns of brought tables."""

from cms.core.background import jobs
from projects.tables.access import register_access
from projects.tables.job import keep_working
from projects.tables.privacy import register_privacy


def register() -> None:
    """Say who may, what is kept about people, and what the worker does; called once, when the app is ready."""
    register_access()
    register_privacy()
    jobs.register("projects.tables", keep_working)
