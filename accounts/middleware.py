"""Who asks, and who may enter the administration at all."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.access import may_enter_administration, person_of
from accounts.administration import require_known_pages
from accounts.second_factor import lacks_second_factor
from cms.core.errors import error_response

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

#: What the administration's address gives to everybody: texts of its scripts, and the way out.
OPEN_ADMINISTRATION = ("jsi18n/", "sprite/", "logout/", "login/")


def person(get_response: GetResponse) -> GetResponse:
    """Make `request.person` available, worked out when first asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: person_of(request))  # type: ignore[attr-defined]  # for views and templates
        response = get_response(request)
        if getattr(request, "_has_signed_out", False):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def remember_sign_out(request: HttpRequest, **_signal: Any) -> None:
    """Receive `user_logged_out`: the browser shall forget what it has kept of the site, kept topics too."""
    if request is not None:
        request._has_signed_out = True  # type: ignore[attr-defined]  # read above


class GuardAdministration:
    """Keeps out of the administration who has no rights there, who has no second factor yet, and who is curious.

    Wagtail would send somebody without rights to the sign-in form, which would send them back at once.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 403, or lead to the second factor, before any view is reached."""
        if request.user.is_authenticated and _is_guarded(request.path_info):
            asking = person_of(request)
            if not may_enter_administration(asking):
                detail = _("You have no rights in the administration. Ask the integration office if you need them.")
                return error_response(request, HTTPStatus.FORBIDDEN, detail=detail)
            if lacks_second_factor(asking):
                messages.warning(request, _("Set up a second factor to enter the administration."))
                return redirect("mfa_index")
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[object, ...],
        arguments: dict[str, Any],
    ) -> None:
        """Answer 404 where the address names a page of which the person may not know."""
        if request.user.is_authenticated and _is_guarded(request.path_info):
            require_known_pages(request, person_of(request), arguments)


def _is_guarded(path: str) -> bool:
    administration = reverse("wagtailadmin_home")
    return path.startswith(administration) and not path.removeprefix(administration).startswith(OPEN_ADMINISTRATION)
