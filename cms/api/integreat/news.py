"""Urgent notices as the client's news, and the imprint as its page."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.access import filter_visible
from cms.api.integreat.region import client_code, nobody, region_path
from cms.core.languages import FALLBACK_LANGUAGES, Language
from cms.core.translation_status import language_of
from guidance.plain_html import expanded
from home.models import LegalPage
from home.notices import ShownNotice, notices_for

_LOCAL = "local-"


def news_out(request: HttpRequest, language: Language) -> list[dict[str, Any]]:
    """Return what everybody must know now, in the language or the first of the others there is."""
    notices = notices_for(nobody(), language.code)
    return [_notice_out(notice, request, language) for notice in notices]


def news_item_out(request: HttpRequest, language: Language, identifier: str) -> dict[str, Any]:
    """Return one of them.

    Raises:
        Http404: there is none of that name now.
    """
    for notice in news_out(request, language):
        if notice["id"] == identifier:
            return notice
    raise Http404


def imprint_out(request: HttpRequest, language: Language) -> dict[str, Any]:
    """Return the imprint in the language, else in German or English.

    Raises:
        Http404: there is none; the client takes an empty answer for an error.
    """
    imprints = LegalPage.objects.filter(kind=LegalPage.Kind.IMPRINT, alias_of__isnull=True)
    found = {language_of(page): page for page in filter_visible(imprints, nobody()).select_related("locale")}
    page = next((found[code] for code in (language.code, *FALLBACK_LANGUAGES) if code in found), None)
    if page is None:
        raise Http404
    host = request.build_absolute_uri("/").rstrip("/")
    changed = page.last_published_at or page.latest_revision_created_at
    return {
        "id": page.pk,
        "url": host + page.get_url(request),
        "path": region_path(language.code, page.slug),
        "title": page.title,
        "last_updated": changed.isoformat() if changed else None,
        "excerpt": page.search_description,
        "content": expanded([page.body], host=host)[0],
        "available_languages": {
            client_code(code): {
                "id": version.pk,
                "url": host + version.get_url(request),
                "path": region_path(code, version.slug),
            }
            for code, version in found.items()
        },
        "thumbnail": None,
        "parent": {"id": 0, "url": None, "path": None},
        "order": 0,
        "organization": None,
        "embedded_offers": [],
    }


def _notice_out(notice: ShownNotice, request: HttpRequest, language: Language) -> dict[str, Any]:
    identifier = f"{_LOCAL}{notice.number}"
    return {
        "id": identifier,
        "title": notice.title,
        "content": _content(notice, request, language),
        "display_date": notice.shown_from.isoformat(),
        "source": "local",
        "externalUrl": None,
        "available_languages": {client_code(code): {"id": identifier} for code in notice.languages},
    }


def _content(notice: ShownNotice, request: HttpRequest, language: Language) -> str:
    text = format_html('<p lang="{}" dir="{}">{}</p>', notice.language.code, notice.language.direction, notice.text)
    with override(language.code):
        if notice.language.code != language.code:
            text = format_html("<p>{}</p>{}", _("This notice is not translated into your language yet."), text)
        if notice.url:
            url = request.build_absolute_uri(notice.url)
            text = format_html('{}<p><a href="{}">{}</a></p>', text, url, _("More about it"))
    return text
