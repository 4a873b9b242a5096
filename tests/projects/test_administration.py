"""What project editors do in the administration."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from projects.models import FieldOfAction, ProjectIndexPage
from tests.factories.projects import project, town


@pytest.fixture
def admin(client: Client, django_user_model: type[User]) -> Client:
    client.force_login(django_user_model.objects.create_superuser("admin@example.org", "a-long-password"))
    return client


def term_form(**values: Any) -> dict[str, Any]:
    return {"slug": "dance", "label_de": "Tanz", "label_ar": "رقص", "order": "200", **values}


def test_projects_are_found_in_their_list_by_words_and_identifier(admin: Client, index: ProjectIndexPage) -> None:
    page = project(index, "Nähkurs", towns=[town("05315000", "Köln")])
    project(index, "Anderes")
    for words in ("naehkurs koeln", page.identifier):
        content = admin.get(reverse("project_list:index"), {"q": words}).content.decode()
        assert "Nähkurs" in content
        assert "Anderes" not in content


def test_the_list_asks_as_often_for_twenty_projects_as_for_one_more_page_of_them(
    admin: Client, index: ProjectIndexPage, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(60):
        project(index, f"Projekt {number}")
    with django_assert_max_num_queries(190):  # Wagtail asks some three times for each row of a page of 50
        admin.get(reverse("project_list:index"))


def test_a_term_is_added_with_its_labels(admin: Client, index: ProjectIndexPage) -> None:
    answer = admin.post(reverse("wagtailsnippets_projects_fieldofaction:add"), term_form())
    assert answer.status_code == 302
    term = FieldOfAction.objects.get(slug="dance")
    assert term.labels == {"de": "Tanz", "ar": "رقص"}
    assert (term.label_in("ar"), term.label_in("tr"), term.label_in("en")) == ("رقص", "Tanz", "Tanz")


@pytest.mark.parametrize("values", [{"slug": "none"}, {"slug": "work"}, {"label_de": ""}])
def test_a_term_that_cannot_be_is_refused(admin: Client, index: ProjectIndexPage, values: dict[str, str]) -> None:
    answer = admin.post(reverse("wagtailsnippets_projects_fieldofaction:add"), term_form(**values))
    assert answer.status_code == 200
    assert not FieldOfAction.objects.filter(labels__de="Tanz").exists()


def test_a_term_does_not_become_part_of_itself(admin: Client, index: ProjectIndexPage) -> None:
    sport = FieldOfAction.objects.get(slug="sport")
    part = FieldOfAction.objects.create(slug="swimming", labels={"de": "Schwimmen"}, parent=sport)
    url = reverse("wagtailsnippets_projects_fieldofaction:edit", args=[sport.pk])
    assert admin.post(url, term_form(slug="sport", parent=part.pk)).status_code == 200
    sport.refresh_from_db()
    assert sport.parent is None


def test_a_term_in_use_is_not_deleted(admin: Client, index: ProjectIndexPage) -> None:
    project(index, "Eins", fields=["sport"])
    sport = FieldOfAction.objects.get(slug="sport")
    answer = admin.post(reverse("wagtailsnippets_projects_fieldofaction:delete", args=[sport.pk]), follow=True)
    assert answer.status_code == 200
    assert FieldOfAction.objects.filter(slug="sport").exists()


def test_a_term_that_nothing_uses_is_deleted(admin: Client, index: ProjectIndexPage) -> None:
    term = FieldOfAction.objects.create(slug="dance", labels={"de": "Tanz"})
    admin.post(reverse("wagtailsnippets_projects_fieldofaction:delete", args=[term.pk]))
    assert not FieldOfAction.objects.filter(slug="dance").exists()


def test_a_municipality_is_chosen_by_any_spelling_of_its_name(admin: Client, index: ProjectIndexPage) -> None:
    town("05315000", "Köln", district="Köln", inhabitants=1_000_000)
    town("01002000", "Kiel")
    for words in ("Köln", "koln", "KOELN", "0531"):
        content = admin.get(reverse("municipality_chooser:choose_results"), {"q": words}).content.decode()
        assert "Köln" in content
        assert "Kiel" not in content


def test_the_form_of_a_new_project_opens(admin: Client, index: ProjectIndexPage) -> None:
    url = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", index.pk])
    assert admin.get(url).status_code == 200
