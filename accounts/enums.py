"""Roles of the integration office and its network, one group each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.languages import BY_CODE


class Role(models.TextChoices):
    """The value is the name of the group, as the administration shows it."""

    ADMINISTRATOR = "Administration", _("Administrator")
    EDITOR = "Redaktion", _("Editor")
    REVIEWER = "Prüfung", _("Reviewer")
    PUBLISHER = "Veröffentlichung", _("Publisher")
    PROJECT_EDITOR = "Projektredaktion", _("Project editor")
    COMMUNITY_MANAGER = "Community-Management", _("Community manager")
    MEMBER = "Mitglied", _("Member")
    GUEST = "Gast", _("Guest")


def translator_group(language: str) -> str:
    """Return the name of the group that translates into `language` (BCP 47 tag)."""
    return f"Übersetzung {BY_CODE[language].name_de} ({language})"


#: Audience tokens that need no registration; what tokens are is said in accounts/access.py.
PUBLIC = "public"
SIGNED_IN = "signed-in"
NOBODY = "nobody"
