"""The public side is everybody's, the room its members', on the page and in the API."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken

from accounts.access import Person, filter_visible, may_see
from accounts.enums import Role
from accounts.models import User
from communities.enums import MemberRole, NoticeAudience, State
from communities.models import CommunityPage, CommunityRoomPage, Notice
from tests.communities.conftest import Place
from tests.factories.communities import CommunityFactory, MembershipFactory, NoticeFactory

MakePerson = Callable[..., User]
OUTSIDE = ["visitor", "guest", "member of another", "former member", "administrator"]
INSIDE = [MemberRole.MEMBER, MemberRole.MODERATOR, MemberRole.MANAGER]


@pytest.fixture
def somebody(place: Place, person: MakePerson) -> Callable[[str], User]:
    def make(who: str) -> User:
        if who == "administrator":
            return person(Role.ADMINISTRATOR, is_superuser=True)
        user = person(Role.GUEST if who == "guest" else None)
        if who == "member of another":
            MembershipFactory(community=CommunityFactory(), person=user)
        elif who == "former member":
            yesterday = timezone.now() - timedelta(days=1)
            MembershipFactory(community=place.community, person=user, since=yesterday, until=timezone.now())
        elif who in INSIDE:
            MembershipFactory(community=place.community, person=user, role=who)
        return user

    return make


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_anybody_reads_the_public_side_in_each_language(place: Place) -> None:
    for address in ("/de/communities/", "/de/communities/nord/", "/ar/communities/nord/"):
        assert Client().get(address).status_code == 200


def test_a_visitor_learns_nothing_of_the_room(place: Place) -> None:
    for address in place.inside:
        assert Client().get(address).status_code == 404
    assert "Unser Raum" not in Client().get("/de/communities/nord/").content.decode()
    assert "intern" not in Client().get("/sitemap-pages.xml").content.decode()
    assert "Unser Raum" not in Client().get("/api/v3/pages/?limit=100").content.decode()


@pytest.mark.parametrize("who", OUTSIDE)
def test_whoever_is_no_member_gets_no_further(place: Place, somebody: Callable[[str], User], who: str) -> None:
    client = signed_in(somebody(who))
    for address in place.inside:
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", INSIDE)
def test_members_enter_the_room_in_each_language(place: Place, somebody: Callable[[str], User], who: str) -> None:
    client = signed_in(somebody(who))
    for address in place.inside:
        assert client.get(address).status_code == 200


def test_the_room_closes_when_the_membership_ends(place: Place, somebody: Callable[[str], User]) -> None:
    user = somebody(MemberRole.MEMBER)
    client = signed_in(user)
    assert client.get(place.inside[0]).status_code == 200
    user.memberships.update(until=timezone.now())
    assert client.get(place.inside[0]).status_code == 404


def test_managers_alone_read_what_is_written_for_managers(place: Place, somebody: Callable[[str], User]) -> None:
    NoticeFactory(community=place.community, text="Nur leise", audience=NoticeAudience.MANAGERS)
    assert "Nur leise" in signed_in(somebody(MemberRole.MANAGER)).get(place.inside[0]).content.decode()
    assert "Nur leise" not in signed_in(somebody(MemberRole.MEMBER)).get(place.inside[0]).content.decode()


@pytest.mark.parametrize("who", ["anonymous", *OUTSIDE, *INSIDE])
def test_the_list_of_notices_and_each_notice_agree(place: Place, somebody: Callable[[str], User], who: str) -> None:
    for audience in NoticeAudience:
        NoticeFactory(community=place.community, audience=audience)
    NoticeFactory(community=place.community, withdrawn_at=timezone.now())
    asking = Person(AnonymousUser() if who == "anonymous" else somebody(who))
    assert set(filter_visible(Notice.objects.all(), asking)) == {
        notice for notice in Notice.objects.all() if may_see(asking, notice)
    }


def test_a_draft_is_seen_by_its_managers_only(place: Place, somebody: Callable[[str], User]) -> None:
    place.community.state = State.DRAFT
    place.community.save()
    assert Client().get("/de/communities/nord/").status_code == 404
    assert Client().get("/api/v3/communities/").json()["total"] == 0
    assert signed_in(somebody(MemberRole.MANAGER)).get("/de/communities/nord/").status_code == 200


def test_members_of_a_draft_wait_outside(place: Place, somebody: Callable[[str], User]) -> None:
    user = somebody(MemberRole.MEMBER)
    place.community.state = State.DRAFT
    place.community.save()
    client = signed_in(user)
    assert client.get(place.inside[0]).status_code == 404
    assert "Nord" not in client.get("/de/konto/").content.decode()


def test_a_room_moved_elsewhere_stays_closed(place: Place) -> None:
    place.room.move(place.page.get_parent().get_parent(), pos="last-child")
    assert Client().get("/de/intern/").status_code == 404


@pytest.fixture
def neighbour(place: Place) -> CommunityRoomPage:
    page = place.page.get_parent().add_child(
        instance=CommunityPage(
            title="Süd", slug="sued", community=CommunityFactory(key="sued"), for_whom="Alle", body="x"
        )
    )
    return page.add_child(instance=CommunityRoomPage(title="Süd intern", slug="intern"))


def test_a_room_moved_below_another_community_stays_its_own_members(
    place: Place, neighbour: CommunityRoomPage, somebody: Callable[[str], User], person: MakePerson
) -> None:
    stranger = person()
    MembershipFactory(community=neighbour.community, person=stranger)
    place.room.slug = "fremd"
    place.room.save()
    place.room.move(neighbour.get_parent(), pos="last-child")
    assert signed_in(stranger).get("/de/communities/sued/fremd/").status_code == 404
    assert signed_in(somebody(MemberRole.MEMBER)).get("/de/communities/sued/fremd/").status_code == 200


def test_an_article_that_left_its_room_is_nobody_s(place: Place, somebody: Callable[[str], User]) -> None:
    place.article.move(place.page.get_parent().get_parent(), pos="last-child")
    for client in (Client(), signed_in(somebody(MemberRole.MANAGER))):
        assert client.get("/de/liste/").status_code == 404


def test_an_article_copied_out_of_its_room_is_nobody_s(place: Place) -> None:
    place.article.copy(to=place.page.get_parent().get_parent(), update_attrs={"slug": "kopie"})
    assert Client().get("/de/kopie/").status_code == 404


def test_neither_rooms_nor_articles_change_the_community(place: Place, neighbour: CommunityRoomPage) -> None:
    assert not place.article.can_move_to(neighbour)
    assert not place.room.can_move_to(neighbour.get_parent())


def test_a_member_who_reads_another_language_finds_the_room(place: Place, somebody: Callable[[str], User]) -> None:
    place.arabic_room.delete()
    page = signed_in(somebody(MemberRole.MEMBER)).get("/ar/communities/nord/").content.decode()
    assert "/de/communities/nord/intern/" in page


def test_an_article_says_that_only_members_see_it(place: Place, somebody: Callable[[str], User]) -> None:
    page = signed_in(somebody(MemberRole.MEMBER)).get(place.inside[1]).content.decode()
    assert "Das sieht nur 1 Mitglied" in " ".join(page.split())


def test_the_api_shows_the_room_to_a_member_with_a_token(place: Place, somebody: Callable[[str], User]) -> None:
    NoticeFactory(community=place.community, text="Grillen am Freitag")
    address = "/api/v3/communities/nord/room/"
    assert Client().get(address).status_code == 404
    for who, status in ((MemberRole.MEMBER, 200), ("visitor", 404)):
        _token, key = APIToken.create_token(user=somebody(who), name="test")
        response = Client().get(address, headers={"Authorization": f"Bearer {key}"})
        assert response.status_code == status
        assert ("Grillen am Freitag" in response.content.decode()) == (status == 200)
