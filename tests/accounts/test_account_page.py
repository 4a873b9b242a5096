"""What people do with their account: details, tokens, export, deletion."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import APIToken

from accounts.memberships import Belonging, belongings
from accounts.models import User
from cms.core.models import Municipality
from home.models import HomePage
from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/de/konto/login/", {"login": user.email, "password": "a-long-password"})
    client.post("/de/konto/reauthenticate/", {"password": "a-long-password"})
    return client


def municipality(ags: str, name: str) -> Municipality:
    return Municipality.objects.create(ags=ags, name=name, name_folded=name.casefold(), land_code=ags[:2], land="NRW")


def test_details_are_changed_and_the_town_is_found_by_name_or_key(site_tree: HomePage) -> None:
    town = municipality("99114000", "Musterstadt")
    user = UserFactory()
    client = signed_in(user)
    for given in ("Musterstadt", "99114000", "musterstadt"):
        client.post("/de/konto/profil/", {"display_name": "Neu", "language": "tr", "municipality": given})
        user.refresh_from_db()
        assert (user.display_name, user.language, user.municipality) == ("Neu", "tr", town)
    client.post("/de/konto/profil/", {"display_name": "Neu", "language": "tr", "municipality": ""})
    user.refresh_from_db()
    assert user.municipality is None


def test_a_town_that_is_not_clear_is_asked_about(site_tree: HomePage) -> None:
    municipality("99114000", "Neustadt")
    municipality("99115000", "Neustadt")
    client = signed_in(UserFactory())
    for given in ("Neustadt", "Nirgendwo"):
        response = client.post("/de/konto/profil/", {"display_name": "x", "language": "de", "municipality": given})
        assert response.status_code == 400
        assert response.context["profile_form"].errors["municipality"]


def test_a_token_is_shown_once_works_and_stops_working(site_tree: HomePage) -> None:
    user = UserFactory()
    client = signed_in(user)
    page = client.post("/de/konto/zugriffsschluessel/neu/", {"name": "Auswertung"})
    token = page.context["token"]
    assert "no-store" in page["Cache-Control"]
    assert token not in client.get("/de/konto/").content.decode()
    headers = {"Authorization": f"Bearer {token}"}
    answer = Client().get("/api/v3/me/", headers=headers)
    assert answer.json()["email"] == user.email
    assert "no-store" in answer["Cache-Control"]
    stored = APIToken.objects.get()
    client.post(f"/de/konto/zugriffsschluessel/{stored.pk}/widerrufen/")
    assert Client().get("/api/v3/me/", headers=headers).status_code == 401


def test_nobody_revokes_the_token_of_somebody_else(site_tree: HomePage) -> None:
    token, _key = APIToken.create_token(user=UserFactory(), name="x")
    assert signed_in(UserFactory()).post(f"/de/konto/zugriffsschluessel/{token.pk}/widerrufen/").status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


def test_a_token_needs_a_fresh_sign_in(site_tree: HomePage) -> None:
    user = UserFactory()
    client = Client()
    client.force_login(user)
    response = client.post("/de/konto/zugriffsschluessel/neu/", {"name": "x"})
    assert "/konto/reauthenticate/" in response["Location"]
    assert not APIToken.objects.exists()


def test_me_says_where_somebody_belongs(site_tree: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory()
    choir = Belonging("community", "7", "Chor", "member", "Mitglied", "/de/chor/")
    monkeypatch.setitem(belongings._entries, "test", lambda _user: [choir])
    _token, key = APIToken.create_token(user=user, name="x")
    body = Client().get("/api/v3/me/", headers={"Authorization": f"Bearer {key}"}).json()
    told = {"kind": "community", "identifier": "7", "title": "Chor", "role": "member", "url": "/de/chor/"}
    assert told in body["belongs_to"]
    assert "Chor</a> (Mitglied)" in signed_in(user).get("/de/konto/").content.decode()


def test_the_export_is_a_file_about_oneself(site_tree: HomePage) -> None:
    user = UserFactory()
    response = signed_in(user).get("/de/konto/meine-daten.json")
    assert response["Content-Disposition"].startswith("attachment")
    data: dict[str, Any] = response.json()
    assert data["account"]["email"] == user.email


def test_an_account_is_deleted_after_one_more_question(site_tree: HomePage) -> None:
    user = UserFactory()
    client = signed_in(user)
    assert client.get("/de/konto/loeschen/").status_code == 200
    assert client.post("/de/konto/loeschen/").status_code == 200
    assert User.objects.filter(pk=user.pk).exists()
    assert client.post("/de/konto/loeschen/", {"sure": "on"}).status_code == 302
    assert not User.objects.filter(pk=user.pk).exists()
    assert client.get("/de/konto/").status_code == 302
