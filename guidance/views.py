"""The section's one door: what the tree has, and an honest answer where a language lacks it."""

from http import HTTPStatus

from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.views import serve

from accounts.access import PUBLIC, audience_of, person_of
from cms.core.translation_status import language_of
from guidance.missing import missing_context
from guidance.querysets import SECTION


def topic(request: HttpRequest, path: str = "") -> HttpResponse:
    """Serve the page at `path`, or say in the reader's language that it is not translated yet."""
    language, path = get_language(), path.strip("/")
    page = Page.find_for_request(request, f"{SECTION}/{path}")
    if page is not None and language_of(page) == language:
        answer: HttpResponse = serve(request, f"{SECTION}/{path}")
        return _kept_for_offline(request, answer, page)
    context = missing_context(path, person_of(request), language)
    if context is None:
        raise Http404
    response = TemplateResponse(request, "guidance/missing.html", context)
    response["X-Robots-Tag"] = "noindex"
    if audience_of(context["page"]) != frozenset({PUBLIC}):
        add_never_cache_headers(response)
    return response


def _kept_for_offline(request: HttpRequest, answer: HttpResponse, page: Page) -> HttpResponse:
    """Allow devices to keep what everybody may see, as somebody without an account sees it (service-worker.js)."""
    is_same_for_all = (
        not request.user.is_authenticated
        and not getattr(get_messages(request), "used", False)  # what is told once is not for later
        and audience_of(page) == frozenset({PUBLIC})
    )
    if is_same_for_all and answer.status_code == HTTPStatus.OK:
        answer["X-Offline"] = "keep"
    return answer
