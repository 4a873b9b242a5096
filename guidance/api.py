"""Guidance over the API: the tree of topics, and one topic with its text."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.errors import ProblemDetail

from accounts.access import person_of
from cms.core.errors import UnknownPartOfAddress
from cms.core.languages import BY_CODE, Language
from guidance.conditional import say_when_changed
from guidance.models import GuidancePage
from guidance.offline import bundle
from guidance.presenting import surroundings
from guidance.schemas import BundleOut, PageOut, TreeOut
from guidance.serializing import branch_out, page_out
from guidance.topics import topic_tree

router = Router(tags=["guidance"], auth=[BearerTokenAuth(), AllowAnonymous()])


@router.get(
    "/{language}/",
    response={200: TreeOut, 404: ProblemDetail},
    operation_id="guidance_tree",
    summary="All topics as a tree, for readers of one language",
)
def tree(request: HttpRequest, response: HttpResponse, language: str) -> dict[str, Any]:
    """List each topic once, in the language asked for, else in German or English; `translation` says which."""
    reader = _known(language)
    topics = topic_tree(GuidancePage.objects.all(), person_of(request), reader.code)
    say_when_changed(response)
    return {
        "language": reader.code,
        "direction": reader.direction,
        "items": [branch_out(topic) for topic in topics],
    }


@router.get(
    "/{language}/offline.json",
    response={200: BundleOut, 404: ProblemDetail},
    operation_id="guidance_offline",
    summary="All topics of a language with their text in one answer, to keep on a device",
)
def offline(request: HttpRequest, response: HttpResponse, language: str, topic: str = "") -> dict[str, Any]:
    """Give every topic, or with `topic` (its path) one and those below it; ask again with the ETag."""
    reader = _known(language)
    host = request.build_absolute_uri("/").rstrip("/")
    say_when_changed(response)
    return {
        "language": reader.code,
        "direction": reader.direction,
        "items": bundle(person_of(request), reader.code, host=host, below=topic.strip("/")),
    }


@router.get(
    "/{language}/{path:path}/",
    response={200: PageOut, 404: ProblemDetail},
    operation_id="guidance_page",
    summary="One topic with its text, as typed parts and as HTML",
)
def page(request: HttpRequest, response: HttpResponse, language: str, path: str) -> dict[str, Any]:
    """Give the topic in the language asked for, else in German or English; `path` is the same in all languages."""
    reader, person = _known(language), person_of(request)
    found = GuidancePage.objects.visible_to(person).at(path).best_for(reader.code)
    if found is None:
        raise Http404
    say_when_changed(response)
    return page_out(found, surroundings(found, person, reader.code))


def _known(language: str) -> Language:
    if language not in BY_CODE:
        raise UnknownPartOfAddress(
            _("This language is not offered. Languages: %(languages)s.") % {"languages": ", ".join(BY_CODE)}
        )
    return BY_CODE[language]
