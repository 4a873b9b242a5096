"""The one API document: Wagtail's `NinjaAPI` with this project's routers on it.

Routers must be added before `api.urls` is read (Django Ninja refuses them afterwards), so they are
added here and nowhere else.
"""

from http import HTTPStatus

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.api.v3.api import api
from wagtail.api.v3.errors import as_validation_error
from wagtail.api.v3.querysets import get_pages_queryset as wagtail_pages_queryset
from wagtail.api.v3.routers import pages as wagtail_pages
from wagtail.api.v3.schemas import params as wagtail_params
from wagtail.models import Locale, Page

from accounts.access import filter_visible, person_of
from cms.api.me import router as me_router
from cms.core.errors import UnknownPartOfAddress, error_response
from communities.api import router as communities_router
from guidance.api import router as guidance_router
from projects.api import router as projects_router

api.title = "Wegweiser API"
api.description = "Everything the site shows, under the same rules of who may see what."
api.add_router("/me/", me_router)
api.add_router("/projects/", projects_router)
api.add_router("/guidance/", guidance_router)
api.add_router("/communities/", communities_router)


@api.exception_handler(UnknownPartOfAddress)
def name_unknown_part(request: HttpRequest, unknown: UnknownPartOfAddress) -> HttpResponse:
    """Answer 404 with the sentence that the error carries."""
    response = error_response(request, HTTPStatus.NOT_FOUND, detail=str(unknown))
    response.says_what_is_wrong = True  # type: ignore[attr-defined]  # read by cms/api/middleware.py
    return response


def visible_pages(request: HttpRequest, model: type[Page] = Page) -> QuerySet[Page]:
    """Return the pages that Wagtail's own resource answers with.

    Without a token: what accounts/access.py shows to everybody (Wagtail alone leaves the translations of
    a restricted page open). With a token Wagtail lists what the person may edit, drafts included.
    """
    pages: QuerySet[Page] = wagtail_pages_queryset(request, model)
    return pages if request.user.is_authenticated else filter_visible(pages, person_of(request))


def in_known_locale(language_code: str) -> Q:
    """Return the condition for pages of a language; unlike Wagtail's 404, say what is wrong where there is none."""
    try:
        return Q(locale=Locale.objects.get(language_code=language_code))
    except Locale.DoesNotExist as unknown:
        raise as_validation_error(unknown, _("This language is not offered."), loc=("query", "locale")) from unknown


# The routers look these functions up in their module each time; Wagtail has no setting for it.
wagtail_pages.get_pages_queryset = visible_pages
wagtail_params.locale_filter_q = wagtail_pages.locale_filter_q = in_known_locale

__all__ = ["api"]
