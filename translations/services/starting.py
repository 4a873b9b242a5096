"""Beginning to translate a page."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource


@transaction.atomic
def source_of(page: Any) -> TranslationSource:
    """Return the frozen copy of a published page, made if nobody has translated it yet.

    Nothing of it shows anywhere: it only says which texts there are.
    """
    source, is_new = TranslationSource.get_or_create_from_instance(page)
    if not is_new and not source.translations.filter(enabled=True).exists() and _is_older(source, page):
        source.update_from_db()  # nobody translated it when it was published, so nothing followed
    return source


def translation_into(source: TranslationSource, language: str) -> Translation:
    """Return wagtail-localize's row for a source and a language, locked until the transaction ends."""
    locale = Locale.objects.get(language_code=language)
    translation, _is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
    locked: Translation = (
        Translation.objects.select_for_update(of=("self",))
        .select_related("source", "target_locale")
        .get(pk=translation.pk)
    )
    return locked


def _is_older(source: TranslationSource, page: Any) -> bool:
    return bool(page.last_published_at and source.last_updated_at < page.last_published_at)
