"""Redirects that editors set, without telling where hidden pages stand."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, get_language_from_path, override
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page, Site

from accounts.access import may_see, person_of


class VisibleRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, except that an address which leads to a hidden page stays 404: its target would name it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Follow the redirect in thought, and send it only if the person would see where it ends."""
        answer: HttpResponseBase = super().process_response(request, response)
        if answer is response:
            return response
        target = urlsplit(answer.headers["Location"])
        if target.netloc and target.netloc != request.get_host():
            return answer
        return answer if _leads_somewhere(request, target.path) else response


def _leads_somewhere(request: HttpRequest, path: str) -> bool:
    """Return whether `path` is no page, or one that the person may see."""
    with override(get_language_from_path(path) or get_language()):
        try:
            match = resolve(path)
        except Resolver404:
            return True
        if match.url_name != "wagtail_serve":
            return True
        page = _page_at(request, match.args[0])
    return page is not None and may_see(person_of(request), page)


def _page_at(request: HttpRequest, path: str) -> Page | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    try:
        found = site.root_page.localized.specific.route(request, [part for part in path.split("/") if part])
    except Http404:
        return None
    page: Page = found.page
    return page
