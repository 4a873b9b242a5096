"""The menu of translations in the administration: lists, glossary, rules for languages."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from accounts.access import person_of
from accounts.translators import languages_translated_by
from translations.models import GlossaryTerm, LanguagePolicy


class GlossaryViewSet(SnippetViewSet):
    """German words and how the office says them."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    list_display = ("term", "language", "wording", "note")
    list_filter = ("language",)
    search_fields = ("term", "wording")


class LanguagePolicyViewSet(SnippetViewSet):
    """What administrators allow in a language."""

    model = LanguagePolicy
    icon = "cogs"
    menu_label = _("Rules for languages")
    list_display = ("__str__", "publishes_machine_text")
    copy_view_enabled = False


class TasksMenuItem(MenuItem):
    """Shown to those who may translate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for languages."""
        return bool(languages_translated_by(person_of(request)))


class TranslationsGroup(SnippetViewSetGroup):
    """What has to do with translating."""

    menu_label = _("Translations")
    menu_icon = "wagtail-localize-language"
    menu_order = 150
    items: ClassVar = (GlossaryViewSet, LanguagePolicyViewSet)

    def get_submenu_items(self) -> list[Any]:
        """Put the lists before what is kept."""
        return [
            TasksMenuItem(_("To translate"), reverse("translations:tasks"), icon_name="list-ol", order=0),
            MenuItem(_("All pages"), reverse("translations:matrix"), icon_name="table", order=0),
            *super().get_submenu_items(),
        ]
