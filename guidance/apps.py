"""Guidance for migrants in their languages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    """Guidance for migrants in their languages."""

    name = "guidance"
    verbose_name = _("Guidance")
