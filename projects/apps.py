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
        from cms.core.searchable import searchables
        from cms.core.teasers import teasers
        from projects import publishing, translations
        from projects.search_entry import PROJECTS
        from projects.teaser import NEWEST_GOOD_PRACTICE

        translations.register()
        publishing.register()
        searchables.register(PROJECTS.kind, PROJECTS)
        teasers.register("projects", NEWEST_GOOD_PRACTICE)
        terms = ("fieldofaction", "targetgroup", "approach", "phase", "agegroup")
        vocabularies = [f"projects.{action}_{model}" for model in terms for action in ("add", "change")]
        role_permissions.register("projects", {Role.PROJECT_EDITOR: [*vocabularies, "projects.change_recordversion"]})
