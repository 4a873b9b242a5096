"""Which pages are edited by translating."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from accounts.access import Person
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE
from cms.core.models import translated_page_types
from translations.sources import source_pages


def translated_source(page: Any, person: Person) -> Page | None:
    """Return the published source of which `page` is the translation, or None if it is edited as a page of its own.

    A page that was taken out of translating is one of its own; so is one whose source is not published.
    """
    language = page.locale.language_code
    if not is_translated(page) or language == SOURCE_LANGUAGE or language not in BY_CODE:
        return None
    detached = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=False
    )
    if detached.exists():
        return None
    return source_pages(person).filter(translation_key=page.translation_key).first()


def is_translated(page: Page) -> bool:
    """Return whether translators are asked for pages of this type."""
    return page.specific_class in translated_page_types()
