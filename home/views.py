"""Files that machines ask for: robots.txt, security.txt, sitemaps."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

SECURITY_TXT_VALID_FOR = timedelta(days=180)  # RFC 9116 recommends less than a year


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
