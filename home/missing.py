"""What is said where a page has no translation into the reader's language. The guidance says it with more words."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.access import filter_visible, person_of
from cms.core.languages import BY_CODE, FALLBACK_LANGUAGES, SOURCE_LANGUAGE, Language
from home.models import HomePage


@dataclass(frozen=True)
class Version:
    """A page in a language that has it.

    Attributes:
        page: the page.
        language: what it is written in.
        url: address without host.
    """

    page: Page
    language: Language
    url: str


def versions_of(request: HttpRequest, page: Page) -> list[Version]:
    """Return all languages of `page` that the person who asks may read, German and English first."""
    return _versions(request, Page.objects.filter(translation_key=page.translation_key))


def offers_at(request: HttpRequest, path: str) -> list[Version]:
    """Return the German and English versions of what lies at `path`, or else those in any other language.

    Args:
        request: says who asks, and in which language; drafts in their own count as missing.
        path: slugs below the home page, the same in all languages, e.g. "communities/nour/".
    """
    homes = HomePage.objects.exclude(locale__language_code=get_language()).values_list("slug", flat=True)
    found = _versions(request, Page.objects.filter(url_path__in=[f"/{slug}/{path}" for slug in homes]))
    return [version for version in found if version.language.code in FALLBACK_LANGUAGES] or found


def _versions(request: HttpRequest, pages: QuerySet[Page]) -> list[Version]:
    visible = filter_visible(pages, person_of(request)).filter(alias_of__isnull=True).select_related("locale")
    found = [
        Version(page, BY_CODE[page.locale.language_code], url)
        for page in visible
        if page.locale.language_code in BY_CODE and (url := page.get_url(request))
    ]
    return sorted(found, key=lambda version: _ORDER[version.language.code])


_ORDER = {code: place for place, code in enumerate(dict.fromkeys([SOURCE_LANGUAGE, *FALLBACK_LANGUAGES, *BY_CODE]))}
