"""What the client asks, one view each."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from cms.api.integreat import news, pages
from cms.api.integreat.region import language_of_code, region, require_region
from cms.core.languages import Language
from cms.core.region_lists import region_events, region_places
from guidance.conditional import say_when_changed

_DEEPEST = 20

Answer = dict[str, Any] | list[dict[str, Any]] | list[Any]
View = Callable[..., JsonResponse]


def _json(answer: Answer) -> JsonResponse:
    return JsonResponse(answer, safe=False, json_dumps_params={"ensure_ascii": False})


def _in_language(ask: Callable[..., Answer]) -> View:
    """Make a view of a function that gets the request and the language; of topics, say when they changed."""

    @require_safe
    def view(request: HttpRequest, region: str, language: str, **rest: str) -> JsonResponse:
        require_region(region)
        return _json(ask(request, language_of_code(language), **rest))

    return view


def _dated(view: View) -> View:
    def dated(request: HttpRequest, **parts: str) -> JsonResponse:
        response = view(request, **parts)
        say_when_changed(response)
        return response

    return dated


@require_safe
def regions(_request: HttpRequest) -> JsonResponse:
    """List the one region."""
    return _json([region()])


@require_safe
def one_region(_request: HttpRequest, region: str) -> JsonResponse:
    """Describe it."""
    require_region(region)
    return _json(_region())


def _pages(request: HttpRequest, language: Language) -> Answer:
    return pages.pages_out(list(pages.places_in(language).values()), request, language)


def _children(request: HttpRequest, language: Language) -> Answer:
    places = pages.places_in(language)
    url = request.GET.get("url", "")
    top = pages.place_at(places, url, language) if url and not pages.is_root(url, language) else None
    return pages.pages_out(pages.below(places, top=top, depth=_depth(request)), request, language)


def _parents(request: HttpRequest, language: Language) -> Answer:
    place = pages.place_at(pages.places_in(language), _url(request), language)
    return pages.pages_out(place.ancestors(), request, language)


def _page(request: HttpRequest, language: Language) -> Answer:
    place = pages.place_at(pages.places_in(language), _url(request), language)
    (found,) = pages.pages_out([place], request, language)
    return found


def _url(request: HttpRequest) -> str:
    url = request.GET.get("url", "")
    if not url:
        raise Http404
    return url


def _depth(request: HttpRequest) -> int:
    """Return how many levels are asked for; one, where it is no number."""
    asked = request.GET.get("depth", "1")
    return min(int(asked[:4]), _DEEPEST) if asked.isascii() and asked.isdigit() else 1  # int() refuses 5,000 digits


def _places(request: HttpRequest, language: Language) -> Answer:
    return [row for listing in region_places.values() for row in listing(request, language.code)]


def _events(request: HttpRequest, language: Language) -> Answer:
    return [row for listing in region_events.values() for row in listing(request, language.code)]


def _news_item(request: HttpRequest, language: Language, identifier: str) -> Answer:
    return news.news_item_out(request, language, identifier)


_region = region
all_pages = _dated(_in_language(_pages))
children = _dated(_in_language(_children))
parents = _dated(_in_language(_parents))
page = _dated(_in_language(_page))
events = _in_language(_events)
places = _in_language(_places)
imprint = _in_language(news.imprint_out)
all_news = _in_language(news.news_out)
news_item = _in_language(_news_item)
