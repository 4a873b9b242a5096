"""Proposals in the API: one's own, by the token of `/api/v3/me/`, under the rules of the pages."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import override
from ninja import File, Form, Router, Status
from ninja.errors import HttpError, ValidationError
from ninja.files import UploadedFile
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.errors import ProblemDetail

from accounts.access import filter_visible, person_of
from cms.core.api_language import Language
from cms.core.languages import SOURCE_LANGUAGE
from projects.errors import AlreadyDone, NotComplete, TooMuch
from projects.models import Proposal, ProposalFile
from projects.proposing import files, services
from projects.proposing.base import StepForm
from projects.proposing.reading import completeness_of
from projects.proposing.schemas import (
    FileIn,
    FileOut,
    ProposalDetailOut,
    ProposalIn,
    ProposalOut,
    Screens,
    SubmitIn,
)
from projects.proposing.steps import STEP_BY_KEY

router = Router(tags=["projects"], auth=BearerTokenAuth())

_PROBLEMS = {401: ProblemDetail, 404: ProblemDetail, 409: ProblemDetail, 422: ProblemDetail}


@router.get("/", response={200: list[ProposalOut], 401: ProblemDetail}, operation_id="projects_proposals_list")
def list_proposals(request: HttpRequest) -> list[dict[str, Any]]:
    """List one's own proposals, the newest first, a hundred at the most."""
    return [_summary(request, one) for one in _own(request).select_related("record")[:100]]


@router.post("/", response={201: ProposalDetailOut, **_PROBLEMS}, operation_id="projects_propose")
def propose(request: HttpRequest, body: ProposalIn) -> Status[dict[str, Any]]:
    """Begin a proposal."""
    with override(body.language):
        forms = _checked(body.content, {})
        try:
            proposal = services.begin_proposal(by=person_of(request), language=body.language)
        except TooMuch as told:
            raise HttpError(409, str(told)) from None
        return Status(201, _detail(request, _written(request, proposal, forms)))


@router.get("/{key}/", response={200: ProposalDetailOut, **_PROBLEMS}, operation_id="projects_proposals_detail")
def show_proposal(request: HttpRequest, key: UUID, language: Language = SOURCE_LANGUAGE) -> dict[str, Any]:
    """Return one's own proposal."""
    with override(language):
        return _detail(request, _one(request, key))


@router.patch("/{key}/", response={200: ProposalDetailOut, **_PROBLEMS}, operation_id="projects_proposals_change")
def change_proposal(request: HttpRequest, key: UUID, body: ProposalIn) -> dict[str, Any]:
    """Write on; all of it is right and kept, or nothing is changed."""
    with override(body.language):
        proposal = _one(request, key)
        return _detail(request, _written(request, proposal, _checked(body.content, proposal.data)))


@router.post("/{key}/submit/", response={200: ProposalDetailOut, **_PROBLEMS}, operation_id="projects_proposals_submit")
def submit(request: HttpRequest, key: UUID, body: SubmitIn) -> dict[str, Any]:
    """Send it to the project editors; the second time changes nothing."""
    proposal = _one(request, key)
    if not body.may_be_published:
        raise _invalid([(("body", "may_be_published"), "Only what may be published under CC BY 4.0 is taken.")])
    try:
        return _detail(request, services.submit_proposal(proposal, by=person_of(request), comment=body.comment))
    except NotComplete as told:
        raise _invalid([(("body",), problem) for problem in told.problems]) from None
    except AlreadyDone as told:
        raise HttpError(409, str(told)) from None


@router.post(
    "/{key}/withdraw/", response={200: ProposalDetailOut, **_PROBLEMS}, operation_id="projects_proposals_withdraw"
)
def withdraw(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Take it back; the second time changes nothing."""
    try:
        return _detail(request, services.withdraw_proposal(_one(request, key), by=person_of(request)))
    except AlreadyDone as told:
        raise HttpError(409, str(told)) from None


@router.post("/{key}/files/", response={201: FileOut, **_PROBLEMS}, operation_id="projects_proposals_upload")
def upload(request: HttpRequest, key: UUID, file: File[UploadedFile], about: Form[FileIn]) -> Status[ProposalFile]:
    """Add a picture or a document, checked as on the page."""
    proposal = _one(request, key)
    try:
        added = files.add_file(proposal, file, title=about.title, rights=about.rights, by=person_of(request))
    except DjangoValidationError as told:
        raise _invalid([(("body", "file"), message) for message in told.messages]) from None
    except (AlreadyDone, TooMuch) as told:
        raise HttpError(409, str(told)) from None
    return Status(201, added)


@router.delete("/{key}/files/{file_key}/", response={204: None, **_PROBLEMS}, operation_id="projects_proposals_remove")
def remove(request: HttpRequest, key: UUID, file_key: UUID) -> Status[None]:
    """Take a file away; the second time it is gone already."""
    found = _one(request, key).files.filter(key=file_key).first()
    try:
        if found is not None:
            files.remove_file(found, by=person_of(request))
    except AlreadyDone as told:
        raise HttpError(409, str(told)) from None
    return Status(204, None)


def _own(request: HttpRequest) -> Any:
    return filter_visible(Proposal.objects.all(), person_of(request))


def _one(request: HttpRequest, key: UUID) -> Proposal:
    proposal: Proposal = get_object_or_404(_own(request), key=key)
    return proposal


def _checked(content: Screens, before: Mapping[str, Any]) -> dict[str, StepForm]:
    """Return the screens that are written, over what was there before.

    Raises:
        ValidationError: an unknown screen or field, or a value that the page would not take either.
    """
    problems: list[tuple[tuple[str, ...], str]] = []
    forms = {}
    for key, values in content.items():
        step = STEP_BY_KEY.get(key)
        if step is None:
            problems.append((("body", "content", key), f"There are: {', '.join(STEP_BY_KEY)}."))
            continue
        form = step.form.of({**before.get(key, {}), **values})
        known = f"There are: {', '.join(form.fields)}."
        problems += [(("body", "content", key, name), known) for name in values.keys() - form.fields.keys()]
        for name, errors in form.errors.items():
            problems += [(("body", "content", key, name), str(error)) for error in errors]
        forms[key] = form
    if problems:
        raise _invalid(problems)
    return forms


def _written(request: HttpRequest, proposal: Proposal, forms: dict[str, StepForm]) -> Proposal:
    try:
        return services.save_steps(proposal, forms, by=person_of(request))
    except AlreadyDone as told:
        raise HttpError(409, str(told)) from None


def _invalid(problems: list[tuple[tuple[str, ...], str]]) -> ValidationError:
    return ValidationError([{"type": "value_error", "loc": list(where), "msg": message} for where, message in problems])


def _summary(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    return {
        "key": proposal.key,
        "url": request.build_absolute_uri(reverse("projects:proposal", args=[proposal.key])),
        "title": proposal.title,
        "language": proposal.language,
        "state": proposal.state,
        "created_at": proposal.created_at,
        "updated_at": proposal.updated_at,
        "submitted_at": proposal.submitted_at,
        "identifier": proposal.record.identifier if proposal.record else None,
    }


def _detail(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    complete = completeness_of(proposal)
    return {
        **_summary(request, proposal),
        "content": proposal.data,
        "percent": complete.percent,
        "missing": [
            {"part": part.key, "label": str(part.label), "is_needed": part.is_needed} for part in complete.missing
        ],
        "files": list(proposal.files.all()),
        "events": list(proposal.events.filter(is_internal=False)),
    }
