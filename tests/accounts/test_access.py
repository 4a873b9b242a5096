"""Who sees which page."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.access import ANONYMOUS, Person, filter_visible, may_see
from accounts.enums import Role
from accounts.models import User
from home.models import HomePage


@pytest.fixture
def arabic_home(site_tree: HomePage) -> HomePage:
    return site_tree.get_translation(Locale.objects.get(language_code="ar"))


def test_restricting_a_page_closes_all_its_translations(site_tree: HomePage, arabic_home: HomePage) -> None:
    PageViewRestriction.objects.create(page=site_tree, restriction_type="login")
    assert not may_see(Person(ANONYMOUS), arabic_home)
    assert Client().get("/ar/").status_code == 404
    assert not Client().get("/api/v3/pages/").json()["items"]


def test_members_of_the_group_see_what_is_restricted_to_it(arabic_home: HomePage, person: Callable[..., User]) -> None:
    restriction = PageViewRestriction.objects.create(page=arabic_home, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name=Role.MEMBER))
    assert may_see(Person(person(Role.MEMBER)), arabic_home)
    assert not may_see(Person(person(Role.GUEST)), arabic_home)


def test_a_draft_is_seen_by_nobody_outside_the_administration(site_tree: HomePage, person: Callable[..., User]) -> None:
    site_tree.unpublish()
    administrator = person(Role.ADMINISTRATOR, is_superuser=True)
    assert not may_see(Person(administrator), site_tree)


@pytest.mark.parametrize("role", [None, Role.GUEST, Role.MEMBER])
def test_the_list_and_the_single_answer_agree(
    site_tree: HomePage, arabic_home: HomePage, person: Callable[..., User], role: Role | None
) -> None:
    PageViewRestriction.objects.create(page=arabic_home, restriction_type="login")
    somebody = Person(person(role))
    shown = set(filter_visible(Page.objects.all(), somebody).values_list("pk", flat=True))
    assert shown == {page.pk for page in Page.objects.all() if may_see(somebody, page)}
