"""What pages and API show of communities, already judged by who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.access import Person, filter_visible, may, person_of
from cms.core.languages import BY_CODE, FALLBACK_LANGUAGES, SOURCE_LANGUAGE, Language
from communities.access import is_manager, is_member, is_moderator
from communities.enums import JoiningBy, MemberRole, RequestState
from communities.models import (
    Community,
    CommunityPage,
    CommunityRoomPage,
    JoinRequest,
    Membership,
    Notice,
    RoomArticlePage,
)

NOTICES_SHOWN = 50
MEMBERS_SHOWN = 100

#: Pages of one kind, each in one language.
Version = TypeVar("Version", CommunityPage, CommunityRoomPage)


@dataclass(frozen=True)
class CommunityCard:
    """A community in a list.

    Attributes:
        page: its page in the reader's language, or in the first one it has.
        language: the language of that page.
        is_foreign: whether that is not the reader's.
        is_member: whether the reader belongs to it.
    """

    page: CommunityPage
    language: Language
    is_foreign: bool
    is_member: bool

    @property
    def url(self) -> str:
        """Address of the page."""
        return str(self.page.url)


@dataclass(frozen=True)
class Standing:
    """How the person who asks stands to a community.

    Attributes:
        community: the community.
        managers: their display names, for everybody.
        languages: what is spoken.
        is_member: whether they belong to it.
        is_manager: whether they lead it.
        may_join: whether they can join at once.
        may_ask: whether they can ask to join.
        is_waiting: whether they have asked.
        should_sign_in: whether joining needs signing in first.
        requests_waiting: number of requests, for managers; else 0.
        room: the room in the reader's language, or in the first one it has, for members; else None.
    """

    community: Community
    managers: list[str]
    languages: list[Language]
    is_member: bool
    is_manager: bool
    may_join: bool
    may_ask: bool
    is_waiting: bool
    should_sign_in: bool
    requests_waiting: int
    room: CommunityRoomPage | None


def cards_for(request: HttpRequest, *, at_most: int | None = None) -> list[CommunityCard]:
    """Return the communities that the person who asks may see, each once, in the best language there is.

    Args:
        request: says who asks, and in which language.
        at_most: number of communities, those that were founded last; all of them by name if None.
    """
    person = person_of(request)
    reader = get_language() or SOURCE_LANGUAGE
    pages = visible_pages(person).order_by("community__name", "pk")
    if at_most is not None:
        newest = visible_pages(person).order_by("-community").values("community").distinct()[:at_most]
        pages = pages.filter(community__in=newest)
    return [
        CommunityCard(
            page=page,
            language=BY_CODE[page.locale.language_code],
            is_foreign=page.locale.language_code != reader,
            is_member=is_member(person, page.community),
        )
        for page in best_pages(pages, reader)
    ]


def visible_pages(person: Person) -> Any:
    """Return the public sides that `person` may see, in all languages."""
    communities = filter_visible(Community.objects.all(), person)
    pages = CommunityPage.objects.filter(community__in=communities)
    return filter_visible(pages, person).select_related("community__municipality", "locale")


def best_pages(pages: Iterable[Version], reader: str) -> list[Version]:
    """Return one page a community: in the reader's language, else German, English, or any."""
    order = [reader, *FALLBACK_LANGUAGES]
    best: dict[int, Version] = {}
    for page in pages:
        known = best.get(page.community_id)
        if known is None or _rank(page, order) < _rank(known, order):
            best[page.community_id] = page
    return list(best.values())


def _rank(page: CommunityPage | CommunityRoomPage, order: list[str]) -> int:
    code = page.locale.language_code
    return order.index(code) if code in order else len(order)


def standing_of(request: HttpRequest, page: CommunityPage) -> Standing:
    """Return how the person who asks stands to the community of `page`."""
    person, community = person_of(request), page.community
    belongs, leads = is_member(person, community), is_manager(person, community)
    waiting = JoinRequest.objects.filter(community=community, state=RequestState.WAITING)
    signed_in = bool(person.user.is_authenticated)
    return Standing(
        community=community,
        managers=manager_names(community),
        languages=[BY_CODE[tag] for tag in community.language_tags if tag in BY_CODE],
        is_member=belongs,
        is_manager=leads,
        may_join=not belongs and bool(may(person, "communities.join", community)),
        may_ask=not belongs and bool(may(person, "communities.ask_to_join", community)),
        is_waiting=signed_in and waiting.filter(person_id=person.user.pk).exists(),
        should_sign_in=not signed_in and community.joining_by != JoiningBy.INVITATION,
        requests_waiting=waiting.count() if leads else 0,
        room=_room_for(person, community, page.locale.language_code) if belongs else None,
    )


def _room_for(person: Person, community: Community, reader: str) -> CommunityRoomPage | None:
    rooms = filter_visible(CommunityRoomPage.objects.filter(community=community, live=True), person)
    return next(iter(best_pages(rooms.select_related("locale").order_by("path"), reader)), None)


def manager_names(community: Community) -> list[str]:
    """Return the display names of the managers: who answers for a community is public."""
    managers = Membership.objects.active().filter(community=community, role=MemberRole.MANAGER)
    return [str(membership.person) for membership in managers.select_related("person")]


def room_of(request: HttpRequest, room: CommunityRoomPage) -> dict[str, Any]:
    """Return what stands in a room: board, members, articles, and for managers who waits outside."""
    person = person_of(request)
    community = room.community
    return {
        **band_of(request, room),
        "leads": is_manager(person, community),
        "keeps_order": is_moderator(person, community),
        "submission": uuid4(),
        "notices": board_of(community, person)[:NOTICES_SHOWN],
        "members": members_of(community, person)[:MEMBERS_SHOWN],
        "requests": filter_visible(community.join_requests.filter(state=RequestState.WAITING), person).select_related(
            "person"
        ),
        "articles": filter_visible(RoomArticlePage.objects.child_of(room), person),
    }


def band_of(request: HttpRequest, room: CommunityRoomPage) -> dict[str, Any]:
    """Return what the band says that stands above everything in a room: whose it is, how many see it."""
    community = room.community
    public = CommunityPage.objects.parent_of(room).first()
    return {
        "community": community,
        "name": public.title if public else community.name,
        "public_url": public.get_url(request) if public else "",
        "room_url": room.get_url(request),
        "member_count": members_of(community, person_of(request)).count(),
    }


def board_of(community: Community, person: Person) -> Any:
    """Return the notices of a community that `person` may see, newest first."""
    return filter_visible(Notice.objects.filter(community=community), person).select_related("author")


def members_of(community: Community, person: Person) -> Any:
    """Return the memberships that hold now, if `person` may see them."""
    memberships = Membership.objects.active().filter(community=community)
    return filter_visible(memberships, person).select_related("person")
