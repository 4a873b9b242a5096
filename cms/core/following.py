"""What happens to the translations of a page when the page is published again.

wagtail-localize freezes the source when it is given to translation and renews that copy at a click only. Here it is
renewed at each publication, so that "which texts have changed" is always a question to the database. Translations
whose texts are all still right (a telephone number changed, a date) are published again in the background.
"""

from typing import Any

from django.db import transaction
from django_tasks import task
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.core.translating import is_published_from, missing_segments, publish_target, target_of


def follow_publication(instance: Page, **_signal: Any) -> None:
    """Renew the frozen source of a page that has translations; receives Wagtail's `page_published`."""
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id, translations__enabled=True
    ).first()
    if source is not None:
        source.update_from_db()
        transaction.on_commit(lambda: renew_translations.enqueue(source.pk))


@task()
def renew_translations(source_id: int) -> int:
    """Publish again those translations of a source that can follow it by themselves; return their number."""
    source = TranslationSource.objects.filter(pk=source_id).first()
    if source is None:
        return 0
    translations = source.translations.filter(enabled=True).select_related("source", "target_locale")
    return sum(_renew(translation) for translation in translations)


@transaction.atomic
def _renew(translation: Translation) -> bool:
    """Publish again unless a text is missing, or somebody works on the texts and has not published them."""
    source, locale = translation.source, translation.target_locale
    target = target_of(source, locale)
    if target is None or not target.live or target.alias_of_id or is_published_from(source, locale):
        return False
    if missing_segments(source, locale) or _has_unpublished_work(source, locale, target):
        return False
    publish_target(translation)
    return True


def _has_unpublished_work(source: TranslationSource, locale: Locale, target: Page) -> bool:
    strings = StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
    return target.has_unpublished_changes or strings.filter(updated_at__gt=target.last_published_at).exists()
