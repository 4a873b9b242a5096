"""What of communities can be found: their public sides for everybody, their rooms for their members."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from cms.core.languages import SOURCE_LANGUAGE
from cms.core.searchable import Facet, Labels, SearchableType
from communities.enums import Kind
from communities.models import Community, CommunityPage, CommunityRoomPage, Notice, RoomArticlePage

_TITLE = 80


def _pages() -> QuerySet[Any]:
    return CommunityPage.objects.live().filter(alias_of=None).select_related("community", "locale")


def _kinds(_keys: Iterable[str] | None, _language: str) -> Labels:
    return {str(value): str(label) for value, label in Kind.choices}


def _room_url(notice: Notice) -> str | None:
    """Return the address of the room in the source language, or in the first there is."""
    rooms = {room.locale.language_code: room for room in notice.community.rooms.all() if room.live}
    room = rooms.get(SOURCE_LANGUAGE) or next(iter(rooms.values()), None)
    return room.url if room else None


def _notice_language(notice: Notice) -> str:
    """Return the first language that the community speaks: nobody says in which a notice is written."""
    return next(iter(notice.community.language_tags), SOURCE_LANGUAGE)


COMMUNITY = SearchableType(
    kind="community",
    label=_("Communities"),
    model=CommunityPage,
    queryset=_pages,
    title=lambda page: page.title,
    body=lambda page: {"B": page.for_whom, "C": strip_tags(page.body)},
    summary=lambda page: page.for_whom,
    dated=lambda page: page.first_published_at,
    language=lambda page: page.locale.language_code,
    url=lambda page: page.url,
    facets=(Facet("community_kind", _("Kind of community"), labels=_kinds),),
    facet_values=lambda page: {"community_kind": [page.community.kind]},
    follows={Community: lambda community: CommunityPage.objects.filter(community=community)},
    audience_follows=(Community, CommunityRoomPage),
)

ARTICLE = SearchableType(
    kind="article",
    label=_("Articles in rooms"),
    model=RoomArticlePage,
    queryset=lambda: RoomArticlePage.objects.live().filter(alias_of=None).select_related("locale"),
    title=lambda page: page.title,
    body=lambda page: {"C": strip_tags(page.body)},
    dated=lambda page: page.first_published_at,
    language=lambda page: page.locale.language_code,
    url=lambda page: page.url,
    audience_follows=(Community, CommunityRoomPage),
)

NOTICE = SearchableType(
    kind="notice",
    label=_("Notice boards"),
    model=Notice,
    queryset=lambda: (
        Notice.objects.filter(withdrawn_at=None)
        .select_related("community")
        .prefetch_related("community__rooms__locale")
    ),
    title=lambda notice: notice.text.strip().partition("\n")[0][:_TITLE],
    body=lambda notice: {"C": notice.text},
    dated=lambda notice: notice.created_at,
    language=_notice_language,
    url=_room_url,
    follows={CommunityRoomPage: lambda room: Notice.objects.filter(community_id=room.community_id)},
)
