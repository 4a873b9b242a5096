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
        from accounts.access import rules
        from accounts.enums import Role
        from accounts.roles import role_permissions
        from cms.core.searchable import searchables
        from home.models import UrgentNotice
        from home.privacy import register_privacy
        from home.rules import UrgentNoticeRule
        from home.searchable import PAGE

        searchables.register(PAGE.kind, PAGE)
        menus = [f"home.{action}_menuitem" for action in ("add", "change", "delete")]
        notices = {
            Role.EDITOR: ("add", "change"),
            Role.REVIEWER: ("change",),
            Role.PUBLISHER: ("add", "change", "delete", "publish", "lock", "unlock"),
        }
        granted: dict[Role | str, list[str]] = {
            role: [f"home.{action}_urgentnotice" for action in actions] for role, actions in notices.items()
        }
        granted[Role.PUBLISHER] += menus
        role_permissions.register("home", granted)
        rules.register(UrgentNotice, UrgentNoticeRule())
        register_privacy()
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
