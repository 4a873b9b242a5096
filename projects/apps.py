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
        from projects import changes, kept_counts, publishing, retiring, translations, withdrawing
        from projects.access import register_access
        from projects.alerts import registering as alerts
        from projects.privacy import register_privacy
        from projects.search_entry import PROJECTS
        from projects.tables import registering as tables
        from projects.tasks import keep_promises
        from projects.teaser import NEWEST_GOOD_PRACTICE

        changes.register()
        register_access()
        register_privacy()
        jobs.register("projects", keep_promises)
        translations.register()
        withdrawing.register()
        tables.register()
        publishing.register()
        kept_counts.register()
        retiring.register()
        alerts.register()
        searchables.register(PROJECTS.kind, PROJECTS)
        teasers.register("projects", NEWEST_GOOD_PRACTICE)
        terms = ("fieldofaction", "targetgroup", "approach", "phase", "agegroup")
        vocabularies = [f"projects.{action}_{model}" for model in terms for action in ("add", "change")]
        kept = ["projects.change_withdrawnrecord", "projects.change_recordversion"]  # they come with their pages
        reviewing = ["projects.review_proposals", "projects.keep_contacts"]
        bringing = ["projects.add_tableupload"]
        role_permissions.register("projects", {Role.PROJECT_EDITOR: [*vocabularies, *kept, *reviewing, *bringing]})
