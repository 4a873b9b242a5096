"""The database of good-practice projects."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """The database of good-practice projects."""

    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        """Follow changes of project pages; tell search, home page and roles what is here."""
        from accounts.enums import Role
        from accounts.roles import role_permissions
        from cms.core.background import jobs
        from cms.core.searchable import searchables
        from cms.core.teasers import teasers
        from projects import kept_counts, retiring, translations
        from projects.alerts.sending import keep_telling
        from projects.privacy import register_privacy
        from projects.search_entry import PROJECTS
        from projects.teaser import NEWEST_GOOD_PRACTICE

        translations.register()
        kept_counts.register()
        retiring.register()
        register_privacy()
        jobs.register("project alerts", keep_telling)
        searchables.register(PROJECTS.kind, PROJECTS)
        teasers.register("projects", NEWEST_GOOD_PRACTICE)
        terms = ("fieldofaction", "targetgroup", "approach", "phase", "agegroup")
        vocabularies = [f"projects.{action}_{model}" for model in terms for action in ("add", "change")]
        role_permissions.register("projects", {Role.PROJECT_EDITOR: vocabularies})
