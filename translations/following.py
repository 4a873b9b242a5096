"""What follows when a page of the source language is published: what is urgent is remembered, machines begin."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.core.languages import SOURCE_LANGUAGE
from cms.core.models import ChangeWeight
from translations.machine.publishing import translate_for_readers
from translations.models import LanguagePolicy, UrgentChange


def follow_source(instance: Page, **_signal: Any) -> None:
    """Receive Wagtail's `page_published`."""
    page: Any = instance
    if not getattr(page, "is_translated_by_people", False) or page.locale.language_code != SOURCE_LANGUAGE:
        return
    if getattr(page, "change_weight", "") == ChangeWeight.URGENT:
        UrgentChange.objects.update_or_create(
            translation_key=page.translation_key, defaults={"at": page.last_published_at}
        )
    for policy in LanguagePolicy.objects.filter(publishes_machine_text=True):
        _ask_machine(page.pk, policy.language)


def _ask_machine(page_id: int, language: str) -> None:
    transaction.on_commit(lambda: translate_for_readers.enqueue(page_id, language))
