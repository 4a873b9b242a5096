"""The site as a region: its name, place and languages, and how the client spells languages and paths."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from accounts.access import ANONYMOUS, Person, filter_visible
from cms.core.languages import BY_CODE, LANGUAGES, Language
from cms.core.region_lists import region_events, region_places
from guidance.models import GuidanceIndexPage

#: Languages that the client knows by another code than BCP 47's.
_CLIENT_CODES = {"de-simple": "de-si"}
_OUR_CODES = {theirs: ours for ours, theirs in _CLIENT_CODES.items()}
#: Degrees around the coordinates, if no box is set: about ten kilometres in Germany.
_AROUND = (0.15, 0.1)


def nobody() -> Person:
    """Return who asks here, always: a visitor without an account."""
    return Person(ANONYMOUS)


def client_code(language: str) -> str:
    """Return what the client calls a language of ours."""
    return _CLIENT_CODES.get(language, language)


def language_of_code(code: str) -> Language:
    """Return the language behind a code of the client's, or of ours.

    Raises:
        Http404: it is not offered.
    """
    language = BY_CODE.get(_OUR_CODES.get(code.lower(), code.lower()))
    if language is None:
        raise Http404
    return language


def require_region(region: str) -> None:
    """Raise Http404 unless `region` is this site."""
    if region.lower() != settings.INTEGREAT_REGION:
        raise Http404


def region_path(language: str, path: str) -> str:
    """Return a path as the client normalises it: lower case, no slash at the end."""
    return f"/{settings.INTEGREAT_REGION}/{client_code(language)}/{path}".lower().rstrip("/")


def region() -> dict[str, Any]:
    """Describe the region; languages are those that have guidance."""
    latitude, longitude = settings.INTEGREAT_COORDINATES
    name, prefix = settings.INTEGREAT_NAME or settings.SITE_NAME, settings.INTEGREAT_PREFIX
    return {
        "name": f"{prefix} {name}".strip(),
        "path": f"/{settings.INTEGREAT_REGION}/",
        "live": True,
        "languages": [
            {"code": client_code(language.code), "native_name": language.name}
            for language in _languages_with_guidance()
        ],
        "events": any(True for _one in region_events.values()),
        "pois": any(True for _one in region_places.values()),
        "push_notifications": True,
        "external_news": False,
        "name_without_prefix": name,
        "prefix": prefix or None,
        "latitude": latitude,
        "longitude": longitude,
        "aliases": None,
        "bounding_box": _bounding_box(latitude, longitude),
        "is_chat_enabled": False,
        "zammad_privacy_policy": None,
    }


def _languages_with_guidance() -> list[Language]:
    indexes: QuerySet[GuidanceIndexPage] = filter_visible(GuidanceIndexPage.objects.all(), nobody())
    codes = set(indexes.filter(alias_of__isnull=True).values_list("locale__language_code", flat=True))
    return [language for language in LANGUAGES if language.code in codes]


def _bounding_box(latitude: float, longitude: float) -> list[list[float]]:
    if settings.INTEGREAT_BOUNDING_BOX:
        west, south, east, north = settings.INTEGREAT_BOUNDING_BOX
        return [[west, south], [east, north]]
    east, north = _AROUND
    return [
        [round(longitude - east, 6), round(latitude - north, 6)],
        [round(longitude + east, 6), round(latitude + north, 6)],
    ]
