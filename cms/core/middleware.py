"""Small middleware that concerns every answer."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from cms.core.errors import error_response

GetResponse = Callable[[HttpRequest], HttpResponse]


#: First part of an address that can only be meant as a language: /xx/, /pt-br/. No section has so short a name.
_MEANT_AS_LANGUAGE = re.compile(r"^/[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*(/|$)")


class LanguageMiddleware(LocaleMiddleware):
    """Django's, except that unknown addresses of the API and other parts without languages stay 404.

    Django tries the language's prefix before every unknown address, and Wagtail takes any address below
    a prefix: `/api/v3/unknown/` would lead to a page in German that says it is not there, and so would `/xx/`,
    a language that the site does not have.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Skip the redirect where addresses have no language, or one that is not offered."""
        path = request.path_info
        if response.status_code == 404 and (
            path.startswith(settings.PATHS_WITHOUT_LANGUAGE) or _MEANT_AS_LANGUAGE.match(path)
        ):
            patch_vary_headers(response, ["Accept-Language"])
            response.headers.setdefault("Content-Language", get_language())
            return response
        answered: HttpResponseBase = super().process_response(request, response)
        return answered


class TextGZipMiddleware(GZipMiddleware):
    """Compress text only: pictures and documents are compressed already."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Leave files alone."""
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind.startswith(("text/", "image/svg")) or kind.endswith(("json", "xml", "javascript")):
            return super().process_response(request, response)
        return response


def refuse_null(get_response: GetResponse) -> GetResponse:
    """Answer 400 to addresses with the character NUL, which PostgreSQL cannot be asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return error_response(request, HTTPStatus.BAD_REQUEST)
        return get_response(request)

    return middleware


def headers(get_response: GetResponse) -> GetResponse:
    """Say which of the browser's abilities the site wants, and keep personal answers out of shared caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if "Cache-Control" not in response and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware
