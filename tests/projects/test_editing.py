"""What the editor of a project asks for, and what publishing there does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.enums import Role
from accounts.models import User
from home.models import HomePage
from home.services import set_up_editorial
from projects.models import ProjectIndexPage, ProjectPage, RecordVersion
from tests.factories.projects import project

ROWS = (
    "towns", "fields_of_action", "target_groups", "age_groups", "phases", "approaches", "partners", "funding",
    "relations",
)  # fmt: skip
JUDGEMENT = {
    "criterion": "concept",
    "level": "3",
    "evidence": "Liegt vor.",
    "judged_by": "Jury",
    "judged_on": "2025-03-01",
}


def form(page: ProjectPage, *, quality: Any = (), **values: Any) -> dict[str, Any]:
    """Return the editor's form as the browser sends it."""
    return nested_form_data({
        "title": page.title,
        "slug": page.slug,
        "standing": "collected",
        "start_precision": "day",
        "end_precision": "day",
        "total_cost_currency": "EUR",
        "story": streamfield([]),
        "indicators": streamfield([]),
        "material": streamfield([]),
        "quality": streamfield([("judgement", one) for one in quality]),
        "comments": inline_formset([]),
        **{name: inline_formset([]) for name in ROWS},
        **values,
    })  # fmt: skip


@pytest.fixture
def admin(client: Client, django_user_model: type[User]) -> Client:
    client.force_login(django_user_model.objects.create_superuser("admin@example.org", "a-long-password"))
    return client


def edit_url(page: ProjectPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_good_practice_is_taken_only_with_a_judged_criterion(admin: Client, index: ProjectIndexPage) -> None:
    page = project(index, "Lotsen")
    judged = {"standing": "good_practice", "judged_by": "Jury", "judged_on": "2025-03-01"}
    refused = admin.post(edit_url(page), form(page, **judged))
    assert refused.status_code == 200
    assert "mindestens einem Kriterium" in refused.content.decode()
    taken = admin.post(edit_url(page), form(page, quality=[JUDGEMENT], **judged, **{"action-publish": "1"}))
    assert taken.status_code == 302
    assert ProjectPage.objects.get(pk=page.pk).standing == "good_practice"
    twice = admin.post(edit_url(page), form(page, quality=[JUDGEMENT, JUDGEMENT], **judged))
    assert "steht schon da" in twice.content.decode()


def test_the_note_of_a_publication_makes_a_version_and_leaves_the_form_empty(
    admin: Client, index: ProjectIndexPage
) -> None:
    page = project(index, "Lotsen")
    page.save_revision().publish()
    publish = form(page, change_note="Neue Zahlen", **{"action-publish": "1"})
    assert admin.post(edit_url(page), publish).status_code == 302
    version = RecordVersion.objects.get(number=2)
    assert (version.note, version.by) == ("Neue Zahlen", User.objects.get(email="admin@example.org"))
    assert "Neue Zahlen" not in admin.get(edit_url(page)).content.decode()


def test_project_editors_close_an_old_version_and_nobody_adds_one(
    client: Client, index: ProjectIndexPage, site_tree: HomePage, person: Callable[..., User]
) -> None:
    set_up_editorial()
    page = project(index, "Lotsen")
    page.save_revision().publish()
    version = RecordVersion.objects.get()
    client.force_login(person(Role.PROJECT_EDITOR))
    assert page.identifier in client.get(reverse("record_versions:index")).content.decode()
    assert client.post(reverse("record_versions:edit", args=[version.pk]), {}).status_code == 302
    version.refresh_from_db()
    assert not version.is_readable
    assert client.post(reverse("record_versions:add"), {"is_readable": "on"}).status_code == 302
    client.post(reverse("record_versions:delete", args=[version.pk]))
    assert RecordVersion.objects.count() == 1
