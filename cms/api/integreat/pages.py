"""Topics as the client's pages: flat, each with its parent, only in languages that have them.

A page whose parent is missing in the language hangs under the nearest one above that is there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.http import Http404, HttpRequest
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from accounts.access import filter_visible
from cms.api.integreat.region import client_code, nobody, region_path
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE, Language
from guidance.models import GuidancePage
from guidance.plain_html import expanded, plain_html, revision_html
from guidance.querysets import SECTION
from guidance.topics import address, path_of

_VERSION_FIELDS = ("translation_key", "pk", "url_path", "locale__language_code")


@dataclass(frozen=True)
class Place:
    """Where a page lies in the tree of its language.

    Attributes:
        page: without its text.
        path: slugs below the section, lower case.
        parent: the place above it, or None right below the root.
        order: number among all pages of the language.
    """

    page: GuidancePage
    path: str
    parent: "Place | None"
    order: int

    def ancestors(self) -> list["Place"]:
        """Return the places above it, the topmost first."""
        return [*self.parent.ancestors(), self.parent] if self.parent else []


def places_in(language: Language) -> dict[str, Place]:
    """Return all pages that everybody may see in a language, by path, in the order of the German tree; one query."""
    german = Page.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=SOURCE_LANGUAGE)
    visible = GuidancePage.objects.visible_to(nobody()).written().filter(locale__language_code=language.code)
    ordered = visible.annotate(place=Subquery(german.values("path")[:1])).order_by(
        F("place").asc(nulls_last=True), "path"
    )
    pages = list(ordered.defer_streamfields().select_related("locale"))
    numbers = {page.pk: number for number, page in enumerate(pages)}
    found: dict[str, Place] = {}
    for page in sorted(pages, key=lambda one: one.depth):
        path = path_of(page).lower()
        found[path] = Place(page, path, _nearest(found, path), numbers[page.pk])
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def below(places: dict[str, Place], *, top: Place | None, depth: int) -> list[Place]:
    """Return `top` and `depth` levels below it; without `top`, `depth` levels from the root."""
    limit = depth + (len(top.ancestors()) if top else -1)
    return [
        place
        for place in places.values()
        if len(place.ancestors()) <= limit and (top is None or place == top or top in place.ancestors())
    ]


def place_at(places: dict[str, Place], url: str, language: Language) -> Place:
    """Return the page at a path of the client's; an old path leads to where the page has moved.

    Args:
        places: from `places_in`.
        url: "/region/language/topic", with or without its first two parts, in any case, encoded or not.
        language: of the places.

    Raises:
        Http404: nothing is or was there.
    """
    path = _below_language(url, language)
    place = places.get(path) or places.get(_moved_to(path, language))
    if place is None:
        raise Http404
    return place


def is_root(url: str, language: Language) -> bool:
    """Return whether a path of the client's names the language's root."""
    return not _below_language(url, language)


def pages_out(chosen: list[Place], request: HttpRequest, language: Language) -> list[dict[str, Any]]:
    """Describe pages with their text; the number of queries does not depend on how many they are."""
    host = request.build_absolute_uri("/").rstrip("/")
    bodies = GuidancePage.objects.filter(pk__in=[place.page.pk for place in chosen]).only("body").in_bulk()
    with override(language.code):
        texts = expanded([_text_of(place, bodies[place.page.pk]) for place in chosen], host=host)
    keys = [place.page.translation_key for place in chosen]
    revised = GuidancePage.objects.filter(translation_key__in=keys).revised_since()
    texts = [
        revision_html(revised.get(place.page.translation_key), language.code) + text
        for place, text in zip(chosen, texts, strict=True)
    ]
    versions = _versions(keys)
    return [
        _page_out(place, text, host, versions[place.page.translation_key], language)
        for place, text in zip(chosen, texts, strict=True)
    ]


def _text_of(place: Place, with_body: GuidancePage) -> str:
    return plain_html([*_summary(place.page), *with_body.body])


def _page_out(
    place: Place, text: str, host: str, versions: Iterable[tuple[int, str, str]], language: Language
) -> dict[str, Any]:
    page = place.page
    changed = page.last_published_at or page.latest_revision_created_at
    return {
        "id": page.pk,
        "url": host + address(language.code, path_of(page)),
        "path": region_path(language.code, place.path),
        "title": page.title,
        "last_updated": changed.isoformat() if changed else None,
        "excerpt": page.summary,
        "content": text,
        "available_languages": {
            client_code(code): {
                "id": number,
                "url": host + address(code, path),
                "path": region_path(code, path),
            }
            for number, code, path in versions
        },
        "thumbnail": None,
        "parent": _parent_out(place.parent, host, language),
        "order": place.order,
        "organization": None,
        "embedded_offers": [],
    }


def _parent_out(parent: Place | None, host: str, language: Language) -> dict[str, Any]:
    if parent is None:
        return {"id": 0, "url": None, "path": None}
    return {
        "id": parent.page.pk,
        "url": host + address(language.code, path_of(parent.page)),
        "path": region_path(language.code, parent.path),
    }


def _versions(keys: list[UUID]) -> dict[UUID, list[tuple[int, str, str]]]:
    """Return number, language and path of all versions that everybody may see, in one query."""
    rows = filter_visible(GuidancePage.objects.written().filter(translation_key__in=keys), nobody())
    found = defaultdict[UUID, list[tuple[int, str, str]]](list)
    for key, number, url_path, code in rows.order_by("pk").values_list(*_VERSION_FIELDS):
        if code in BY_CODE:
            found[key].append((number, code, "/".join(url_path.strip("/").split("/")[2:])))
    return found


def _nearest(found: dict[str, Place], path: str) -> Place | None:
    while path:
        path = path.rpartition("/")[0]
        if path in found:
            return found[path]
    return None


def _below_language(url: str, language: Language) -> str:
    segments = [part for part in unquote(urlsplit(url).path).lower().split("/") if part]
    for expected in ({settings.INTEGREAT_REGION}, {language.code, client_code(language.code)}, {SECTION}):
        if segments and segments[0] in expected:
            segments.pop(0)
    return "/".join(segments)


def _moved_to(path: str, language: Language) -> str:
    """Return where the page has gone that was at `path`, by the redirects that Wagtail makes when pages move."""
    old = Redirect.normalise_path(address(language.code, path)) if _can_be_address(path) else ""
    row = Redirect.objects.filter(old_path__iexact=old, redirect_page__isnull=False).select_related("redirect_page")
    moved = row.first() if old else None
    slugs = moved.redirect_page.url_path.strip("/").lower().split("/") if moved else []
    return "/".join(slugs[2:])


def _can_be_address(path: str) -> bool:
    return bool(path) and all(part.replace("-", "").replace("_", "").isalnum() for part in path.split("/"))


def _summary(page: GuidancePage) -> Iterator[Any]:
    """Begin each text with the answer in one sentence, as the site does."""
    if page.summary:
        yield _Line("summary", page.summary)


@dataclass(frozen=True)
class _Line:
    block_type: str
    value: str
