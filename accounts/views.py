"""The account page and what is done there. Sign-in, passwords and second factors are allauth's views."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import APIToken

from accounts import services
from accounts.access import may, may_enter_administration, person_of
from accounts.forms import DeleteForm, ProfileForm, TokenForm
from accounts.memberships import belongings_of
from accounts.querysets import usable_tokens


@csrf_exempt
def nothing_here(_request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Answer 404 where Wagtail has views that this site does without."""
    raise Http404


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the account and what can be done with it."""
    return _overview(request)


@never_cache
@login_required
@require_POST
def edit_profile(request: HttpRequest) -> HttpResponse:
    """Change name, language and town."""
    form = ProfileForm(request.POST, instance=request.user)
    if not form.is_valid():
        return _overview(request, profile_form=form)
    services.change_profile(form, by=person_of(request))
    messages.success(request, _("Your details were saved."))
    return redirect("accounts:overview")


@never_cache
@login_required
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all sessions but this one."""
    services.sign_out_everywhere(request.user, by=person_of(request))
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out on all other devices."))
    return redirect("accounts:overview")


@never_cache
@require_POST
@reauthentication_required
def create_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _overview(request, token_form=form)
    token = services.create_token(request.user, name=form.cleaned_data["name"], by=person_of(request))
    return render(request, "accounts/token_created.html", {"token": token, "name": form.cleaned_data["name"]})


@never_cache
@login_required
@require_POST
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Make one of one's own tokens useless."""
    try:
        services.revoke_token(request.user, token_id=token_id, by=person_of(request))
    except APIToken.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The token no longer works."))
    return redirect("accounts:overview")


@never_cache
@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give everything that is kept about the person, as JSON."""
    data = services.exported_data(request.user, by=person_of(request))
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="account.json"'
    return response


@never_cache
@reauthentication_required
def delete(request: HttpRequest) -> HttpResponse:
    """Ask once more, then delete the account."""
    form = DeleteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/delete.html", {"form": form})
    person, user = person_of(request), request.user
    logout(request)
    services.delete_account(user, by=person)
    messages.success(request, _("Your account was deleted."))
    return redirect("/")


def _overview(request: HttpRequest, **forms: ProfileForm | TokenForm) -> HttpResponse:
    person = person_of(request)
    context = {
        "belongings": belongings_of(request.user),
        "decision_on_tokens": may(person, "accounts.use_tokens", request.user),
        "may_enter_administration": may_enter_administration(person),
        "profile_form": ProfileForm(instance=request.user),
        "token_form": TokenForm(),
        "tokens": usable_tokens(request.user),
        **forms,
    }
    return render(request, "accounts/overview.html", context, status=400 if forms else 200)
