"""The lowest layer: what every app may import."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Municipalities, media, page base, blocks, registries."""

    name = "cms.core"
    label = "core"
    verbose_name = _("Core")
