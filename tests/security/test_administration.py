"""Who enters the administration, and through which door."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from wagtail.models import APIToken

from accounts.enums import Role
from accounts.models import User
from home.models import HomePage
from tests.factories.accounts import with_authenticator_app

PersonFixture = Callable[..., User]


@pytest.fixture(autouse=True)
def _second_factor_asked(settings: Any) -> None:
    settings.ADMIN_REQUIRES_MFA = True


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/pages/", "/ar/_util/login/"])
def test_there_is_one_sign_in_in_the_reader_s_language(site_tree: HomePage, path: str) -> None:
    response = Client(headers={"Accept-Language": "ar"}).get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith("/ar/konto/login/")
    assert Client().post(path, {"username": "a", "password": "b"}).status_code in {302, 405}


@pytest.mark.parametrize(
    "path",
    ["/admin/password_reset/", "/de/_util/authenticate_with_password/1/1/", "/documents/authenticate_with_password/1/"],
)
def test_wagtail_s_other_doors_are_walled_up(site_tree: HomePage, path: str) -> None:
    assert Client().get(path).status_code == 404
    assert Client().post(path).status_code == 404


@pytest.mark.parametrize("role", [None, Role.GUEST, Role.MEMBER])
def test_people_without_rights_are_told_so_and_not_sent_in_circles(
    site_tree: HomePage, person: PersonFixture, role: Role | None
) -> None:
    assert signed_in(person(role)).get("/admin/").status_code == 403


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.PROJECT_EDITOR, Role.ADMINISTRATOR])
def test_people_with_rights_set_up_a_second_factor_first(
    site_tree: HomePage, person: PersonFixture, role: Role
) -> None:
    user = person(role)
    response = signed_in(user).get("/admin/")
    assert response.status_code == 302
    assert response["Location"].endswith("/konto/2fa/")
    with_authenticator_app(user)
    assert signed_in(user).get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(site_tree: HomePage, person: PersonFixture) -> None:
    user = person(Role.EDITOR)
    RecoveryCodes.activate(user)
    assert signed_in(user).get("/admin/").status_code == 302


def test_tokens_of_people_with_rights_need_it_too(site_tree: HomePage, person: PersonFixture) -> None:
    user = person(Role.EDITOR)
    _token, key = APIToken.create_token(user=user, name="x")
    headers = {"Authorization": f"Bearer {key}"}
    assert Client().get("/api/v3/me/", headers=headers).status_code == 403
    with_authenticator_app(user)
    assert Client().get("/api/v3/me/", headers=headers).status_code == 200


def test_the_demo_may_do_without(site_tree: HomePage, person: PersonFixture, settings: Any) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    assert signed_in(person(Role.EDITOR)).get("/admin/").status_code == 200


def test_passwords_are_not_changed_in_the_administration(site_tree: HomePage, person: PersonFixture) -> None:
    user = person(Role.EDITOR)
    with_authenticator_app(user)
    page = signed_in(user).get("/admin/account/").content.decode()
    assert "old_password" not in page
    assert 'name="name_email-email"' not in page
