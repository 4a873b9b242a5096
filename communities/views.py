"""What people do with buttons on the pages of communities; showing is the pages' own matter."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import filter_visible, person_of
from communities import services
from communities.enums import NoticeAudience
from communities.errors import AlreadyDone
from communities.forms import JoinRequestForm, NoticeForm
from communities.models import Community, JoinRequest, Notice

View = Callable[..., HttpResponse]


def at_a_button(view: View) -> View:
    """Let pass whoever is signed in and pressed the button; lead others to where they can do so.

    An address that only takes what a form sends is nowhere to come back to after signing in.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return redirect_to_login(_place_of_the_button(request))
        return require_POST(view)(request, *args, **kwargs)

    return guarded


@at_a_button
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Join an open community."""
    services.join(_community(request, key), by=person_of(request))
    messages.success(request, _("You are a member now."))
    return _back(request)


@at_a_button
def ask_to_join(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the managers for admission."""
    form = JoinRequestForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Your message is too long: at most 1,000 characters."))
        return _back(request)
    community = _community(request, key)
    try:
        services.request_to_join(community, by=person_of(request), message=form.cleaned_data["message"])
        messages.success(request, _("The managers have your request and will decide about it."))
    except AlreadyDone as told:
        messages.info(request, str(told))
    return _back(request)


@at_a_button
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Leave a community."""
    services.leave(_community(request, key), by=person_of(request))
    messages.success(request, _("You are no longer a member."))
    return _back(request)


@at_a_button
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Admit or decline somebody."""
    requests = filter_visible(JoinRequest.objects.all(), person_of(request))
    accept = request.POST.get("decision") == "accept"
    try:
        services.decide_request(get_object_or_404(requests, pk=number), by=person_of(request), accept=accept)
        messages.success(request, _("The person is a member now.") if accept else _("The request is declined."))
    except AlreadyDone as told:
        messages.info(request, str(told))
    return _back(request)


@at_a_button
def post_notice(request: HttpRequest, key: str) -> HttpResponse:
    """Write on the board."""
    form = NoticeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write something, at most 4,000 characters."))
        return _back(request)
    services.post_notice(
        _community(request, key),
        by=person_of(request),
        text=form.cleaned_data["text"],
        audience=NoticeAudience(form.cleaned_data["audience"]),
        submission=form.cleaned_data["submission"],
    )
    messages.success(request, _("Your notice is on the board."))
    return _back(request)


@at_a_button
def withdraw_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Take a notice from the board."""
    notices = filter_visible(Notice.objects.select_related("community", "author"), person_of(request))
    notice = notices.filter(pk=number).first()
    if notice is not None:  # else it is gone already, or was never there to be seen
        services.withdraw_notice(notice, by=person_of(request))
    messages.success(request, _("The notice is gone."))
    return _back(request)


def _community(request: HttpRequest, key: str) -> Community:
    return get_object_or_404(filter_visible(Community.objects.all(), person_of(request)), key=key)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(_place_of_the_button(request))


def _place_of_the_button(request: HttpRequest) -> str:
    """Return the page that the button stood on; never one of another host."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return target
