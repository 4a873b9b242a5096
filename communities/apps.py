"""Communities, their members and their rooms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    """Communities, their members and their rooms."""

    name = "communities"
    verbose_name = _("Communities")
