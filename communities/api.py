"""Communities in the API: the public side for everybody, the room for those who may enter."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth

from accounts.access import filter_visible, may, person_of
from accounts.branches import below
from accounts.errors import NotVisible
from cms.core.api_language import Language
from cms.core.languages import SOURCE_LANGUAGE
from communities.models import Community, CommunityPage, CommunityRoomPage, RoomArticlePage
from communities.presenting import best_pages, board_of, manager_names, members_of, visible_pages
from communities.schemas import CommunityDetail, CommunityList, MemberOut, RoomOut

router = Router(tags=["communities"], auth=[BearerTokenAuth(), AllowAnonymous()])
NOTICES = 100
PER_PAGE = 20


@router.get("/", response=CommunityList, operation_id="communities_list", summary="List communities")
def list_communities(
    request: HttpRequest,
    language: Language = SOURCE_LANGUAGE,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    per_page: Annotated[int, Query(ge=1, le=100)] = PER_PAGE,
) -> dict[str, Any]:
    """The communities that the person who asks may see, by name, each in `language` where it has it."""
    communities = filter_visible(Community.objects.all(), person_of(request)).filter(
        pk__in=visible_pages(person_of(request)).values("community")
    )
    shown = communities.order_by("name", "pk").values_list("pk", flat=True)[(page - 1) * per_page : page * per_page]
    pages = visible_pages(person_of(request)).filter(community__in=list(shown)).order_by("community__name", "pk")
    items = [_summary(request, one) for one in best_pages(pages, language)]
    return {"items": items, "total": communities.count()}


@router.get("/{key}/", response=CommunityDetail, operation_id="communities_detail", summary="One community")
def community_detail(request: HttpRequest, key: str, language: Language = SOURCE_LANGUAGE) -> dict[str, Any]:
    """The public side of a community."""
    pages = best_pages(visible_pages(person_of(request)).filter(community__key=key), language)
    if not pages:
        raise NotVisible("There is no such community.")
    (page,) = pages
    return {
        **_summary(request, page),
        "body": page.body,
        "managers": manager_names(page.community),
        "joining_by": page.community.joining_by,
    }


@router.get("/{key}/room/", response=RoomOut, operation_id="communities_room", summary="The room, for members")
def community_room(request: HttpRequest, key: str) -> dict[str, Any]:
    """Board and articles; 404 for whoever is no member."""
    community, person = _entered(request, key), person_of(request)
    rooms = CommunityRoomPage.objects.filter(community=community).values_list("path", flat=True)
    inside = filter_visible(RoomArticlePage.objects.filter(below(rooms), live=True), person).select_related("locale")
    return {
        "key": community.key,
        "notices": [
            {
                "author": str(notice.author) if notice.author else "",
                "text": notice.text,
                "audience": notice.audience,
                "created_at": notice.created_at,
            }
            for notice in board_of(community, person)[:NOTICES]
        ],
        "articles": [
            {"title": page.title, "body": page.body, "language": page.locale.language_code} for page in inside
        ],
    }


@router.get("/{key}/members/", response=list[MemberOut], operation_id="communities_members", summary="Members")
def community_members(request: HttpRequest, key: str) -> list[dict[str, Any]]:
    """Who belongs to the community; 404 for whoever is no member."""
    memberships = members_of(_entered(request, key), person_of(request))
    return [{"name": str(one.person), "role": one.role, "since": one.since} for one in memberships]


def _entered(request: HttpRequest, key: str) -> Community:
    person = person_of(request)
    community = filter_visible(Community.objects.all(), person).filter(key=key).first()
    if community is None or not may(person, "communities.see_members", community):
        raise NotVisible("There is no such room.")
    return community


def _summary(request: HttpRequest, page: CommunityPage) -> dict[str, Any]:
    community = page.community
    person = person_of(request)
    return {
        "key": community.key,
        "title": page.title,
        "kind": community.kind,
        "language": page.locale.language_code,
        "languages": community.language_tags,
        "city": community.municipality.ags if community.municipality else None,
        "for_whom": page.for_whom,
        "url": page.url,
        "is_member": bool(may(person, "communities.see_members", community)),
    }
