"""Guidance for migrants in their languages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    """Guidance for migrants in their languages."""

    name = "guidance"
    verbose_name = _("Guidance")

    def ready(self) -> None:
        """Tell the search and the home page what is here."""
        from accounts.enums import Role
        from accounts.roles import role_permissions
        from cms.core.background import jobs
        from cms.core.searchable import searchables
        from cms.core.teasers import teasers
        from guidance.privacy import register_privacy
        from guidance.searchable import GUIDANCE
        from guidance.teaser import FIRST_TOPICS
        from guidance.upkeep import keep_up

        searchables.register(GUIDANCE.kind, GUIDANCE)
        teasers.register("guidance", FIRST_TOPICS)
        jobs.register("guidance", keep_up)
        register_privacy()
        reading = [
            f"guidance.{action}_{model}" for model in ("feedback", "topiccare") for action in ("view", "change")
        ] + ["guidance.view_checkedlink"]
        role_permissions.register("guidance", dict.fromkeys((Role.EDITOR, Role.REVIEWER, Role.PUBLISHER), reading))
