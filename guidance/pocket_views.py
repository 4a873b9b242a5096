"""Guidance in the pocket: without a network, on paper, as short address, as PDF."""

import gzip
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import ANONYMOUS, PUBLIC, Person, audience_of, person_of
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE, Language
from cms.core.translation_status import language_of, with_outdated_since
from guidance.models import GuidancePage
from guidance.offline import bundle
from guidance.pdf import pdf_of
from guidance.pdf_there import can_make_pdf
from guidance.querysets import GuidanceQuerySet
from guidance.short_codes import code_of
from guidance.short_links import target
from guidance.topics import Topic, address, topic_for, topic_tree


@dataclass(frozen=True)
class Choice:
    """What can be kept on a device: one topic with those below it, or all (`topic` None); `size` in bytes."""

    topic: Topic | None
    url: str
    size: int


@dataclass(frozen=True)
class Named:
    """The title of a topic in a language."""

    language: Language
    title: str


@require_safe
def keep(request: HttpRequest) -> HttpResponse:
    """Offer all topics, and each by itself, with the size of what is fetched."""
    language = get_language() or SOURCE_LANGUAGE
    person = Person(ANONYMOUS)
    rows = bundle(person, language, host=request.build_absolute_uri("/").rstrip("/"))
    forest = topic_tree(GuidancePage.objects.all(), person, language)
    url = f"/api/v3/guidance/{language}/offline.json"
    choices = [Choice(None, url, _packed(rows))]
    for topic in forest:
        branch = [row for row in rows if f"{row['path']}/".startswith(f"{topic.path}/")]
        choices.append(Choice(topic, f"{url}?topic={topic.path}", _packed(branch)))
    context = {"choices": choices, "section_url": address(language)}
    return TemplateResponse(request, "guidance/keep.html", context)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what the service worker shows when there is no network and nothing is kept."""
    return TemplateResponse(request, "offline.html")


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """Describe the site as an app, in the language of the address (W3C Web App Manifest)."""
    language = BY_CODE[get_language() or SOURCE_LANGUAGE]
    home = reverse("wagtail_serve", args=[""])
    answer = JsonResponse(
        {
            "id": home,
            "name": settings.SITE_NAME,
            "short_name": settings.SITE_NAME[:12],
            "description": _("Find what to do next, whom to ask and where it is: in your language."),
            "lang": language.code,
            "dir": language.direction,
            "start_url": home,
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#ffffff",
            "theme_color": "#0d3b43",
            "icons": [{"src": static("icons/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )
    patch_cache_control(answer, public=True, max_age=3600)
    return answer


@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """Send the script from the root, because it may only look after what lies beside or below it."""
    found = finders.find("js/service-worker.js") or staticfiles_storage.path("js/service-worker.js")
    with open(str(found), encoding="utf-8") as script:
        answer = HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")
    patch_cache_control(answer, public=True, no_cache=True)
    return answer


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to a topic in the language of the telephone."""
    url = target(code, person_of(request), get_language_from_request(request))
    if url is None:
        raise Http404
    answer = HttpResponseRedirect(url)
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
def poster(request: HttpRequest, path: str) -> HttpResponse:
    """Show a page to print and hang up: the topic's name in its languages, and a code for cameras."""
    page, topic = _topic_at(request, path)
    versions = GuidancePage.objects.visible_to(person_of(request)).written()
    titles = {
        language_of(version): version.title
        for version in versions.filter(translation_key=page.translation_key).select_related(
            "locale", "alias_of__locale"
        )
    }
    context = {
        "title": page.title,
        "versions": [Named(language, titles[code]) for code, language in BY_CODE.items() if code in titles],
        "short_url": short_address(request, page),
        "back_url": topic.url,
    }
    answer = TemplateResponse(request, "guidance/poster.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def pdf(request: HttpRequest, path: str) -> HttpResponse:
    """Give a topic as PDF, in the best language there is for the reader."""
    if not can_make_pdf():
        raise Http404
    page, topic = _topic_at(request, path)
    host = request.build_absolute_uri("/").rstrip("/")
    made = pdf_of(page, topic, host=host, short_url=short_address(request, page))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{page.slug}-{topic.language.code}.pdf"'
    answer["X-Robots-Tag"] = "noindex"
    is_public = audience_of(page) == frozenset({PUBLIC})
    patch_cache_control(
        answer, **({"public": True, "no_cache": True} if is_public else {"private": True, "no_store": True})
    )
    return answer


def short_address(request: HttpRequest, page: GuidancePage) -> str:
    """Return the short address of a topic with host: the German page's, so that all languages share it."""
    german = GuidancePage.objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE)
    number = german.values_list("pk", flat=True).first() or page.pk
    return request.build_absolute_uri(reverse("short", args=[code_of(number)]))


def _topic_at(request: HttpRequest, path: str) -> tuple[GuidancePage, Topic]:
    language = get_language() or SOURCE_LANGUAGE
    found = GuidancePage.objects.visible_to(person_of(request)).at(path)
    pages: GuidanceQuerySet = with_outdated_since(found)  # type: ignore[assignment]  # the same queryset, annotated
    page = pages.best_for(language)
    if page is None:
        raise Http404
    return page, topic_for(page, language)


def _packed(rows: list[dict[str, Any]]) -> int:
    return len(gzip.compress(json.dumps(rows, default=str, ensure_ascii=False).encode(), compresslevel=6))
