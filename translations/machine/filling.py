"""Letting a machine write what nobody has written yet."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from accounts.access import Person, require
from translations.checks import has_turning_signs
from translations.errors import MachineUnavailable
from translations.machine.choosing import machine_for
from translations.services.starting import source_of, translation_into
from translations.units import Unit, units_of


def fill_by_machine(page: Any, language: str, *, by: Person) -> int:
    """Translate the missing texts of a page; what somebody wrote stays. Publishes nothing.

    Args:
        page: the published source.
        language: BCP 47 tag of the target.
        by: needs "translations.translate" for the language.
    Returns: how many texts the machine wrote.
    Raises: AccessDenied, MachineUnavailable.
    """
    require(by, "translations.translate", language)
    return fill(page, language, by=by.user)


def fill(page: Any, language: str, *, by: Any = None) -> int:
    """Do the same for the site itself. The service is asked outside the transaction: it may be slow."""
    source, locale = source_of(page), Locale.objects.get(language_code=language)
    machine = machine_for(page.locale, locale)
    if machine is None:
        raise MachineUnavailable(_("There is no machine translator for this language."))
    missing = [unit for unit in units_of(page, source, locale) if unit.row is None]
    if not missing:
        return 0
    answers = machine.translate(page.locale, locale, list({StringValue(unit.stored) for unit in missing}))
    with transaction.atomic():
        translation_into(source, language)
        texts = {unit.key: answers.get(StringValue(unit.stored)) for unit in missing}
        rows = [
            _row(unit, locale, value.data, machine, by)
            for unit in missing
            if (value := texts[unit.key]) is not None and not has_turning_signs(value.data)
        ]
        before = StringTranslation.objects.filter(locale=locale, context__object_id=source.object_id).count()
        StringTranslation.objects.bulk_create(rows, ignore_conflicts=True)  # somebody may have been quicker
        after = StringTranslation.objects.filter(locale=locale, context__object_id=source.object_id).count()
    return after - before


def _row(unit: Unit, locale: Locale, data: str, machine: Any, by: Any) -> StringTranslation:
    return StringTranslation(
        translation_of_id=unit.string_id,
        context_id=unit.context_id,
        locale=locale,
        data=data,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        tool_name=machine.display_name,
        last_translated_by=by,
    )
