"""Communities, their members and their rooms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    """Communities, their members and their rooms."""

    name = "communities"
    verbose_name = _("Communities")

    def ready(self) -> None:
        """Tell access, privacy, search and the home page what is here."""
        from cms.core.searchable import searchables
        from cms.core.teasers import teasers
        from communities.access import register_access
        from communities.privacy import register_privacy
        from communities.searchable import ARTICLE, COMMUNITY, NOTICE
        from communities.teaser import SOME_COMMUNITIES

        register_access()
        register_privacy()
        for kind in (COMMUNITY, ARTICLE, NOTICE):
            searchables.register(kind.kind, kind)
        teasers.register("communities", SOME_COMMUNITIES)
