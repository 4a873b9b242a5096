"""Whoever may not publish does not publish, by whichever way; what is scheduled appears by itself; people are told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import APIToken, Page, Workflow
from wagtail.test.utils.form_data import nested_form_data

from accounts.enums import Role
from accounts.models import User
from home.models import HomePage, LegalPage
from home.services import set_up_site
from home.services.editorial import WORKFLOW_NAME

MakePerson = Callable[..., User]


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.ADMIN_REQUIRES_MFA = False


@pytest.fixture
def section(site_tree: HomePage) -> LegalPage:
    page = LegalPage(title="Impressum", slug="impressum", body="<p>Wir</p>")
    site_tree.add_child(instance=page)
    set_up_site()
    page.refresh_from_db()
    return page


@pytest.fixture
def withdrawn(section: LegalPage) -> LegalPage:
    section.unpublish()
    section.refresh_from_db()
    return section


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def with_token(user: User) -> Client:
    _token, key = APIToken.create_token(user=user, name="program")
    return Client(headers={"Authorization": f"Bearer {key}"})


def form(page: LegalPage, **changes: Any) -> dict[str, Any]:
    fields = {"title": page.title, "slug": page.slug, "kind": page.kind, "body": "null", "comments-TOTAL_FORMS": "0"}
    return nested_form_data({**fields, "comments-INITIAL_FORMS": "0", **changes})


def is_live(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER])
class TestWhoeverMayNotPublish:
    """Neither in the editor nor around it."""

    def test_not_in_the_editor(self, withdrawn: LegalPage, person: MakePerson, role: Role) -> None:
        client = signed_in(person(role))
        client.post(f"/admin/pages/{withdrawn.pk}/edit/", form(withdrawn, **{"action-publish": "1"}))
        assert not is_live(withdrawn)

    def test_not_by_a_date(self, withdrawn: LegalPage, person: MakePerson, role: Role) -> None:
        yesterday = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
        client = signed_in(person(role))
        client.post(
            f"/admin/pages/{withdrawn.pk}/edit/", form(withdrawn, go_live_at=yesterday, **{"action-publish": "1"})
        )
        call_command("publish_scheduled")
        assert not is_live(withdrawn)

    def test_not_many_at_once(self, withdrawn: LegalPage, person: MakePerson, role: Role) -> None:
        signed_in(person(role)).post(f"/admin/bulk/wagtailcore/page/publish/?id={withdrawn.pk}", {"include": "1"})
        assert not is_live(withdrawn)

    def test_not_with_a_token(self, withdrawn: LegalPage, person: MakePerson, role: Role) -> None:
        answer = with_token(person(role)).post(
            f"/api/v3/pages/{withdrawn.pk}/actions/publish/", {}, content_type="application/json"
        )
        assert answer.status_code == 403
        assert answer["Content-Type"] == "application/problem+json"
        assert not is_live(withdrawn)

    def test_not_by_taking_down_or_bringing_back(self, section: LegalPage, person: MakePerson, role: Role) -> None:
        answer = with_token(person(role)).post(
            f"/api/v3/pages/{section.pk}/actions/unpublish/", {}, content_type="application/json"
        )
        assert answer.status_code == 403
        assert is_live(section)


def test_a_publisher_publishes_with_a_token(withdrawn: LegalPage, person: MakePerson) -> None:
    answer = with_token(person(Role.PUBLISHER)).post(
        f"/api/v3/pages/{withdrawn.pk}/actions/publish/", {}, content_type="application/json"
    )
    assert answer.status_code == 200
    assert is_live(withdrawn)


def test_what_a_publisher_schedules_appears_and_goes_by_itself(withdrawn: LegalPage, person: MakePerson) -> None:
    now = timezone.now()
    revision = withdrawn.save_revision(user=person(Role.PUBLISHER))
    withdrawn.go_live_at, withdrawn.expire_at = now + timedelta(hours=1), now + timedelta(hours=2)
    revision = withdrawn.save_revision(user=person(Role.PUBLISHER))
    revision.publish()
    assert not is_live(withdrawn)
    Page.objects.filter(pk=withdrawn.pk).update(go_live_at=now - timedelta(minutes=1))
    revision.approved_go_live_at = now - timedelta(minutes=1)
    revision.content["go_live_at"] = (now - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert is_live(withdrawn)
    Page.objects.filter(pk=withdrawn.pk).update(expire_at=now)
    call_command("publish_scheduled")
    assert not is_live(withdrawn)


def test_those_whose_turn_it_is_are_told_by_mail(
    section: LegalPage, person: MakePerson, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    editor, reviewer, publisher = person(Role.EDITOR), person(Role.REVIEWER), person(Role.PUBLISHER)
    section.title = "Impressum, neu"
    section.save_revision(user=editor)
    with django_capture_on_commit_callbacks(execute=True):
        state = Workflow.objects.get(name=WORKFLOW_NAME).start(section, editor)
    assert [letter.to for letter in mail.outbox] == [[reviewer.email]]
    assert "Impressum, neu" in mail.outbox[0].subject
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        state.current_task_state.specific.reject(user=reviewer, comment="Telefon fehlt")
    assert [letter.to for letter in mail.outbox] == [[editor.email]]
    assert "Telefon fehlt" in mail.outbox[0].body
    mail.outbox.clear()
    state.refresh_from_db()
    state.resume(user=editor)
    with django_capture_on_commit_callbacks(execute=True):
        state.current_task_state.specific.approve(user=reviewer)
    assert [publisher.email] in [letter.to for letter in mail.outbox]
