"""Publishing a translation: complete, checked, and with the translator's word where it is a matter of judgement."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.access import Person, require
from cms.core.translating import publish_target, target_of
from translations.errors import CannotPublish
from translations.problems import Problem, mark_of_judgements, problems_of
from translations.services.checking import mark_as_checked
from translations.services.starting import source_of, translation_into
from translations.units import units_of


def publish_page(page: Any, language: str, *, by: Person, accepted: str = "") -> Page:
    """Publish what is stored of a translation. Publishing twice publishes the same again.

    Args:
        page: the published source.
        language: BCP 47 tag of the target.
        by: needs "translations.publish" for the language.
        accepted: the mark of those findings that the translator ticked as right, see `mark_of_judgements`.
    Returns: the published page.
    Raises: AccessDenied, CannotPublish; nothing is changed then.
    """
    require(by, "translations.publish", language)
    try:
        return _publish(page, language, by=by, accepted=accepted)
    except ValidationError as error:
        raise CannotPublish(" ".join(error.messages)) from error


@transaction.atomic
def _publish(page: Any, language: str, *, by: Person, accepted: str) -> Page:
    source = source_of(page)
    translation = translation_into(source, language)
    target = target_of(source, translation.target_locale)
    if target is not None and target.locked:
        raise CannotPublish(_("Somebody has locked this page. It cannot be published until they unlock it."))
    require_parent(page, translation.target_locale)
    require_right(problems_of(units_of(page, source, translation.target_locale), language), accepted)
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    published = publish_target(translation, by=by.user)
    mark_as_checked(page, language, by=by)
    return published


def require_right(problems: Sequence[Problem], accepted: str) -> None:
    """Let pass what has no certain fault, and whose matters of judgement were ticked.

    Raises:
        CannotPublish: carries what stands in the way.
    """
    certain = [problem for problem in problems if problem.is_certain]
    if certain:
        raise CannotPublish(_("It is not published yet: some texts are missing or wrong."), certain)
    asked = [problem for problem in problems if problem.asks_for_tick]
    if asked and accepted != mark_of_judgements(problems):
        raise CannotPublish(_("It is not published yet: please look at what was found, and confirm it."), asked)


def require_parent(page: Any, locale: Any) -> None:
    """Let pass a page whose parent is there in the language.

    Raises:
        CannotPublish: it names the page above.
    """
    parent = page.get_parent()
    if not parent.is_root() and not parent.get_translations().filter(locale=locale, alias_of__isnull=True).exists():
        message = _("The page above it, “%(title)s”, is not translated yet. Begin with that one.")
        raise CannotPublish(message % {"title": parent.title})
