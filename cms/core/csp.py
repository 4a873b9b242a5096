"""Which content security policy holds where; the strict one of the settings unless said otherwise here.

Wagtail's administration sets styles on elements from its scripts' templates and loads a few inline scripts,
and Swagger (the page of the API) draws its icons as data: that is allowed there and nowhere else.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def by_path(get_response: GetResponse) -> GetResponse:
    """Let django-csp replace directives on those paths that settings.CONTENT_SECURITY_POLICY_BY_PATH names."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for path, directives in settings.CONTENT_SECURITY_POLICY_BY_PATH.items():
            if request.path_info.startswith(path):
                response._csp_replace = directives  # type: ignore[attr-defined]  # django-csp reads it there
        return response

    return middleware
