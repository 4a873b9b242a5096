"""Proposals in the administration: the queue, and one proposal with what may be the same beside it."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from rapidfuzz import fuzz
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from accounts.access import may, person_of, require
from cms.core.folding import fold
from projects.enums import ProposalState
from projects.errors import AlreadyDone, NotComplete
from projects.models import ProjectPage, Proposal
from projects.proposing import deciding
from projects.proposing.presenting import duplicates_of
from projects.proposing.reading import chapters, completeness_of
from projects.proposing.steps import checked_forms

_PER_PAGE = 30
_SIMILAR = 80
_MOST_COMPARED, _MOST_SHOWN = 2000, 5


class DecisionForm(forms.Form):
    """What an editor says to a proposal."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Whoever proposed it reads this, except in a remark among editors."),
    )


def sent_proposals() -> QuerySet[Proposal]:
    """Return what was sent at least once and is not a draft again; drafts are nobody else's business."""
    return Proposal.objects.exclude(submitted_at=None).exclude(state=ProposalState.DRAFT)


def number_waiting() -> int:
    """Return how many proposals wait for a decision."""
    return Proposal.objects.filter(state=ProposalState.SUBMITTED).count()


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List proposals of a state, those that wait longest first."""
    require(person_of(request), "projects.review_proposals")
    asked = request.GET.get("state", ProposalState.SUBMITTED)
    state = ProposalState(asked) if asked in ProposalState.values else ProposalState.SUBMITTED
    found = sent_proposals().filter(state=state).select_related("author", "record").order_by("submitted_at", "pk")
    context = {
        "page": Paginator(found, _PER_PAGE).get_page(request.GET.get("p")),
        "state": state,
        "states": [one for one in ProposalState if one != ProposalState.DRAFT],
        "breadcrumbs_items": _way(),
        "header_title": _("Proposals"),
        "header_icon": "mail",
    }
    return TemplateResponse(request, "projects/administration/queue.html", context)


@require_safe
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a proposal with all that helps to decide."""
    require(person_of(request), "projects.review_proposals")
    return _review(request, _sent(key), DecisionForm())


@require_POST
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Do what the pressed button says."""
    person = person_of(request)
    require(person, "projects.review_proposals")
    proposal, form = _sent(key), DecisionForm(request.POST)
    if not form.is_valid():
        return _review(request, proposal, form)
    comment, what = form.cleaned_data["comment"], request.POST.get("decision", "")
    try:
        if what == "accept":
            page = deciding.accept(proposal, by=person, comment=comment)
            messages.success(request, _("The proposal is accepted. This is the draft of its page."))
            return redirect(_edit_url(request, page) or reverse("project_proposals:review", args=[key]))
        _do(what, proposal, person, comment)
        messages.success(
            request, _("Done. Whoever proposed it is told by e-mail, unless it was a remark among editors.")
        )
    except NotComplete as told:
        form.add_error("comment", str(told))
        return _review(request, proposal, form)
    except AlreadyDone as told:
        messages.warning(request, str(told))
    return redirect("project_proposals:review", key=key)


def _do(what: str, proposal: Proposal, person: Any, comment: str) -> None:
    if what == "send_back":
        deciding.send_back(proposal, by=person, comment=comment)
    elif what == "decline":
        deciding.decline(proposal, by=person, comment=comment)
    elif comment.strip():
        deciding.comment_on(proposal, by=person, comment=comment, is_internal=what == "note")
    else:
        raise NotComplete([_("a comment")])


def _review(request: HttpRequest, proposal: Proposal, form: DecisionForm) -> HttpResponse:
    filled = checked_forms(proposal)
    page = None
    if proposal.record is not None:
        page = ProjectPage.objects.filter(translation_key=proposal.record.translation_key).order_by("pk").first()
    context = {
        "proposal": proposal,
        "form": form,
        "chapters": chapters(filled),
        "files": list(proposal.files.all()),
        "completeness": completeness_of(proposal, filled),
        "duplicates": duplicates_of(request, filled) if page is None else [],
        "other_proposals": _similar_proposals(proposal),
        "events": list(proposal.events.select_related("by")),
        "waits": proposal.state == ProposalState.SUBMITTED,
        "edit_url": _edit_url(request, page) if page else "",
        "breadcrumbs_items": [*_way(), {"url": "", "label": str(proposal)}],
        "header_title": str(proposal),
        "header_icon": "mail",
    }
    return TemplateResponse(request, "projects/administration/review.html", context)


def _similar_proposals(proposal: Proposal) -> list[Proposal]:
    """Return other proposals that were sent and have a similar title: the same project may be proposed twice."""
    title = fold(proposal.title)
    others = sent_proposals().exclude(pk=proposal.pk).exclude(state=ProposalState.WITHDRAWN).order_by("-pk")
    scored = ((fuzz.token_sort_ratio(title, fold(other.title)), other) for other in others[:_MOST_COMPARED])
    close = sorted((one for one in scored if one[0] >= _SIMILAR), key=lambda one: -one[0])
    return [other for _score, other in close[:_MOST_SHOWN]]


def _sent(key: UUID) -> Proposal:
    return get_object_or_404(sent_proposals().select_related("author", "record"), key=key)


def _edit_url(request: HttpRequest, page: ProjectPage) -> str:
    """Return where the page is edited, if this editor may."""
    if page.permissions_for_user(request.user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return ""


def _way() -> list[dict[str, str]]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("project_proposals:index"), "label": _("Proposals")},
    ]


class ProposalsMenuItem(MenuItem):
    """Says how many proposals wait; shown to those who may review them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this editor reviews proposals."""
        return bool(may(person_of(request), "projects.review_proposals"))

    def render_component(self, request: HttpRequest) -> Any:
        """Put the number behind the name; the item itself is made once and kept."""
        component = super().render_component(request)
        if waiting := number_waiting():
            component.label = _("Proposals (%(number)s)") % {"number": waiting}
        return component


class ProposalViewSet(ViewSet):
    """The pages above, and their entry in the menu."""

    name = "project_proposals"
    icon = "mail"
    menu_label = gettext_lazy("Proposals")
    menu_order = 211
    menu_icon = "mail"
    add_to_admin_menu = True
    menu_item_class: ClassVar = ProposalsMenuItem

    @property
    def menu_url(self) -> str:
        """The queue."""
        return reverse("project_proposals:index")

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return queue, proposal, decision."""
        return [
            path("", queue, name="index"),
            path("<uuid:key>/", review, name="review"),
            path("<uuid:key>/decide/", decide, name="decide"),
        ]


proposals = ProposalViewSet()
