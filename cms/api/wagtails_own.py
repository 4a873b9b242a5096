"""Wagtail's own resources under the rules of accounts/access.py: it knows nothing of communities' rooms.

The routers look these functions up in their modules each time they answer; Wagtail has no setting for it.
"""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from wagtail.api.v3.errors import as_validation_error
from wagtail.api.v3.querysets import get_pages_queryset
from wagtail.api.v3.routers import pages
from wagtail.api.v3.schemas import params
from wagtail.documents.api.v3 import router as documents
from wagtail.images.api.v3 import router as images
from wagtail.models import Locale, Page

from accounts.access import filter_visible, person_of
from cms.core.models import SiteDocument, SiteImage

_wagtail_documents = documents.get_documents_queryset
_wagtail_images = images.get_images_queryset


def visible_pages(request: HttpRequest, model: type[Page] = Page) -> QuerySet[Page]:
    """Return the pages that Wagtail's resource answers with.

    Without a token: what accounts/access.py shows to everybody (Wagtail alone leaves the translations of
    a restricted page open). With a token Wagtail lists what the person may edit, drafts included.
    """
    found: QuerySet[Page] = get_pages_queryset(request, model)
    return found if request.user.is_authenticated else filter_visible(found, person_of(request))


def visible_images(request: HttpRequest) -> QuerySet[SiteImage]:
    """Return the pictures that the person may see."""
    return filter_visible(_wagtail_images(request), person_of(request))


def visible_documents(request: HttpRequest) -> QuerySet[SiteDocument]:
    """Return the documents that the person may see."""
    return filter_visible(_wagtail_documents(request), person_of(request))


def in_known_locale(language_code: str) -> Q:
    """Return the condition for pages of a language; unlike Wagtail's 404, say what is wrong where there is none."""
    try:
        return Q(locale=Locale.objects.get(language_code=language_code))
    except Locale.DoesNotExist as unknown:
        raise as_validation_error(unknown, _("This language is not offered."), loc=("query", "locale")) from unknown


def put_under_our_rules(api: NinjaAPI) -> None:
    """Replace what Wagtail's routers ask, and take its list of redirects away: it names hidden pages to everybody."""
    pages.get_pages_queryset = visible_pages
    images.get_images_queryset = visible_images
    documents.get_documents_queryset = visible_documents
    params.locale_filter_q = pages.locale_filter_q = in_known_locale
    # Django Ninja can add routers but not remove them.
    api._router_registrations = [one for one in api._router_registrations if one[0] != "/redirects/"]
