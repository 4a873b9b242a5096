"""People and who may see what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, roles, access."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Register how pages, pictures and documents are judged."""
        from wagtail.models import Page

        from accounts import access
        from cms.core.models import SiteDocument, SiteImage

        access.rules.register(Page, access.PageRule())
        files = access.CollectionMemberRule()
        access.rules.register(SiteImage, files)
        access.rules.register(SiteDocument, files)
        access.token_sources.register("group restrictions", access.group_restriction_tokens)
