"""What people do with buttons on the pages of communities; showing is the pages' own matter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import filter_visible, person_of
from communities import services
from communities.enums import NoticeAudience
from communities.forms import JoinRequestForm, NoticeForm
from communities.models import Community, JoinRequest, Notice


@login_required
@require_POST
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Join an open community."""
    services.join(_community(request, key), by=person_of(request))
    messages.success(request, _("You are a member now."))
    return _back(request)


@login_required
@require_POST
def ask_to_join(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the managers for admission."""
    form = JoinRequestForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Your message is too long: at most 1,000 characters."))
        return _back(request)
    community = _community(request, key)
    services.request_to_join(community, by=person_of(request), message=form.cleaned_data["message"])
    messages.success(request, _("The managers have your request and will decide about it."))
    return _back(request)


@login_required
@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Leave a community."""
    services.leave(_community(request, key), by=person_of(request))
    messages.success(request, _("You are no longer a member."))
    return redirect("/")


@login_required
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Admit or decline somebody."""
    requests = filter_visible(JoinRequest.objects.all(), person_of(request))
    accept = request.POST.get("decision") == "accept"
    services.decide_request(get_object_or_404(requests, pk=number), by=person_of(request), accept=accept)
    messages.success(request, _("The person is a member now.") if accept else _("The request is declined."))
    return _back(request)


@login_required
@require_POST
def post_notice(request: HttpRequest, key: str) -> HttpResponse:
    """Write on the board."""
    form = NoticeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write something, at most 4,000 characters."))
        return _back(request)
    audience = NoticeAudience(form.cleaned_data["audience"])
    community = _community(request, key)
    services.post_notice(community, by=person_of(request), text=form.cleaned_data["text"], audience=audience)
    messages.success(request, _("Your notice is on the board."))
    return _back(request)


@login_required
@require_POST
def withdraw_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Take a notice from the board."""
    notices = filter_visible(Notice.objects.select_related("community", "author"), person_of(request))
    services.withdraw_notice(get_object_or_404(notices, pk=number), by=person_of(request))
    messages.success(request, _("The notice is gone."))
    return _back(request)


def _community(request: HttpRequest, key: str) -> Community:
    return get_object_or_404(filter_visible(Community.objects.all(), person_of(request)), key=key)


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the page the button stood on; never to another host."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    return redirect(target)
