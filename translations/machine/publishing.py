"""Publishing machine text that nobody has checked: only where an administrator allows it, and readers are told."""

import logging

from django.db import transaction
from django_tasks import task
from wagtail.models import Locale, Page

from cms.core.translating import publish_target, target_of
from translations.errors import CannotPublish, MachineUnavailable
from translations.machine.filling import fill
from translations.models import LanguagePolicy
from translations.problems import Problem, problems_of
from translations.services.publishing import require_parent
from translations.services.starting import source_of, translation_into
from translations.units import units_of

log = logging.getLogger(__name__)

#: What a machine may not lose even where its text is published unchecked.
_LOST = {"number", "link", "placeholder", "missing", "error", "mark", "sign", "length"}


@task()
def translate_for_readers(page_id: int, language: str) -> bool:
    """Translate what is missing of a page and publish it, if that is allowed in the language.

    A page on which somebody works is left to them, and so is one in which the machine lost a number or a link: it
    waits in the translators' list.

    Returns: whether it was published.
    """
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page is None or not LanguagePolicy.objects.filter(language=language, publishes_machine_text=True).exists():
        return False
    page = page.specific
    if not Locale.objects.filter(language_code=language).exists():
        return False
    try:
        fill(page, language)
        return _publish(page, language)
    except (MachineUnavailable, CannotPublish) as reason:
        log.warning("%s is not published in %s: %s", page, language, reason)
        return False


@transaction.atomic
def _publish(page: Page, language: str) -> bool:
    source = source_of(page)
    translation = translation_into(source, language)
    locale = translation.target_locale
    target = target_of(source, locale)
    require_parent(page, locale)
    units = units_of(page, source, locale)
    if not any(unit.is_machine_text for unit in units) or any(
        _stands_in_the_way(p) for p in problems_of(units, language)
    ):
        return False
    if target is not None and (target.locked or _is_written_on(target, units)):
        return False
    publish_target(translation)
    return True


def _stands_in_the_way(problem: Problem) -> bool:
    return problem.finding.kind in _LOST and (problem.is_certain or problem.asks_for_tick)


def _is_written_on(target: Page, units: list) -> bool:
    published_at = target.last_published_at
    people = [unit for unit in units if unit.row is not None and not unit.is_machine_text]
    return target.has_unpublished_changes or any(
        published_at is None or unit.row.updated_at > published_at for unit in people
    )
