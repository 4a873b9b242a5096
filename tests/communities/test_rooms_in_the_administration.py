"""Rooms are closed in the administration too: to superusers as to all who are no members."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import APIToken, Page
from wagtail.permissions import page_permission_policy

from accounts.enums import Role
from accounts.models import User
from communities.enums import MemberRole
from communities.services import give_collection
from tests.communities.conftest import Place
from tests.factories.accounts import SiteDocumentFactory, SiteImageFactory
from tests.factories.communities import MembershipFactory

MakePerson = Callable[..., User]


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.ADMIN_REQUIRES_MFA = False


@pytest.fixture
def superuser(person: MakePerson) -> User:
    return person(Role.ADMINISTRATOR, is_superuser=True, is_staff=True)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("where", ["edit", "history", "copy", "move", "delete", "view_draft", "privacy", "usage", ""])
def test_a_superuser_opens_no_room(place: Place, superuser: User, where: str) -> None:
    client = signed_in(superuser)
    for page in (place.room, place.article, place.arabic_room):
        address = f"/admin/pages/{page.pk}/{where}/" if where else f"/admin/pages/{page.pk}/"
        assert client.get(address).status_code == 404


def test_lists_and_searches_name_no_room(place: Place, superuser: User) -> None:
    client = signed_in(superuser)
    for address in (
        f"/admin/pages/{place.page.pk}/",
        "/admin/pages/search/?q=Heckenschere",
        "/admin/pages/search/?q=Raum",
        "/admin/pages/usage/communities/communityroompage/",
        "/admin/api/main/pages/?limit=100",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
    ):
        said = client.get(address).content.decode()
        assert "Unser Raum" not in said, address
        assert f"/admin/pages/{place.article.pk}/" not in said, address
    assert not page_permission_policy.explorable_instances(superuser).filter(pk=place.room.pk).exists()


def test_a_superuser_s_token_opens_no_room(place: Place, superuser: User) -> None:
    _token, key = APIToken.create_token(user=superuser, name="x")
    client = Client(headers={"Authorization": f"Bearer {key}"})
    for address in (f"/api/v3/pages/{place.room.pk}/", f"/api/v3/pages/{place.article.pk}/revisions/"):
        assert client.get(address).status_code == 404
    assert "Unser Raum" not in client.get("/api/v3/pages/?limit=100").content.decode()
    for action in ("copy", "publish", "unpublish", "create_alias", "copy_for_translation"):
        answer = client.post(
            f"/api/v3/pages/{place.room.pk}/actions/{action}/",
            {"destination_id": place.page.get_parent().pk, "locale": "en"},
            content_type="application/json",
        )
        assert answer.status_code in (403, 404, 422), action
        assert "Unser Raum" not in answer.content.decode()
    assert Page.objects.filter(title__startswith="Unser Raum").count() == 2


def test_a_superuser_sees_no_files_of_a_room(place: Place, superuser: User) -> None:
    collection = give_collection(place.community).collection
    picture = SiteImageFactory(title="Vertrauliches Bild", collection=collection)
    document = SiteDocumentFactory(title="Vertraulicher Brief", collection=collection)
    client = signed_in(superuser)
    for address in ("/admin/images/", "/admin/documents/", "/admin/images/chooser/", "/admin/documents/chooser/"):
        assert "Vertraulich" not in client.get(address).content.decode(), address
    assert client.get(picture.file.url).status_code == 404
    assert client.get(document.url).status_code == 404
    _token, key = APIToken.create_token(user=superuser, name="x")
    program = Client(headers={"Authorization": f"Bearer {key}"})
    for address in (f"/api/v3/images/{picture.pk}/", f"/api/v3/documents/{document.pk}/"):
        answer = program.patch(address, {"title": "Anders"}, content_type="application/json")
        assert answer.status_code in (403, 404)
        assert "Vertraulich" not in answer.content.decode()


def test_words_that_only_a_room_s_pictures_bear_are_suggested_to_nobody(place: Place, superuser: User) -> None:
    SiteImageFactory(collection=give_collection(place.community).collection).tags.add("Vertraulich", "Verein")
    SiteImageFactory().tags.add("Verein")
    client = signed_in(superuser)
    assert client.get("/admin/tag-autocomplete/?term=ve").json() == ["Verein"]
    assert client.get("/admin/tag-autocomplete/taggit/tag/?term=ve").status_code == 404
    assert "Vertraulich" not in client.get("/admin/images/").content.decode()
    assert Client().get("/admin/tag-autocomplete/?term=ve").status_code == 302


def test_communities_are_no_choice_for_those_who_keep_none(place: Place, person: MakePerson) -> None:
    address = "/admin/snippets/choose/communities/community/"
    assert signed_in(person(Role.PROJECT_EDITOR)).get(address).status_code == 404
    assert signed_in(person(Role.ADMINISTRATOR)).get(address).status_code == 200


def test_a_superuser_who_is_a_member_enters(place: Place, superuser: User) -> None:
    MembershipFactory(community=place.community, person=superuser, role=MemberRole.MANAGER)
    assert signed_in(superuser).get(f"/admin/pages/{place.room.pk}/edit/").status_code == 200


def test_the_public_side_is_the_office_s(place: Place, superuser: User) -> None:
    assert signed_in(superuser).get(f"/admin/pages/{place.page.pk}/edit/").status_code == 200
