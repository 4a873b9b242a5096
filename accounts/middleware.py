"""Puts the person who asks on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.access import person_of


def person(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Make `request.person` available, worked out when first asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: person_of(request))  # type: ignore[attr-defined]  # for views and templates
        return get_response(request)

    return middleware
