"""What an import writes past Wagtail is what Wagtail would have written."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from accounts.models import User
from cms.core.languages import BY_CODE
from projects.derived import derive
from projects.importing.orders import Outcome
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories.projects import grant, json_lines, project, tree_problems

Importing = Callable[..., Outcome]
DERIVED = (
    "field_keys", "target_group_keys", "city_keys", "land_keys", "size_keys", "period_keys", "programme_keys",
    "year_from", "year_to", "title_folded", "town_folded",
)  # fmt: skip


@pytest.fixture
def imported(importing: Importing, tmp_path: Path) -> list[ProjectPage]:
    """Five projects, one of them with grants from two batches."""
    rows = [
        grant(),
        grant(jahr=2016),
        grant(zweck="Übungsleiter", politikbereich="Sport"),
        grant(zweck="Frauenfrühstück", politikbereich="Frauen"),
        grant(zweck="Chor", politikbereich="Kultur"),
        grant(zweck="Pflege zu Hause", politikbereich="Pflege"),
    ]
    importing(json_lines(tmp_path / "one.jsonl.gz", rows))
    importing(json_lines(tmp_path / "two.jsonl.gz", [grant(zweck="Chor", jahr=2019, politikbereich="Bildung")]))
    return list(ProjectPage.objects.order_by("pk"))


def test_treebeard_finds_nothing_to_mend(imported: list[ProjectPage], index: ProjectIndexPage) -> None:
    assert tree_problems() == []
    report = StringIO()
    call_command("fixtree", interactive=False, stdout=report)
    assert "No problems found" in report.getvalue()
    index.refresh_from_db()
    assert index.numchild == len(imported) == index.get_children().count()


def test_the_index_of_references_is_what_wagtail_makes_of_the_pages(imported: list[ProjectPage]) -> None:
    keys = [str(page.pk) for page in imported]
    ours = set(ReferenceIndex.objects.filter(object_id__in=keys).values_list("object_id", "content_path"))
    for page in imported:
        ReferenceIndex.create_or_update_for_object(page)
    assert set(ReferenceIndex.objects.filter(object_id__in=keys).values_list("object_id", "content_path")) == ours


def test_lists_find_imported_pages_by_what_they_would_hold_if_they_were_edited(imported: list[ProjectPage]) -> None:
    for page in imported:
        before = {name: getattr(page, name) for name in DERIVED}
        words = set(page.search_text.split())
        derive(page)
        assert {name: getattr(page, name) for name in DERIVED} == before
        assert set(page.search_text.split()) == words
        assert set(page.shown_in) == set(BY_CODE)


def test_an_imported_page_can_be_opened_saved_and_published_in_the_editor(
    imported: list[ProjectPage], client: Client, django_user_model: type[User]
) -> None:
    client.force_login(django_user_model.objects.create_superuser("admin@example.org", "a-long-password"))
    page = imported[0]
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.get(url)
    assert response.status_code == 200

    form = response.context["form"]
    data = {f"{form.prefix}-{name}" if form.prefix else name: form[name].value() or "" for name in form.fields}
    for formset in form.formsets.values():
        for key, value in (
            ("TOTAL_FORMS", formset.initial_form_count()),
            ("INITIAL_FORMS", formset.initial_form_count()),
        ):
            data[f"{formset.prefix}-{key}"] = value
        data |= {f"{formset.prefix}-MIN_NUM_FORMS": 0, f"{formset.prefix}-MAX_NUM_FORMS": 1000}
        for row in formset.initial_forms:
            data |= {f"{row.prefix}-{name}": row[name].value() or "" for name in row.fields}
            data[f"{row.prefix}-ORDER"] = 1
    data |= {f"{stream}-count": "0" for stream in ("story", "quality", "indicators", "material")}
    data["languages_offered"] = []
    data |= {"title": "Sprachcafé, überarbeitet", "action-publish": "1", "comments-TOTAL_FORMS": 0}
    data |= {"comments-INITIAL_FORMS": 0, "comments-MIN_NUM_FORMS": 0, "comments-MAX_NUM_FORMS": ""}
    answer = client.post(url, data)

    assert answer.status_code == 302, answer.context["form"].errors
    page = ProjectPage.objects.get(pk=page.pk)
    assert page.title == "Sprachcafé, überarbeitet"
    assert page.funding.count() == 2
    assert page.live_revision_id


def test_a_page_added_by_hand_comes_behind_the_imported_ones(
    imported: list[ProjectPage], index: ProjectIndexPage
) -> None:
    stale = ProjectIndexPage.objects.get(pk=index.pk)
    stale.numchild = 0  # as somebody has it who opened the form before the import
    page = project(stale, "Von Hand")
    assert page.path > max(other.path for other in imported)
    assert tree_problems() == []


def test_permissions_are_those_of_the_place_in_the_tree(imported: list[ProjectPage]) -> None:
    assert Permission.objects.filter(content_type__app_label="projects").exists()
    assert Page.objects.get(pk=imported[0].pk).specific.get_parent().specific_class is ProjectIndexPage
