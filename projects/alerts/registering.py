"""What the rest of the site learns of letters about new projects."""

from cms.core.background import jobs
from projects.alerts.privacy import register_privacy
from projects.alerts.sending import keep_telling


def register() -> None:
    """Say what is kept about people, and what the worker does; called once, when the app is ready."""
    register_privacy()
    jobs.register("project alerts", keep_telling)
