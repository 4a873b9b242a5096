"""What the screens of proposing show."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Locale

from accounts.access import filter_visible, person_of
from cms.core.languages import SOURCE_LANGUAGE
from projects.addresses import project_address
from projects.duplicates import Likeness, likely_duplicates
from projects.enums import ProposalState
from projects.models import ProjectIndexPage, ProjectPage, Proposal
from projects.proposing.base import StepForm
from projects.proposing.reading import chapters, completeness_of
from projects.proposing.steps import STEPS, Step, checked_forms
from projects.proposing.upload_form import UploadForm

#: Screens that follow one on which somebody wrote what duplicates are recognised by.
_HINTS_ON = {"where", "whom", "time"}


def step_at(by_slug: Mapping[str, Step], slug: str) -> Step:
    """Return the screen with this slug. Raises: Http404."""
    if slug not in by_slug:
        raise Http404
    return by_slug[slug]


def overview_context(request: HttpRequest) -> dict[str, Any]:
    """Name what the first page shows: one's own proposals, the newest first."""
    own = filter_visible(Proposal.objects.all(), person_of(request)).select_related("record")
    return {"proposals": list(own[:100]), "steps": STEPS, **_frame(request)}


def begin_context(request: HttpRequest, step: Step, form: StepForm) -> dict[str, Any]:
    """Name what the first screen shows before there is a proposal."""
    return {"step": step, "form": form, "number": 1, "last": len(STEPS), **_frame(request)}


def step_context(
    request: HttpRequest, proposal: Proposal, step: Step, form: StepForm, upload_form: UploadForm | None = None
) -> dict[str, Any]:
    """Name what a screen shows."""
    filled = checked_forms(proposal)
    context = {
        "proposal": proposal,
        "step": step,
        "steps": STEPS,
        "form": form,
        "number": STEPS.index(step) + 1,
        "last": len(STEPS),
        "completeness": completeness_of(proposal, filled),
        "missing": _missing(proposal, filled),
        "duplicates": duplicates_of(request, filled) if step.key in _HINTS_ON else [],
        **_frame(request),
    }
    if step.key == "files":
        context |= {"files": list(proposal.files.all()), "upload_form": upload_form or UploadForm()}
    return context


def proposal_context(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    """Name what the page of a proposal shows to its author: everything, and what editors said to them."""
    filled = checked_forms(proposal)
    return {
        "proposal": proposal,
        "chapters": chapters(filled),
        "files": list(proposal.files.all()),
        "completeness": completeness_of(proposal, filled),
        "missing": _missing(proposal, filled),
        "duplicates": duplicates_of(request, filled) if proposal.is_editable else [],
        "events": list(proposal.events.filter(is_internal=False).select_related("by")),
        "may_withdraw": proposal.may_become(ProposalState.WITHDRAWN),
        "may_be_taken_up": proposal.may_become(ProposalState.DRAFT),
        "page_url": _page_url(request, proposal),
        **_frame(request),
    }


def duplicates_of(request: HttpRequest, filled: dict[str, StepForm]) -> list[Likeness]:
    """Return the records that this may be, of those that the person who asks may see."""
    towns = [row["name"].ags for row in filled["where"].filled_rows("town") if row.get("name")]
    return likely_duplicates(
        title=filled["about"].cleaned_data.get("title", ""),
        carrier=filled["carrier"].cleaned_data.get("carrier", ""),
        towns=towns,
        person=person_of(request),
        language=get_language() or SOURCE_LANGUAGE,
    )


def _missing(proposal: Proposal, filled: dict[str, StepForm]) -> list[dict[str, Any]]:
    """Return what is missing, each with the screen on which it is asked for; what is needed comes first."""
    slugs = {step.key: step.slug for step in STEPS}
    parts = sorted(completeness_of(proposal, filled).missing, key=lambda part: not part.is_needed)
    return [
        {
            "label": part.label,
            "is_needed": part.is_needed,
            "url": reverse("projects:propose_step", args=[proposal.key, slugs[part.step]]),
        }
        for part in parts
    ]


def _page_url(request: HttpRequest, proposal: Proposal) -> str:
    """Return the address of the project that has become of it, once everybody can read it."""
    if proposal.record is None:
        return ""
    language = get_language() or SOURCE_LANGUAGE
    found = ProjectPage.objects.shown_for(proposal.record.identifier, language, person_of(request))
    return project_address(proposal.record.identifier, language) if found else ""


def _frame(request: HttpRequest) -> dict[str, Any]:
    locale = Locale.objects.filter(language_code=get_language()).first()
    finder = filter_visible(ProjectIndexPage.objects.filter(locale=locale), person_of(request)).first()
    return {"breadcrumb_pages": [finder] if finder else [], "finder": finder}
