"""People press buttons twice, go back, and send old pages: nothing happens twice, nobody stands before an error."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from communities.enums import JoiningBy, MemberRole
from communities.models import JoinRequest, Membership, Notice
from tests.communities.conftest import Place
from tests.factories.communities import MembershipFactory, NoticeFactory

MakePerson = Callable[..., User]
PUBLIC, ROOM = "/de/communities/nord/", "/de/communities/nord/intern/"


@pytest.fixture
def member(place: Place, person: MakePerson) -> Client:
    client = Client()
    client.force_login(MembershipFactory(community=place.community, person=person(), role=MemberRole.MANAGER).person)
    return client


def press(client: Client, button: str, **fields: object) -> str:
    """Press a button and return the page that one stands on then, which must be a page."""
    answer = client.post(f"/de/gemeinschaft/{button}/", {"next": PUBLIC, **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_joining_twice(place: Place, person: MakePerson) -> None:
    client = Client()
    client.force_login(person())
    for _time in range(2):
        assert "Sie sind jetzt Mitglied" in press(client, "nord/beitreten")
    assert Membership.objects.count() == 1


def test_leaving_twice(place: Place, member: Client) -> None:
    for _time in range(2):
        assert "kein Mitglied mehr" in press(member, "nord/verlassen")


def test_asking_twice(place: Place, person: MakePerson) -> None:
    place.community.joining_by = JoiningBy.REQUEST
    place.community.save()
    client = Client()
    client.force_login(person())
    for _time in range(2):
        press(client, "nord/anfragen", message="Hallo")
    assert JoinRequest.objects.count() == 1


def test_deciding_twice(place: Place, member: Client, person: MakePerson) -> None:
    request = JoinRequest.objects.create(community=place.community, person=person())
    press(member, f"anfrage/{request.pk}", decision="accept", next=ROOM)
    assert "schon" in press(member, f"anfrage/{request.pk}", decision="decline", next=ROOM)
    request.refresh_from_db()
    assert request.state == "accepted"


def test_posting_the_same_form_twice(place: Place, member: Client) -> None:
    form = {"text": "Wer kommt mit?", "audience": "members", "submission": str(uuid4()), "next": ROOM}
    for _time in range(2):
        assert "Wer kommt mit?" in press(member, "nord/aushang", **form)
    assert Notice.objects.count() == 1


def test_posting_the_same_words_in_two_forms(place: Place, member: Client) -> None:
    for _time in range(2):
        press(member, "nord/aushang", text="Guten Morgen", audience="members", submission=str(uuid4()), next=ROOM)
    assert Notice.objects.count() == 2


def test_one_form_does_not_answer_with_another_s_notice(place: Place, member: Client, person: MakePerson) -> None:
    other = NoticeFactory(community=place.community, author=person(), text="Fremd")
    answer = member.post(
        "/de/gemeinschaft/nord/aushang/", {"text": "Meins", "audience": "members", "submission": str(other.submission)}
    )
    assert answer.status_code == 302
    assert {(one.text, one.submission == other.submission) for one in Notice.objects.all()} == {
        ("Fremd", True),
        ("Meins", False),
    }


def test_taking_a_notice_down_twice(place: Place, member: Client) -> None:
    notice = NoticeFactory(community=place.community)
    for _time in range(2):
        press(member, f"aushang/{notice.pk}/zuruecknehmen", next=ROOM)
    notice.refresh_from_db()
    assert notice.withdrawn_at
