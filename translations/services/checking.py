"""Saying that a translation is right."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from accounts.access import Person, require
from translations.models import TranslationCheck


@transaction.atomic
def mark_as_checked(page: Any, language: str, *, by: Person) -> TranslationCheck:
    """Note that somebody read the translation beside its source; machine texts become people's.

    The name of the machine stays with the text. Can be repeated.

    Args:
        page: the published source.
        language: BCP 47 tag of the target.
        by: needs "translations.publish" for the language.
    Raises: AccessDenied.
    """
    require(by, "translations.publish", language)
    locale = Locale.objects.get(language_code=language)
    for source in TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale):
        pairs = source.stringsegment_set.values_list("context_id", "string_id")
        StringTranslation.objects.filter(
            locale=locale,
            context_id__in={context for context, _string in pairs},
            translation_of_id__in={string for _context, string in pairs},
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        ).update(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL, last_translated_by=by.user)
    check, _is_new = TranslationCheck.objects.update_or_create(
        translation_key=page.translation_key,
        locale=locale,
        defaults={"checked_by": by.account, "checked_at": timezone.now()},
    )
    return check
