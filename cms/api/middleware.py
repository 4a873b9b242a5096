"""Manners that hold for everything under `/api/`, whoever wrote the router.

Sessions count for nothing there: who asks is told by a token or not at all, so no other site can ask in
somebody's name. A token that is not valid is an error, not an anonymous visit. Errors are problem details.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.errors import PROBLEM_JSON
from wagtail.models import APIToken

from accounts.access import person_of
from accounts.second_factor import lacks_second_factor
from cms.core.errors import error_response, is_for_api

GetResponse = Callable[[HttpRequest], HttpResponse]


def api_manners(get_response: GetResponse) -> GetResponse:
    """Know who asks by token, and give every answer its headers and every error its form."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_for_api(request):
            return get_response(request)
        response = _refusal_of_token(request) or _answered(request, get_response)
        if _needs_our_words(response):
            response = _as_problem(request, response)
        return _with_headers(request, response)

    return middleware


def _needs_our_words(response: HttpResponse) -> bool:
    """Return whether an error has another form than ours, or tells what is missing apart from what is hidden."""
    if response.status_code == HTTPStatus.NOT_FOUND:
        return not getattr(response, "says_what_is_wrong", False)
    return response.status_code >= HTTPStatus.BAD_REQUEST and response.get("Content-Type") != PROBLEM_JSON


def _refusal_of_token(request: HttpRequest) -> HttpResponse | None:
    """Put the token's person on the request; return 401 or 403 if the token cannot be used."""
    request.user = AnonymousUser()
    given = request.headers.get("Authorization")
    if given is None:
        return None
    scheme, _space, token = given.partition(" ")
    if scheme.lower() != "bearer" or not APIToken.validate_token_format(token) or not _accepts(request, token):
        response = error_response(request, HTTPStatus.UNAUTHORIZED)
        response["WWW-Authenticate"] = "Bearer"
        return response
    if lacks_second_factor(person_of(request)):
        detail = _("Tokens of people with rights in the administration work once a second factor is set up.")
        return error_response(request, HTTPStatus.FORBIDDEN, detail=detail)
    return None


def _accepts(request: HttpRequest, token: str) -> bool:
    return BearerTokenAuth().authenticate(request, token) is not None


def _answered(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """Answer HEAD as GET; servers leave the body away."""
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    try:
        return get_response(request)
    finally:
        request.method = method


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    problem = error_response(request, HTTPStatus(response.status_code))
    for header in ("Allow", "Retry-After", "WWW-Authenticate"):
        if header in response:
            problem[header] = response[header]
    return problem


def _with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Authorization"])
    if "Cache-Control" not in response:
        if request.headers.get("Authorization"):
            patch_cache_control(response, private=True, no_store=True)
        elif response.status_code == HTTPStatus.OK:
            # Stored, but asked for again each time: ETags make that cheap, and nothing stays open by accident.
            patch_cache_control(response, public=True, no_cache=True)
    return response
