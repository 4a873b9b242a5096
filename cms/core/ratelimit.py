"""A limit on what nobody has signed in for: every request that changes something, by address.

allauth has limits of its own for sign-in, sign-up and passwords (ACCOUNT_RATE_LIMITS); this one holds for
all forms and the API, known or not yet written. Both count in the cache, which lies in PostgreSQL, so they
hold over all workers. Behind a proxy the client's address is known only if ALLAUTH_TRUSTED_PROXY_COUNT or
ALLAUTH_TRUSTED_CLIENT_IP_HEADER says so.
"""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from cms.core.errors import too_many_requests
from cms.core.languages import BY_CODE

GetResponse = Callable[[HttpRequest], HttpResponse]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


def limit_anonymous_changes(get_response: GetResponse) -> GetResponse:
    """Answer 429 to an address that sends more anonymous changes than UNAUTHENTICATED_POST_RATE allows."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or request.user.is_authenticated:
            return get_response(request)
        group = path_group(request.path_info)
        rate = {group: settings.UNAUTHENTICATED_POST_RATE}
        if consume(request, app="wegweiser", action=group, config=rate) is None:
            return too_many_requests(request)
        return get_response(request)

    return middleware


def is_within(request: HttpRequest, action: str, rate: str) -> bool:
    """Return whether whoever asks may do `action` once more.

    Args:
        request: tells the address.
        action: name of what is counted.
        rate: in allauth's notation, e.g. "10/m/ip".
    """
    return consume(request, app="wegweiser", action=action, config={action: rate}) is not None


def client_address(request: HttpRequest) -> str:
    """Return the internet address of whoever asks, behind our proxies too; see the top of the module."""
    address: str = get_adapter(request).get_client_ip(request)
    return address


def path_group(path: str) -> str:
    """Return the part of the site a path belongs to: the app that answers, or the first segment.

    Of what nobody answers, all is one group: else made-up addresses would each have a limit of their own.
    """
    try:
        match = resolve(path)
    except Resolver404:
        return "unknown"
    if match.url_name == "wagtail_serve":
        return "pages"
    segments = [segment for segment in path.split("/") if segment and segment not in BY_CODE]
    return match.namespace or (segments or ["pages"])[0]
