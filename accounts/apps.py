"""People and who may see what."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, roles, access."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Register how pages, pictures and documents are judged, and what is kept about people."""
        from django.contrib.auth.signals import user_logged_out
        from wagtail.models import Page

        from accounts import access
        from accounts.choosers import narrow_choosers
        from accounts.decisions import register_decisions
        from accounts.middleware import remember_sign_out
        from accounts.own_data import declare_personal_data
        from accounts.sealing import narrow_wagtail
        from accounts.translators import register_decisions as register_translators
        from cms.core.models import SiteDocument, SiteImage, SiteRendition

        access.rules.register(Page, access.PageRule())
        files = access.CollectionMemberRule()
        access.rules.register(SiteImage, files)
        access.rules.register(SiteDocument, files)
        access.rules.register(SiteRendition, access.CollectionMemberRule(via="image"))
        access.token_sources.register("group restrictions", access.group_restriction_tokens)
        declare_personal_data()
        register_decisions()
        register_translators()
        narrow_wagtail()
        narrow_choosers()
        user_logged_out.connect(remember_sign_out, dispatch_uid="accounts.remember_sign_out")
        post_migrate.connect(_grant_roles, dispatch_uid="accounts.grant_roles")


def _grant_roles(sender: AppConfig, **_kwargs: Any) -> None:
    """Grant once the last app has its tables and permissions, also after a flush."""
    from accounts.services import grant_roles

    # Django sends no signal for apps without models, so the last one is the last with some.
    if sender is [config for config in apps.get_app_configs() if config.models_module][-1]:
        grant_roles()
