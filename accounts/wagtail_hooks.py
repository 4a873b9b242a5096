"""Where Wagtail asks before it serves something: the answer comes from accounts/access.py."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from wagtail import hooks
from wagtail.models import Page

from accounts.access import PUBLIC, audience_of, holds, person_of, require_visible
from accounts.administration import known_pages
from accounts.errors import NotVisible
from cms.core.models import SiteDocument


@hooks.register("on_serve_page", order=-100)
def judge_page(callback: Any) -> Any:
    """Answer 404 to whoever may not see the page, in every language of it, before anything else is asked.

    Wagtail's own check would send them to the sign-in form and so confirm that the page exists, and it
    does not know of translations. What not everybody may see is never stored by caches.
    """

    def serve(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse:
        audience = audience_of(page)
        if not holds(person_of(request), audience):
            raise NotVisible
        response: HttpResponse = callback(page, request, args, kwargs)
        if audience != frozenset({PUBLIC}):
            add_never_cache_headers(response)
        return response

    return serve


@hooks.register("before_serve_document", order=-100)
def judge_document(document: SiteDocument, request: HttpRequest) -> None:
    """Answer 404 to whoever may not see the collection the document lies in."""
    require_visible(person_of(request), document)


@hooks.register("construct_page_chooser_queryset")
def offer_known_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer for links only what the person may know of."""
    return known_pages(pages, person_of(request))


@hooks.register("construct_reports_menu")
def leave_out_page_types(_request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave out the report that is walled up in cms/urls.py: it names the newest page of each type to all staff."""
    menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]
