"""The one API document: Wagtail's `NinjaAPI` with this project's routers on it.

Routers must be added before `api.urls` is read (Django Ninja refuses them afterwards), so they are
added here and nowhere else.
"""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.api.v3.api import api
from wagtail.api.v3.querysets import get_pages_queryset as wagtail_pages_queryset
from wagtail.api.v3.routers import pages as wagtail_pages
from wagtail.models import Page

from accounts.access import filter_visible, person_of
from guidance.api import router as guidance_router
from projects.api import router as projects_router

api.title = "Wegweiser API"
api.description = "Everything the site shows, under the same rules of who may see what."
api.add_router("/projects/", projects_router)
api.add_router("/guidance/", guidance_router)


def visible_pages(request: HttpRequest, model: type[Page] = Page) -> QuerySet[Page]:
    """Return the pages that Wagtail's own resource answers with.

    Without a token: what accounts/access.py shows to everybody (Wagtail alone leaves the translations of
    a restricted page open). With a token Wagtail lists what the person may edit, drafts included.
    """
    pages: QuerySet[Page] = wagtail_pages_queryset(request, model)
    return pages if request.user.is_authenticated else filter_visible(pages, person_of(request))


# The routers look the function up in their module each time; Wagtail has no setting for it.
wagtail_pages.get_pages_queryset = visible_pages

__all__ = ["api"]
