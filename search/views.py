"""The page of results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.access import person_of
from cms.core.languages import SOURCE_LANGUAGE
from search.presenting import results_context
from search.questions import count_question


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Answer a question, or show how to ask one."""
    language = get_language() or SOURCE_LANGUAGE
    context = results_context(dict(request.GET.lists()), person_of(request).tokens, language)
    asked = context["asked"]
    if asked.text and asked == asked.__class__(text=asked.text):  # the question itself, not a further page of it
        count_question(asked.text, language, found=context["answer"].total > 0)
    response = render(request, "search/index.html", context, status=404 if context["is_beyond_end"] else 200)
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)  # what somebody may see can end at any moment
    return response
