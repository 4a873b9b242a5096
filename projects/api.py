"""Projects in the API: the same questions and the same answers as on the page."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Field, Path, Query, Router, Schema
from ninja.errors import ValidationError
from pydantic import create_model
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.errors import ProblemDetail

from accounts.access import person_of
from cms.core.api_language import Language
from cms.core.languages import SOURCE_LANGUAGE
from projects import converters  # noqa: F401 - registers "record"
from projects.asking import MOST_PER_PAGE, PER_PAGE, Question, Sort, read_question
from projects.exporting.answers import asked_format, record_answer, root_url
from projects.exporting.documented import ListFormat, RecordFormat, file_answers, negotiable_answers
from projects.exporting.formats import FORMAT_BY_NAME, LIST_FORMATS, RECORD_FORMATS
from projects.exporting.streams import list_answer
from projects.gone import RecordWithdrawn, withdrawn
from projects.listing import answer
from projects.models import ProjectPage
from projects.representing import Representation
from projects.schemas import ProjectDetailOut, ProjectListOut
from projects.searchable import FACETS, ProjectFacet

router = Router(tags=["projects"], auth=[BearerTokenAuth(), AllowAnonymous()])


def _facet_parameter(facet: ProjectFacet) -> Any:
    """Return the parameter of a facet, as the model of all parameters wants it."""
    with override("en"):  # the document is in English
        none = " `none`: not assigned." if facet.has_none else ""
        return list[str], Field([], description=f"{facet.label}. May be repeated: any of the values.{none}")


_PROBLEMS = {404: ProblemDetail, 422: ProblemDetail}
ProjectQuestion = create_model(
    "ProjectQuestion",
    __base__=Schema,
    q=(
        str,
        Field(
            "",
            description="Words that the project contains, in any form; phrases in quotes, `-` before what it must not.",
        ),
    ),
    **{facet.name: _facet_parameter(facet) for facet in FACETS},
    sort=(Sort | None, Field(None, description="Good practice stands first in every order.")),
    page=(int, Field(1, ge=1, le=1_000_000)),
    per_page=(int, Field(PER_PAGE, ge=1, le=MOST_PER_PAGE)),
    language=(Language, SOURCE_LANGUAGE),
)


@router.get("/", response={200: ProjectListOut, **_PROBLEMS}, operation_id="projects_list", url_name="projects_list")
def list_projects(request: HttpRequest, parameters: Query[ProjectQuestion]) -> ProjectListOut:
    """Find projects. Several values of a facet mean “or”, several facets mean “and”."""
    language = str(parameters.dict()["language"])
    with override(language):
        question = question_of(request, language)
        listing = answer(ProjectPage.objects.order_by(), question, person_of(request), language)
        if listing.is_beyond_end:
            raise Http404(
                _("There is no page %(number)s. The last one is %(last)s.")
                % {"number": question.page, "last": listing.last_page}
            )
        return Representation(language, root_url=root_url(request)).listing(listing)


@router.get(
    "/export.{str:name}",
    response={200: None, 422: ProblemDetail},
    operation_id="projects_export",
    url_name="projects_export",
    openapi_extra=file_answers(LIST_FORMATS),
)
def export_projects(request: HttpRequest, name: ListFormat, parameters: Query[ProjectQuestion]) -> HttpResponseBase:
    """Take all projects that a question finds with you: the set of the list, in its order, as a file of any size."""
    language = str(parameters.dict()["language"])
    with override(language):
        return list_answer(request, question_of(request, language), language, FORMAT_BY_NAME[name.value])


@router.get(
    "/{record:identifier}.{str:name}",
    response={200: None, **_PROBLEMS, 410: ProblemDetail},
    operation_id="projects_record",
    url_name="projects_record",
    openapi_extra=file_answers(RECORD_FORMATS),
)
def show_project_as(
    request: HttpRequest, identifier: str, name: RecordFormat, language: Language = SOURCE_LANGUAGE
) -> HttpResponse:
    """Return one record in a format of reference managers, repositories or search engines."""
    with override(language):
        page = _record(request, identifier, language)
        return record_answer(request, page, language, FORMAT_BY_NAME[name.value], as_file=True)


@router.get(
    "/{identifier}/",
    response={200: ProjectDetailOut, **_PROBLEMS, 410: ProblemDetail},
    operation_id="projects_detail",
    url_name="projects_detail",
    openapi_extra=negotiable_answers(),
)
def show_project(
    request: HttpRequest, identifier: Annotated[str, Path(max_length=20)], language: Language = SOURCE_LANGUAGE
) -> HttpResponse:
    """Return one record by its permanent identifier, in the language asked for where it is published in it.

    The header `Accept` chooses among the formats; without it, it is JSON.
    """
    with override(language):
        page = _record(request, identifier, language)
        form = asked_format(request, default="application/json") or FORMAT_BY_NAME["json"]
        response = record_answer(request, page, language, form)
        patch_vary_headers(response, ["Accept"])
        return response


def _record(request: HttpRequest, identifier: str, language: str) -> ProjectPage:
    page = ProjectPage.objects.for_whole_record().shown_for(identifier, language, person_of(request))
    if page is None and (record := withdrawn(identifier)) is not None:
        raise RecordWithdrawn(record, language)
    if page is None:
        raise Http404(_("There is no project %(identifier)s.") % {"identifier": identifier[:20]})
    return page


def question_of(request: HttpRequest, language: str) -> Question:
    """Return what a request asks for.

    Raises:
        ValidationError: part of it is not understood; says which, and what would be.
    """
    question, problems = read_question(dict(request.GET.lists()), language=language)
    if problems:
        errors = [
            {"type": "unknown", "loc": ["query", problem.parameter], "msg": problem.message} for problem in problems
        ]
        raise ValidationError(errors)
    return question
