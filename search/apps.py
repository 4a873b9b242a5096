"""One index over everything."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """One index over everything."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Follow what is published, and keep editors' rights on what they add."""
        from accounts.enums import Role
        from accounts.roles import role_permissions
        from cms.core.background import jobs
        from cms.core.word_search import narrowing
        from search import following
        from search.job import keep_counted, keep_in_step
        from search.narrowing import narrow

        following.register()
        jobs.register("search", keep_in_step)
        jobs.register("search words", keep_counted)
        narrowing.register("search", narrow)
        changes = [
            f"search.{action}_{model}"
            for action in ("add", "change", "delete")
            for model in ("synonymgroup", "bestbet")
        ]
        reading = [*changes, "search.view_countedquestion"]
        role_permissions.register("search", {Role.EDITOR: reading, Role.PUBLISHER: reading})
