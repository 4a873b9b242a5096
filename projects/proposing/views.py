"""What whoever proposes a project sees and does. Whatever is not theirs is not there: 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import filter_visible, may, person_of
from accounts.files import send_privately
from cms.core.languages import SOURCE_LANGUAGE
from projects.errors import AlreadyDone, NotComplete, TooMuch
from projects.models import Proposal, ProposalFile
from projects.proposing import files, services
from projects.proposing.presenting import (
    begin_context,
    overview_context,
    proposal_context,
    step_at,
    step_context,
)
from projects.proposing.steps import STEP_BY_SLUG, STEPS, step_after, step_before
from projects.proposing.upload_form import UploadForm

View = Callable[..., HttpResponseBase]


def of_its_author(view: View) -> View:
    """Ask people to sign in, find the proposal among their own, and keep it out of every cache.

    Whoever was signed out meanwhile comes back to a page: most buttons' addresses are none.
    """

    @wraps(view)
    def guarded(request: HttpRequest, key: UUID, **rest: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            is_page = request.method != "POST" or "slug" in rest
            return redirect_to_login(request.path if is_page else reverse("projects:proposal", args=[key]))
        own = filter_visible(Proposal.objects.all(), person_of(request))
        return view(request, get_object_or_404(own, key=key), **rest)

    return never_cache(guarded)


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Say how proposing goes, and list one's own proposals with their state."""
    return render(request, "projects/proposing/overview.html", overview_context(request))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Show the first screen; a proposal is made once something was written."""
    step = STEPS[0]
    if request.method != "POST":
        form = step.form(initial={"language": get_language()})
        return render(request, "projects/proposing/step.html", begin_context(request, step, form))
    form = step.form(request.POST)
    form.is_valid()
    if not form.kept().keys() - {"language"}:
        form.add_error("title", _("Write how the project is called. Everything else can wait."))
        return render(request, "projects/proposing/step.html", begin_context(request, step, form))
    try:
        made = services.begin_proposal(by=person_of(request), language=get_language() or SOURCE_LANGUAGE, form=form)
    except TooMuch as told:
        messages.error(request, str(told))
        return redirect("projects:propose")
    if form.errors:
        return render(request, "projects/proposing/step.html", step_context(request, made, step, form))
    return _onward(request, made, step.slug)


@of_its_author
@require_safe
def proposal(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Show everything that was written, what is missing, and what has happened so far."""
    return render(request, "projects/proposing/proposal.html", proposal_context(request, proposal))


@of_its_author
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, proposal: Proposal, slug: str) -> HttpResponse:
    """Show a screen, or keep what was written on it and go on."""
    shown = step_at(STEP_BY_SLUG, slug)
    if not proposal.is_editable:
        return redirect("projects:proposal", key=proposal.key)
    if request.method != "POST":
        form = shown.form(initial=proposal.data.get(shown.key, {}) or {"language": proposal.language})
        return render(request, "projects/proposing/step.html", step_context(request, proposal, shown, form))
    form = shown.form(request.POST)
    form.is_valid()
    try:
        saved = services.save_step(proposal, shown.key, form, by=person_of(request))
    except AlreadyDone as told:
        messages.info(request, str(told))
        return redirect("projects:proposal", key=proposal.key)
    if form.errors:
        return render(request, "projects/proposing/step.html", step_context(request, saved, shown, form))
    return _onward(request, saved, shown.slug)


@of_its_author
@require_POST
def submit(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Send it to the project editors."""
    if not request.POST.get("agreed"):
        messages.error(request, _("Tick that the project may be published under CC BY 4.0."))
        return redirect("projects:proposal", key=proposal.key)
    try:
        comment = request.POST.get("comment", "")[:4000]
        services.submit_proposal(proposal, by=person_of(request), comment=comment)
        messages.success(
            request, _("Thank you. The project editors have your proposal; you get an e-mail when they answer.")
        )
    except (AlreadyDone, NotComplete) as told:
        messages.error(request, str(told))
    return redirect("projects:proposal", key=proposal.key)


@of_its_author
@require_POST
def withdraw(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Take it back."""
    try:
        services.withdraw_proposal(proposal, by=person_of(request))
        messages.success(request, _("Your proposal is withdrawn. You can take it up again within a year."))
    except AlreadyDone as told:
        messages.info(request, str(told))
    return redirect("projects:proposal", key=proposal.key)


@of_its_author
@require_POST
def take_up_again(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Make what was withdrawn a draft again."""
    try:
        services.take_up_again(proposal, by=person_of(request))
    except AlreadyDone as told:
        messages.info(request, str(told))
    return redirect("projects:proposal", key=proposal.key)


@of_its_author
@require_POST
def upload(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Take a picture or a document."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        try:
            files.add_file(proposal, given["file"], title=given["title"], rights=given["rights"], by=person_of(request))
            messages.success(request, _("The file is there."))
            return redirect("projects:propose_step", key=proposal.key, slug="material")
        except ValidationError as told:
            form.add_error("file", told)
        except TooMuch as told:
            form.add_error("file", str(told))
        except AlreadyDone as told:
            messages.info(request, str(told))
            return redirect("projects:proposal", key=proposal.key)
    shown = STEP_BY_SLUG["material"]
    links = shown.form(initial=proposal.data.get(shown.key, {}))
    return render(request, "projects/proposing/step.html", step_context(request, proposal, shown, links, form))


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, key: UUID, file_key: UUID) -> HttpResponseBase:
    """Send a file of a proposal to its author, and to project editors once it was sent."""
    person = person_of(request)
    proposals = Proposal.objects.filter(key=key)
    found = filter_visible(proposals, person)
    if may(person, "projects.review_proposals"):
        found = found | proposals.exclude(submitted_at=None)
    return send_privately(get_object_or_404(ProposalFile, key=file_key, proposal__in=found).stored)  # type: ignore[arg-type]


@of_its_author
@require_POST
def remove_file(request: HttpRequest, proposal: Proposal, file_key: UUID) -> HttpResponse:
    """Take a file away; the second time it is gone already."""
    found = proposal.files.filter(key=file_key).first()
    if found is not None:
        try:
            files.remove_file(found, by=person_of(request))
        except AlreadyDone as told:
            messages.info(request, str(told))
            return redirect("projects:proposal", key=proposal.key)
    messages.success(request, _("The file is gone."))
    return redirect("projects:propose_step", key=proposal.key, slug="material")


def _onward(request: HttpRequest, proposal: Proposal, slug: str) -> HttpResponse:
    """Go where the button that was pressed leads."""
    shown = STEP_BY_SLUG[slug]
    going = request.POST.get("go", "")
    if going == "later":
        messages.success(request, _("Saved. Come back whenever you like; drafts are kept for a year."))
        return redirect("projects:propose")
    target = step_before(shown) if going == "back" else step_after(shown)
    if target is None:
        return redirect("projects:proposal", key=proposal.key)
    return redirect("projects:propose_step", key=proposal.key, slug=target.slug)
