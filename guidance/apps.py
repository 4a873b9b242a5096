"""Guidance for migrants in their languages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    """Guidance for migrants in their languages."""

    name = "guidance"
    verbose_name = _("Guidance")

    def ready(self) -> None:
        """Tell the search and the home page what is here."""
        from cms.core.searchable import searchables
        from cms.core.teasers import teasers
        from guidance.searchable import GUIDANCE
        from guidance.teaser import FIRST_TOPICS

        searchables.register(GUIDANCE.kind, GUIDANCE)
        teasers.register("guidance", FIRST_TOPICS)
