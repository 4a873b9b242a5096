"""A term that is no longer used leads to the one that took its place, and is not offered any more."""

from collections.abc import Callable

import pytest
from django.test import Client

from projects.asking import read_question
from projects.models import ProjectIndexPage, ProjectPage, TargetGroup
from tests.factories.projects import project


@pytest.fixture
def retire(django_capture_on_commit_callbacks: Callable[..., object]) -> Callable[[str, str], None]:
    """Retire a target group in favour of another one, as an editor does."""

    def run(slug: str, successor: str) -> None:
        term = TargetGroup.objects.get(slug=slug)
        term.is_retired, term.successor = True, TargetGroup.objects.get(slug=successor)
        with django_capture_on_commit_callbacks(execute=True):
            term.save()

    return run


def test_an_old_address_finds_what_has_the_old_term_and_the_new_one(
    client: Client, index: ProjectIndexPage, retire: Callable[[str, str], None]
) -> None:
    project(index, "Alt", target_groups=["women"])
    project(index, "Neu", target_groups=["youth"])
    retire("women", "youth")
    project(index, "Später", target_groups=["women"])
    html = client.get("/de/projekte/?target_group=women").content.decode()
    assert all(title in html for title in ("Alt", "Neu", "Später"))
    assert 'value="women"' not in html
    question, problems = read_question({"target_group": ["women", "youth"]}, language="de")
    assert (question.chosen, problems) == ({"target_group": ("youth",)}, [])


def test_a_chain_of_successors_leads_to_its_end(index: ProjectIndexPage, retire: Callable[[str, str], None]) -> None:
    page = project(index, "Alt", target_groups=["women"])
    retire("women", "youth")
    retire("youth", "men")
    assert read_question({"target_group": ["women"]}, language="de")[0].chosen == {"target_group": ("men",)}
    page.refresh_from_db()
    assert page.target_group_keys == ["men"]


def test_the_editor_offers_a_retired_term_only_where_it_is_chosen(
    index: ProjectIndexPage, retire: Callable[[str, str], None]
) -> None:
    retire("women", "youth")
    page = project(index, "Alt", target_groups=["women"])
    form = ProjectPage.get_edit_handler().get_form_class()(instance=ProjectPage.objects.get(pk=page.pk))
    rows = form.formsets["target_groups"]
    offered = {term.slug for term in rows.forms[0].fields["group"].queryset}
    assert "women" in offered
    assert "women" not in {term.slug for term in rows.empty_form.fields["group"].queryset}
