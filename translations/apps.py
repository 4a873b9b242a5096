"""What translators work with."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Matrix, a translator's list, the page on which they translate, files for agencies, machines."""

    name = "translations"
    verbose_name = _("Translations")

    def ready(self) -> None:
        """Register rights and personal data, and follow what is published."""
        from wagtail.signals import page_published

        from accounts.enums import Role
        from accounts.roles import role_permissions
        from translations.following import follow_source
        from translations.privacy import register_privacy

        register_privacy()
        page_published.connect(follow_source, dispatch_uid="translations: urgent changes, machines")
        terms = [f"translations.{action}_glossaryterm" for action in ("add", "change", "delete")]
        role_permissions.register("translations", {Role.EDITOR: terms, Role.PUBLISHER: terms})
