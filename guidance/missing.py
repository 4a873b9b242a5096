"""What is said where a topic, or the whole section, has no translation yet."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.access import Person, filter_visible
from cms.core.languages import BY_CODE, FALLBACK_LANGUAGES, Language
from cms.core.translation_status import TranslationState, TranslationStatus, language_of
from guidance.models import GuidanceIndexPage, GuidancePage
from guidance.topics import address, topic_tree


@dataclass(frozen=True)
class Offer:
    """The same page in a language that has it."""

    page: Page
    language: Language
    url: str


def missing_context(path: str, person: Person, language: str) -> dict[str, Any] | None:
    """Name what is shown instead of the page at `path`; None if this person may see no German or English one.

    Args:
        path: slugs below the section, empty for its front page.
        person: who asks.
        language: the reader's.
    """
    offers = _offers(path, person)
    if not offers:
        return None
    best = offers[0]
    return {
        "page": best.page,
        "offers": offers,
        "reader_language": BY_CODE[language],
        "text_language": best.language,
        "state": TranslationState(TranslationStatus.MISSING, fallback_from=best.language.code),
        "section_url": address(language),
        "breadcrumb_pages": [{"title": _("All topics"), "url": address(language)}] if path else [],
        "topics": [] if path else topic_tree(GuidancePage.objects.all(), person, language),
    }


def _offers(path: str, person: Person) -> list[Offer]:
    """Return the versions in German and English that `person` may see, in this order."""
    pages: QuerySet[Any] = GuidancePage.objects.at(path) if path else GuidanceIndexPage.objects.all()
    found = filter_visible(pages, person).filter(locale__language_code__in=FALLBACK_LANGUAGES, alias_of__isnull=True)
    by_code = {language_of(page): page for page in found.select_related("locale", "alias_of__locale")}
    return [Offer(by_code[code], BY_CODE[code], address(code, path)) for code in FALLBACK_LANGUAGES if code in by_code]
