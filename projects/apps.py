"""The database of good-practice projects."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """The database of good-practice projects."""

    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        """Follow changes of project pages."""
        from projects import translations  # models are ready only now

        translations.register()
