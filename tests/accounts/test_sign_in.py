"""Signing up, in and out, as somebody does it without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from home.models import HomePage
from tests.factories.accounts import UserFactory, with_authenticator_app

PASSWORD = "a-long-password"
NEW = {
    "email": "neu@example.org",
    "display_name": "Nour",
    "language": "ar",
    "password1": "Kein-leichtes-1",
    "password2": "Kein-leichtes-1",
}


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()


def sign_in(client: Client, user: User, **more: str) -> Any:
    return client.post("/de/konto/login/", {"login": user.email, "password": PASSWORD, **more})


def sign_in_twice(client: Client, user: User) -> None:
    """Sign in and give the password once more, as is asked before what is hard to undo."""
    sign_in(client, user)
    client.post("/de/konto/reauthenticate/", {"password": PASSWORD})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_somebody_signs_up_confirms_the_address_and_comes_back_to_where_they_were(site_tree: HomePage) -> None:
    client = Client()
    response = client.post("/ar/konto/signup/?next=/ar/wegweiser/", {**NEW, "next": "/ar/wegweiser/"})
    assert response.status_code == 302
    assert response["Location"] == "/ar/konto/confirm-email/"
    user = User.objects.get(email="neu@example.org")
    assert (user.display_name, user.language) == ("Nour", "ar")
    (letter,) = mail.outbox
    assert letter.subject.startswith("Wegweiser: ")
    link = re.search(r"http://testserver(/ar/konto/confirm-email/\S+)", str(letter.body))
    assert link
    assert client.get(link[1]).status_code == 200
    client.post(link[1])
    assert EmailAddress.objects.get(user=user).verified
    response = Client().post(
        "/ar/konto/login/", {"login": "neu@example.org", "password": "Kein-leichtes-1", "next": "/ar/wegweiser/"}
    )
    assert response["Location"] == "/ar/wegweiser/"


def test_nobody_signs_in_before_the_address_is_confirmed(site_tree: HomePage) -> None:
    response = sign_in(Client(), UserFactory(verified=False))
    assert response["Location"] == "/de/konto/confirm-email/"


def test_signing_up_with_a_known_address_does_not_tell_that_it_is_known(site_tree: HomePage) -> None:
    known = UserFactory()
    for email in (known.email, "unknown@example.org"):
        response = Client().post("/de/konto/signup/", {**NEW, "email": email})
        assert response["Location"] == "/de/konto/confirm-email/"
    assert User.objects.filter(email=known.email).count() == 1


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", r"\\evil.example", "/\\evil.example"],
)
def test_next_never_leads_to_another_site(site_tree: HomePage, elsewhere: str) -> None:
    assert sign_in(Client(), UserFactory(), next=elsewhere)["Location"] == "/de/konto/"


def test_after_some_wrong_passwords_there_is_a_pause(site_tree: HomePage) -> None:
    user, client = UserFactory(), Client()
    for _attempt in range(5):
        client.post("/de/konto/login/", {"login": user.email, "password": "wrong"})
    response = sign_in(client, user)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_signing_up_without_end_is_answered_with_a_page_that_says_wait(site_tree: HomePage) -> None:
    answers = [
        Client().post("/de/konto/signup/", {**NEW, "email": f"n{number}@example.org"}).status_code
        for number in range(7)
    ]
    assert answers[0] == 302
    assert answers[-1] == 429


def test_the_reader_s_language_is_kept_in_the_forms(site_tree: HomePage) -> None:
    page = Client().get("/ar/konto/login/").content.decode()
    assert 'lang="ar"' in page
    assert 'dir="rtl"' in page
    assert "كلمة" in page


def test_a_forgotten_password_is_set_anew(site_tree: HomePage) -> None:
    user, client = UserFactory(), Client()
    client.post("/de/konto/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(/de/konto/password/reset/key/\S+)", str(mail.outbox[-1].body))
    assert link
    form = client.get(link[1], follow=True)
    changed = client.post(
        form.redirect_chain[-1][0], {"password1": "Ein-anderes-2", "password2": "Ein-anderes-2"}, follow=True
    )
    assert changed.status_code == 200
    user.refresh_from_db()
    assert user.check_password("Ein-anderes-2")


def test_with_a_second_factor_a_password_is_not_enough(site_tree: HomePage) -> None:
    user, client = UserFactory(), Client()
    secret = with_authenticator_app(user)
    response = sign_in(client, user, next="/de/")
    assert response["Location"].startswith("/de/konto/2fa/authenticate/")
    assert client.get("/de/konto/").status_code == 302
    wrong = client.post("/de/konto/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    right = client.post("/de/konto/2fa/authenticate/", {"code": code_of(secret)})
    assert right["Location"] == "/de/"
    assert client.get("/de/konto/").status_code == 200


def test_the_secret_of_an_app_is_not_stored_in_clear(site_tree: HomePage) -> None:
    user = UserFactory()
    secret = with_authenticator_app(user)
    assert secret not in str(user.authenticator_set.get().data)


def test_somebody_sets_up_an_authenticator_app(site_tree: HomePage) -> None:
    user, client = UserFactory(), Client()
    sign_in_twice(client, user)
    page = client.get("/de/konto/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert client.post("/de/konto/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    assert user.authenticator_set.filter(type="totp").exists()
    assert user.authenticator_set.filter(type="recovery_codes").exists()


def test_signing_out_everywhere_ends_the_other_sessions_only(site_tree: HomePage) -> None:
    user, phone, desk = UserFactory(), Client(), Client()
    sign_in(phone, user)
    sign_in(desk, user)
    assert desk.post("/de/konto/ueberall-abmelden/").status_code == 302
    assert desk.get("/de/konto/").status_code == 200
    assert phone.get("/de/konto/").status_code == 302


@pytest.mark.parametrize(
    "path",
    ["", "2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "email/", "password/change/", "loeschen/", "logout/"],
)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_page_of_the_account_is_in_our_frame(site_tree: HomePage, path: str, language: str) -> None:
    client = Client()
    sign_in_twice(client, UserFactory())
    response = client.get(f"/{language}/konto/{path}")
    assert response.status_code == 200
    page = response.content.decode()
    assert 'id="main"' in page
    assert "style=" not in page
    assert re.search(r"<h1[^>]*>\s*\S", page)


def test_signing_out_asks_first_and_then_does_it(site_tree: HomePage, person: Callable[..., User]) -> None:
    client = Client()
    sign_in(client, UserFactory())
    assert client.get("/de/konto/logout/").status_code == 200
    client.post("/de/konto/logout/")
    assert client.get("/de/konto/").status_code == 302
