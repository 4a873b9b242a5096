"""What happens to the translations of a page when the page is published again.

wagtail-localize freezes the source when it is given to translation and renews that copy at a click only. Here it is
renewed at each publication, so that "which texts have changed" is always a question to the database. Translations
whose texts are all still right (a telephone number changed, a date) are published again in the background. So are
all of them after a change that its editor calls small (see small_changes.py).
"""

from typing import Any

from django.db import transaction
from django_tasks import task
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.core.models import ChangeWeight, TranslatedPage
from cms.core.small_changes import carry_translations, wording_of
from cms.core.translating import is_published_from, missing_segments, publish_target, target_of


@transaction.atomic
def follow_publication(instance: Page, **_signal: Any) -> None:
    """Renew the frozen source of a page that has translations; receives Wagtail's `page_published`."""
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id, translations__enabled=True
    ).first()
    is_small = isinstance(instance, TranslatedPage) and instance.change_weight == ChangeWeight.SMALL
    if source is not None:
        _renew_source(source, is_small=is_small)
        transaction.on_commit(lambda: renew_translations.enqueue(source.pk, also_newer=is_small))
    if isinstance(instance, TranslatedPage) and instance.change_weight != ChangeWeight.NORMAL:
        _weigh_once(instance)


def _weigh_once(page: Any) -> None:
    """Let the next change begin as a normal one, in the editor and in the API alike."""
    type(page).objects.filter(pk=page.pk).update(change_weight=ChangeWeight.NORMAL)
    known = Page.objects.get(pk=page.pk)
    if known.latest_revision_id == known.live_revision_id:
        content = {**known.latest_revision.content, "change_weight": ChangeWeight.NORMAL}
        Revision.objects.filter(pk=known.latest_revision_id).update(content=content)


def _renew_source(source: TranslationSource, *, is_small: bool) -> None:
    before, frozen_at = wording_of(source) if is_small else {}, source.last_updated_at
    source.update_from_db()
    if is_small:
        carry_translations(before, wording_of(source))
        # For translations the source is as old as it was, so what a translator has not published yet stays theirs.
        source.last_updated_at = frozen_at
        source.save(update_fields=["last_updated_at"])


@task()
def renew_translations(source_id: int, also_newer: bool = False) -> int:
    """Publish again those translations of a source that can follow it by themselves; return their number.

    Args:
        source_id: the frozen source.
        also_newer: also those that were published after it was frozen: the change was small.
    """
    source = TranslationSource.objects.filter(pk=source_id).first()
    if source is None:
        return 0
    translations = source.translations.filter(enabled=True).select_related("source", "target_locale")
    return sum(_renew(translation, also_newer=also_newer) for translation in translations)


@transaction.atomic
def _renew(translation: Translation, *, also_newer: bool) -> bool:
    """Publish again unless a text is missing, or somebody works on the texts and has not published them."""
    source, locale = translation.source, translation.target_locale
    target = target_of(source, locale)
    if target is None or not target.live or target.alias_of_id:
        return False
    if is_published_from(source, locale) and not also_newer:
        return False
    if missing_segments(source, locale) or _has_unpublished_work(source, locale, target):
        return False
    publish_target(translation)
    return True


def _has_unpublished_work(source: TranslationSource, locale: Locale, target: Page) -> bool:
    strings = StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
    return target.has_unpublished_changes or strings.filter(updated_at__gt=target.last_published_at).exists()
