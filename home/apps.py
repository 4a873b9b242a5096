"""Home page, menus, legal pages, language switch."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The front door."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Grant the roles their rights on what is here, and on each section from the moment it exists."""
        from accounts.enums import Role
        from accounts.roles import role_permissions
        from cms.core.searchable import searchables
        from home.searchable import PAGE

        searchables.register(PAGE.kind, PAGE)
        changes = [
            f"home.{action}_{model}" for action in ("add", "change", "delete") for model in ("menuitem", "urgentnotice")
        ]
        role_permissions.register("home", {Role.PUBLISHER: changes})
        post_save.connect(_welcome_section, dispatch_uid="home.welcome_section")
        post_save.connect(_welcome_person, dispatch_uid="home.welcome_person")


def _welcome_section(instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    from cms.core.models import BasePage

    if created and not raw and isinstance(instance, BasePage):
        from home.services import welcome_section

        welcome_section(instance)


def _welcome_person(instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    from accounts.models import User

    if created and not raw and isinstance(instance, User):
        from home.services import speak_to_in_administration

        speak_to_in_administration(instance)
