"""What readers say in Integreat's app: it arrives where that of the site does (guidance/services/feedback.py)."""

import re
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cms.api.integreat.pages import place_at, places_in
from cms.api.integreat.region import language_of_code, require_region
from cms.core.errors import error_response
from cms.core.languages import Language
from cms.core.ratelimit import is_within
from guidance.models import Feedback, GuidancePage
from guidance.services import say

TYPES = ("page", "categories", "search", "event", "events", "imprint-page", "poi", "map")
_RATINGS = {"up": Feedback.Kind.HELPED, "down": Feedback.Kind.NOT_HELPED}
#: What the client puts behind the comment: an address of mail, which we do not keep, or "Keine Angabe".
_CONTACT = re.compile(r"\s*Kontaktadresse:.*$", re.DOTALL)


@csrf_exempt
@require_POST
def feedback(request: HttpRequest, region: str, language: str, about: str) -> HttpResponse:
    """Take a form with rating, comment, slug and query; 201 with an empty object, as the client expects."""
    require_region(region)
    spoken = language_of_code(language)
    if about not in TYPES:
        raise Http404
    if not is_within(request, "feedback", settings.FEEDBACK_RATE):
        return error_response(request, HTTPStatus.TOO_MANY_REQUESTS)
    comment = _CONTACT.sub("", request.POST.get("comment", ""))
    page = _page(request.POST.get("slug", ""), spoken) if about == "page" else None
    query = request.POST.get("query", "").replace("\0", "")
    say(
        _RATINGS.get(request.POST.get("rating", ""), Feedback.Kind.COMMENT),
        request=request,
        language=spoken.code,
        page=page,
        comment=comment.replace("\0", ""),
        about="" if page else f"{about}: {query or request.POST.get('slug', '')}".rstrip(": "),
        source=Feedback.Source.INTEGREAT,
    )
    return JsonResponse({}, status=HTTPStatus.CREATED)


def _page(slug: str, language: Language) -> GuidancePage | None:
    """Return the page that the client names by its path, or by the last part of it."""
    places = places_in(language)
    try:
        return place_at(places, slug, language).page
    except Http404:
        last = slug.rstrip("/").rpartition("/")[2].lower()
        return next((place.page for path, place in places.items() if path.rpartition("/")[2] == last), None)
