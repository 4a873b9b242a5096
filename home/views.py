"""The door to all pages of the tree, and files that machines ask for: robots.txt, security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.views import serve

from accounts.access import PUBLIC, audience_of
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE
from home.missing import offers_at

SECURITY_TXT_VALID_FOR = timedelta(days=180)  # RFC 9116 recommends less than a year


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at `path`, or say in the reader's language that it is not translated yet.

    Asks Wagtail first, so that drafts, restrictions and moved pages are judged as everywhere.
    """
    try:
        answer: HttpResponse = serve(request, path)
    except Http404:
        offers = offers_at(request, path) if path else []
        if not offers:
            raise
        context = {"offers": offers, "reader_language": BY_CODE[get_language() or SOURCE_LANGUAGE]}
        answer = TemplateResponse(request, "not_translated.html", context)
        answer["X-Robots-Tag"] = "noindex"
        if any(audience_of(offer.page) != frozenset({PUBLIC}) for offer in offers):
            add_never_cache_headers(answer)
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is not for them, and where the sitemap is."""
    context = {"sitemap": request.build_absolute_uri(reverse("sitemap"))}
    return render(request, "home/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Tell whom to write about a weakness (RFC 9116)."""
    context = {
        "contact": settings.SECURITY_CONTACT,
        "expires": (timezone.now() + SECURITY_TXT_VALID_FOR).strftime("%Y-%m-%dT00:00:00Z"),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "home/security.txt", context, content_type="text/plain; charset=utf-8")
