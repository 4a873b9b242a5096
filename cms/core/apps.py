"""The lowest layer: what every app may import."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Municipalities, media, page base, blocks, registries."""

    name = "cms.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Let translations follow the publication of their source."""
        from wagtail.signals import page_published

        from cms.core.following import follow_publication

        page_published.connect(follow_publication, dispatch_uid="translations follow")
