"""Who has cited a record still learns what it was when it has gone; nobody learns of what was never public."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.access import Person
from accounts.enums import Role
from accounts.errors import AccessDenied
from projects.models import PermanentIdentifier, ProjectIndexPage, ProjectPage, WithdrawnRecord
from projects.withdrawing import withdraw
from tests.factories.projects import project

API = "/api/v3/projects/"


def addresses(page: ProjectPage) -> list[str]:
    return [f"/de/projekte/{page.identifier}/", f"/ar/projekte/{page.identifier}/", f"{API}{page.identifier}/"]


def states(client: Client, page: ProjectPage) -> set[int]:
    return {client.get(address).status_code for address in addresses(page)}


@pytest.fixture
def record(index: ProjectIndexPage) -> ProjectPage:
    page = project(index, "Nähkurs", carrier="Beispielverein e. V.", fields=["sport"])
    page.save_revision().publish()
    return page


@pytest.fixture
def editor(person: Callable[..., Any]) -> Person:
    return Person(person(Role.PROJECT_EDITOR, is_superuser=True))


def test_a_withdrawn_record_answers_410_with_its_citation_and_the_reason(
    client: Client, record: ProjectPage, editor: Person
) -> None:
    record.copy_for_translation(Locale.objects.get(language_code="en")).save_revision().publish()
    withdraw(record, by=editor, reason="Der Träger hat es so gewünscht.")
    assert states(client, record) == {410}
    page = client.get(addresses(record)[0]).content.decode()
    assert "Beispielverein e. V." in page
    assert "Nähkurs" in page
    assert "Der Träger hat es so gewünscht." in page
    response = client.get(addresses(record)[2])
    problem = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert problem["reason"] == "Der Träger hat es so gewünscht."
    assert problem["identifier"] == record.identifier
    assert problem["citation"].startswith("Beispielverein e. V. (")
    assert client.get(f"{API}{record.identifier}.bib").status_code == 410
    assert client.get(f"/de/projekte/{record.identifier}.bib").status_code == 410
    assert client.get(API).json()["total"] == 0


def test_only_the_last_public_version_takes_the_record_with_it(client: Client, record: ProjectPage) -> None:
    english = record.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()
    record.unpublish()
    assert states(client, record) == {200}
    english.unpublish()
    assert states(client, record) == {410}


@pytest.mark.parametrize("way", ["one by one", "with the tree"])
def test_a_deleted_record_answers_410_and_its_identifier_is_not_given_again(
    client: Client, record: ProjectPage, way: str
) -> None:
    english = record.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()
    if way == "one by one":
        ProjectPage.objects.get(pk=record.pk).delete()
        ProjectPage.objects.get(pk=english.pk).delete()
    else:
        Page.objects.filter(translation_key=record.translation_key).delete()
    assert states(client, record) == {410}
    assert PermanentIdentifier.objects.filter(identifier=record.identifier).exists()
    assert project(ProjectIndexPage.objects.get(locale__language_code="de")).identifier != record.identifier


def test_publishing_it_again_takes_the_withdrawal_back(client: Client, record: ProjectPage) -> None:
    record.unpublish()
    assert states(client, record) == {410}
    ProjectPage.objects.get(pk=record.pk).save_revision().publish()
    assert states(client, record) == {200}
    assert not WithdrawnRecord.objects.exists()


def test_nothing_is_told_of_what_was_never_public(client: Client, index: ProjectIndexPage, record: ProjectPage) -> None:
    draft = project(index, "Entwurf", live=False)
    closed = project(index, "Geheim")
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert 200 not in states(client, closed)
    assert 410 not in states(client, closed)
    draft.delete()
    closed.unpublish()
    ProjectPage.objects.get(pk=closed.pk).delete()
    restriction.pk and PageViewRestriction.objects.filter(pk=restriction.pk).delete()
    assert states(client, draft) == {404}
    assert states(client, closed) == {404}


def test_an_editor_says_why_in_the_form_that_unpublishes(
    client: Client, record: ProjectPage, person: Callable[..., Any]
) -> None:
    record.copy_for_translation(Locale.objects.get(language_code="en")).save_revision().publish()
    client.force_login(person(Role.PROJECT_EDITOR, is_superuser=True))
    address = f"/admin/pages/{record.pk}/unpublish/"
    assert 'name="reason"' in client.get(address).content.decode()
    response = client.post(address, {"reason": "Doppelt erfasst.", "all_languages": "on"}, follow=True)
    assert record.identifier in response.content.decode()
    assert WithdrawnRecord.objects.get().reason == "Doppelt erfasst."
    client.post(address, {"reason": "Noch einmal."})  # pressed twice
    assert WithdrawnRecord.objects.get().reason == "Doppelt erfasst."


def test_who_may_not_unpublish_may_not_withdraw(record: ProjectPage, person: Callable[..., Any]) -> None:
    with pytest.raises(AccessDenied):
        withdraw(record, by=Person(person(Role.MEMBER)), reason="")
    assert ProjectPage.objects.get(pk=record.pk).live
