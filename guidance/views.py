"""The section's one door: what the tree has, and an honest answer where a language lacks it."""

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
        return answer
    context = missing_context(path, person_of(request), language)
    if context is None:
        raise Http404
    response = TemplateResponse(request, "guidance/missing.html", context)
    response["X-Robots-Tag"] = "noindex"
    if audience_of(context["page"]) != frozenset({PUBLIC}):
        add_never_cache_headers(response)
    return response
