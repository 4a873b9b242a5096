"""Redirects that editors set, without telling where hidden pages stand."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, get_language_from_path, override
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page, Site

from accounts.access import may_see, person_of


class VisibleRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, except that an address which leads to a hidden page stays 404: its target would name it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Look where the redirect ends, and send it only if no page stands there that the person may not see."""
        answer: HttpResponseBase = super().process_response(request, response)
        if answer is response:
            return response
        target = urlsplit(answer.headers["Location"])
        if target.netloc and target.netloc != request.get_host():
            return answer
        page = _page_at(request, target.path)
        return answer if page is None or may_see(person_of(request), page) else response


def _page_at(request: HttpRequest, path: str) -> Page | None:
    """Return the page at an address with its language, drafts too; None where no page has it."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    language = get_language_from_path(path)
    with override(language or get_language()):
        root = site.root_page.localized
    below_root = path.removeprefix(f"/{language}").strip("/")
    url_path = f"{root.url_path}{below_root}/" if below_root else root.url_path
    page: Page | None = Page.objects.filter(url_path=url_path).first()
    return page
