"""Who publishes, and who does not."""

from collections.abc import Callable

import pytest
from wagtail.models import Page, Workflow

from accounts.enums import Role
from accounts.models import User
from home.models import HomePage, LegalPage
from home.services import set_up_editorial
from home.services.editorial import WORKFLOW_NAME

MakePerson = Callable[..., User]


@pytest.fixture
def section(site_tree: HomePage) -> Page:
    page = site_tree.add_child(instance=LegalPage(title="Impressum", slug="impressum", body="<p>Wir</p>"))
    set_up_editorial()
    return page


@pytest.mark.parametrize(
    ("role", "edits", "publishes"),
    [
        (Role.EDITOR, True, False),
        (Role.REVIEWER, True, False),
        (Role.PUBLISHER, True, True),
        (Role.MEMBER, False, False),
        (Role.GUEST, False, False),
    ],
)
def test_each_role_may_what_it_is_for(
    section: Page, person: MakePerson, role: Role, edits: bool, publishes: bool
) -> None:
    tester = section.permissions_for_user(person(role))
    assert (tester.can_edit(), tester.can_publish()) == (edits, publishes)


def test_a_translator_touches_no_other_language(section: Page, person: MakePerson) -> None:
    assert not section.permissions_for_user(person("translator", language="ar")).can_edit()


def test_nobody_gets_rights_on_the_home_page_itself(section: Page, person: MakePerson) -> None:
    for role in (Role.EDITOR, Role.PUBLISHER):
        assert not section.get_parent().permissions_for_user(person(role)).can_edit()


def test_a_page_goes_from_the_editor_over_the_reviewer_to_the_publisher(section: Page, person: MakePerson) -> None:
    editor, reviewer, publisher = person(Role.EDITOR), person(Role.REVIEWER), person(Role.PUBLISHER)
    page = section.specific
    page.title = "Impressum, neu"
    page.save_revision(user=editor)
    state = Workflow.objects.get(name=WORKFLOW_NAME).start(page, editor)
    review = state.current_task_state.specific
    review.reject(user=reviewer, comment="Telefon fehlt")
    state.refresh_from_db()
    assert (state.status, review.get_comment()) == ("needs_changes", "Telefon fehlt")
    state.resume(user=editor)
    state.current_task_state.specific.approve(user=reviewer)
    state.refresh_from_db()
    page.refresh_from_db()
    assert page.title == "Impressum"
    state.current_task_state.specific.approve(user=publisher)
    page.refresh_from_db()
    assert page.title == "Impressum, neu"


def test_setting_up_twice_doubles_nothing(section: Page) -> None:
    set_up_editorial()
    assert Workflow.objects.filter(name=WORKFLOW_NAME).get().tasks.count() == 2
