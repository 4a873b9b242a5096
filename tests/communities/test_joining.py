"""Joining, asking, deciding, leaving, writing."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from accounts.access import Person
from accounts.errors import AccessDenied, NotVisible
from accounts.models import User
from communities import services
from communities.enums import JoiningBy, MemberRole, NoticeAudience, RequestState
from communities.errors import AlreadyDecided, AlreadyMember
from communities.models import JoinRequest, Membership
from tests.communities.conftest import Place
from tests.factories.communities import CommunityFactory, MembershipFactory, NoticeFactory

MakePerson = Callable[..., User]


def test_somebody_joins_in_the_browser_and_stands_before_the_open_room(place: Place, person: MakePerson) -> None:
    client = Client()
    client.force_login(person())
    response = client.post("/de/gemeinschaft/nord/beitreten/", {"next": "/de/communities/nord/"}, follow=True)
    assert "/de/communities/nord/intern/" in response.content.decode()


@pytest.mark.parametrize("button", ["beitreten", "anfragen", "verlassen", "aushang"])
def test_whoever_is_no_longer_signed_in_comes_back_to_the_page_of_the_button(place: Place, button: str) -> None:
    page = "/de/communities/nord/"
    response = Client().post(f"/de/gemeinschaft/nord/{button}/", {"next": page})
    assert response.status_code == 302
    assert response["Location"] == f"/de/konto/login/?next={page}"


def test_nothing_changes_by_following_a_link(place: Place, person: MakePerson) -> None:
    client = Client()
    client.force_login(person())
    assert client.get("/de/gemeinschaft/nord/beitreten/").status_code == 405
    assert not Membership.objects.exists()


def test_one_does_not_join_at_once_where_managers_decide(person: MakePerson) -> None:
    community = CommunityFactory(joining_by=JoiningBy.REQUEST)
    with pytest.raises(AccessDenied):
        services.join(community, by=Person(person()))


def test_asking_twice_is_one_request(person: MakePerson) -> None:
    community, asking = CommunityFactory(joining_by=JoiningBy.REQUEST), Person(person())
    for _time in range(2):
        services.request_to_join(community, by=asking, message="Ich wohne hier.")
    assert JoinRequest.objects.count() == 1


def test_a_manager_admits_and_the_second_decision_is_refused(person: MakePerson) -> None:
    community = CommunityFactory(joining_by=JoiningBy.REQUEST)
    asking, leading = person(), person()
    MembershipFactory(community=community, person=leading, role=MemberRole.MANAGER)
    request = services.request_to_join(community, by=Person(asking))
    services.decide_request(request, by=Person(leading), accept=True)
    assert Membership.objects.active().filter(community=community, person=asking).exists()
    with pytest.raises(AlreadyDecided):
        services.decide_request(request, by=Person(leading), accept=False)
    request.refresh_from_db()
    assert request.state == RequestState.ACCEPTED


def test_members_do_not_decide_about_others(person: MakePerson) -> None:
    community, member = CommunityFactory(joining_by=JoiningBy.REQUEST), person()
    MembershipFactory(community=community, person=member)
    request = services.request_to_join(community, by=Person(person()))
    with pytest.raises(NotVisible):
        services.decide_request(request, by=Person(member), accept=True)


def test_who_leaves_writes_no_more(person: MakePerson) -> None:
    community, member = CommunityFactory(), person()
    services.join(community, by=Person(member))
    services.leave(community, by=Person(member))
    with pytest.raises(AccessDenied):
        services.post_notice(community, by=Person(member), text="Noch da?")


def test_members_do_not_write_to_managers_only(person: MakePerson) -> None:
    community, member = CommunityFactory(), person()
    services.join(community, by=Person(member))
    with pytest.raises(AccessDenied):
        services.post_notice(community, by=Person(member), text="Psst", audience=NoticeAudience.MANAGERS)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_make_one_membership(person: MakePerson) -> None:
    community, user = CommunityFactory(), person()
    start, refused = Barrier(2), []

    def join() -> None:
        start.wait(timeout=10)
        try:
            services.join(community, by=Person(User.objects.get(pk=user.pk)))
        except Exception as error:  # noqa: BLE001  reported below, in the test's own thread
            refused.append(error)
        finally:
            connection.close()

    tabs = [Thread(target=join) for _tab in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join(timeout=20)
    assert not refused
    assert Membership.objects.filter(community=community, person=user).count() == 1


def test_whoever_comes_back_is_a_plain_member(person: MakePerson) -> None:
    community, user = CommunityFactory(), person()
    MembershipFactory(community=community, person=user, role=MemberRole.MANAGER)
    services.leave(community, by=Person(user))
    services.join(community, by=Person(user))
    membership = Membership.objects.get(community=community, person=user)
    assert (membership.role, membership.until) == (MemberRole.MEMBER, None)


def test_a_member_does_not_ask_to_join(person: MakePerson) -> None:
    community, user = CommunityFactory(joining_by=JoiningBy.REQUEST), person()
    MembershipFactory(community=community, person=user)
    with pytest.raises(AlreadyMember):
        services.request_to_join(community, by=Person(user))
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("role", [MemberRole.MODERATOR, MemberRole.MANAGER])
def test_those_who_keep_order_take_notices_down(person: MakePerson, role: MemberRole) -> None:
    community, user = CommunityFactory(), person()
    MembershipFactory(community=community, person=user, role=role)
    notice = NoticeFactory(community=community, author=person())
    services.withdraw_notice(notice, by=Person(user))
    notice.refresh_from_db()
    assert notice.withdrawn_at


def test_a_member_does_not_take_down_what_others_wrote(person: MakePerson) -> None:
    community, user = CommunityFactory(), person()
    MembershipFactory(community=community, person=user)
    with pytest.raises(AccessDenied):
        services.withdraw_notice(NoticeFactory(community=community, author=person()), by=Person(user))


def test_whoever_may_not_do_something_reads_why(place: Place, person: MakePerson) -> None:
    place.community.joining_by = JoiningBy.REQUEST
    place.community.save()
    client = Client()
    client.force_login(person())
    answer = client.post("/de/gemeinschaft/nord/beitreten/", {"next": "/de/communities/nord/"})
    assert answer.status_code == 403
    assert "so nicht ein" in answer.content.decode()
