"""The one API document: Wagtail's `NinjaAPI` with this project's routers on it.

Routers must be added before `api.urls` is read (Django Ninja refuses them afterwards), so they are
added here and nowhere else.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from wagtail.api.v3.api import api

from cms.api.me import router as me_router
from cms.api.wagtails_own import put_under_our_rules
from cms.core.errors import UnknownPartOfAddress, error_response
from communities.api import router as communities_router
from guidance.api import router as guidance_router
from guidance.feedback_api import router as feedback_router
from home.api import router as notices_router
from projects.api import router as projects_router
from projects.api_figures import router as project_figures_router
from projects.gone import RecordWithdrawn, gone_problem
from projects.proposing.api import router as proposals_router
from search.api import router as search_router

api.title = "Wegweiser API"
api.description = "Everything the site shows, under the same rules of who may see what."
put_under_our_rules(api)
api.add_router("/me/", me_router)
api.add_router("/projects/proposals/", proposals_router)  # before the records, whose identifiers could be any word
api.add_router("/projects/", project_figures_router)  # before "/projects/{identifier}/", which takes any word
api.add_router("/projects/", projects_router)
api.add_router("/guidance/", guidance_router)
api.add_router("/feedback/", feedback_router)
api.add_router("/notices/", notices_router)
api.add_router("/communities/", communities_router)
api.add_router("/search/", search_router)


@api.exception_handler(UnknownPartOfAddress)
def name_unknown_part(request: HttpRequest, unknown: UnknownPartOfAddress) -> HttpResponse:
    """Answer 404 with the sentence that the error carries."""
    response = error_response(request, HTTPStatus.NOT_FOUND, detail=str(unknown))
    response.says_what_is_wrong = True  # type: ignore[attr-defined]  # read by cms/api/middleware.py
    return response


api.add_exception_handler(RecordWithdrawn, gone_problem)


__all__ = ["api"]
