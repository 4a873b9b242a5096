"""Home page, menus, legal pages, language switch."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The front door."""

    name = "home"
    verbose_name = _("Home")
