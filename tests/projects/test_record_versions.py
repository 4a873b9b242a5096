"""A change that is published with a note makes a new version; older ones stay readable, and nothing else does."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.core.translating import publish_translation
from projects.models import PermanentIdentifier, ProjectIndexPage, ProjectPage, RecordVersion
from tests.factories.projects import grant, json_lines, project

EARLIER = datetime(2024, 5, 2, 12, tzinfo=UTC)


def published(page: ProjectPage, *, note: str = "", **values: Any) -> ProjectPage:
    """Publish a change as the editor does."""
    draft = ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in {"change_note": note, **values}.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return ProjectPage.objects.get(pk=page.pk)


def numbers(page: ProjectPage) -> list[tuple[int, str]]:
    rows = RecordVersion.objects.filter(record__identifier=page.identifier).order_by("number")
    return list(rows.values_list("number", "note"))


def address(page: ProjectPage, version: object = "", language: str = "de") -> str:
    return f"/{language}/projekte/{page.identifier}/" + (f"?version={version}" if version else "")


@pytest.fixture
def changed(index: ProjectIndexPage) -> ProjectPage:
    """A record in its third version."""
    page = published(project(index, "Erster Titel", summary="Was am Anfang galt"))
    page = published(page, note="Zweites Jahr ausgewertet", title="Zweiter Titel", summary="Was später galt")
    return published(page, note="Kosten ergänzt", title="Dritter Titel", summary="Was heute gilt")


def test_a_published_change_with_a_note_makes_a_version_and_one_without_is_a_correction(
    changed: ProjectPage,
) -> None:
    assert numbers(changed) == [(1, ""), (2, "Zweites Jahr ausgewertet"), (3, "Kosten ergänzt")]
    assert (changed.version, changed.change_note) == (3, "")
    corrected = published(changed, summary="Was heute wirklich gilt")
    assert corrected.version == 3
    assert len(numbers(corrected)) == 3


def test_publishing_the_same_state_again_makes_no_further_version(changed: ProjectPage) -> None:
    revision = changed.latest_revision
    assert revision is not None
    revision.publish()
    revision.publish()
    assert ProjectPage.objects.get(pk=changed.pk).version == 3
    assert len(numbers(changed)) == 3


def test_an_older_version_is_read_as_it_was_and_says_so(client: Client, changed: ProjectPage) -> None:
    answer = client.get(address(changed, 1))
    html = answer.content.decode()
    assert "Erster Titel" in html
    assert "Was am Anfang galt" in html
    assert "Was heute gilt" not in html
    assert "older-version" in html
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html


def test_the_page_shows_number_and_history_with_ways_to_what_can_be_read(client: Client, changed: ProjectPage) -> None:
    RecordVersion.objects.filter(number=2).update(is_readable=False)
    html = client.get(address(changed, language="ar")).content.decode()
    assert address(changed, 1, "ar") in html
    assert address(changed, 2, "ar") not in html
    assert "Zweites Jahr ausgewertet" in html
    assert client.get(address(changed, 3)).headers["Location"] == address(changed)


@pytest.mark.parametrize("number", ["2", "9", "0", "-1", "x", "9" * 40])
def test_what_is_no_version_or_is_closed_shows_the_current_one_with_a_sentence(
    client: Client, changed: ProjectPage, number: str
) -> None:
    RecordVersion.objects.filter(number=2).update(is_readable=False)
    answer = client.get(address(changed, number))
    html = answer.content.decode()
    assert answer.status_code == 404
    assert "Dritter Titel" in html
    assert "Zweiter Titel" not in html


def test_a_draft_is_never_a_version(client: Client, changed: ProjectPage) -> None:
    draft = changed.get_latest_revision_as_object()
    draft.title, draft.change_note = "Geheimer Titel", "Noch nicht öffentlich"
    draft.save_revision()
    for version in ("", 1, 2, 4):
        assert "Geheimer Titel" not in client.get(address(changed, version)).content.decode()
    assert "Noch nicht" not in client.get(address(changed)).content.decode()


def test_older_versions_of_a_record_that_is_hidden_are_hidden(client: Client, changed: ProjectPage) -> None:
    PageViewRestriction.objects.create(page=changed, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(changed, 1)).status_code == 404
    assert "Erster Titel" not in client.get(address(changed, 1)).content.decode()
    changed.unpublish()
    PageViewRestriction.objects.all().delete()
    assert "Erster Titel" not in client.get(address(changed, 1)).content.decode()


def test_a_translation_has_the_number_of_the_record_and_makes_none_itself(index: ProjectIndexPage) -> None:
    page = published(project(index, "Erster Titel"))
    publish_translation(page, "en", {"Erster Titel": "First title"})
    page = published(page, note="Neue Zahlen", volunteers=12)
    english = ProjectPage.objects.get(translation_key=page.translation_key, locale__language_code="en")
    english.save_revision().publish()
    english.refresh_from_db()
    assert (page.version, english.version) == (2, 2)
    assert len(numbers(page)) == 2


def test_what_an_import_wrote_is_the_first_version_and_stays_readable(
    client: Client, importing: Callable[..., Any], tmp_path: Path
) -> None:
    importing(json_lines(tmp_path / "file.gz", [grant(zweck="Sprachcafé im Kiez")]))
    page = ProjectPage.objects.get()
    ProjectPage.objects.filter(pk=page.pk).update(first_published_at=EARLIER)
    assert page.version == 1
    assert numbers(page) == []
    changed = published(page, note="Geprüft und ergänzt", title="Sprachcafé am Platz")
    assert changed.version == 2
    assert RecordVersion.objects.get(number=1).published_at == EARLIER
    assert "Sprachcafé im Kiez" in client.get(address(changed, 1)).content.decode()


def test_a_copy_is_a_record_of_its_own_from_version_one_also_when_published(changed: ProjectPage) -> None:
    copy = changed.copy(copy_revisions=True, keep_live=False, update_attrs={"title": "Kopie", "slug": "kopie"})
    copy.get_latest_revision().publish()
    copy = ProjectPage.objects.get(pk=copy.pk)
    assert copy.identifier != changed.identifier
    assert (copy.version, len(numbers(copy))) == (1, 1)
    assert ProjectPage.objects.get(pk=changed.pk).version == 3


def test_the_numbers_of_a_deleted_record_stay_with_its_identifier(changed: ProjectPage) -> None:
    identifier = changed.identifier
    changed.delete()
    assert PermanentIdentifier.objects.get(identifier=identifier).versions.count() == 3
    assert set(RecordVersion.objects.values_list("revision", flat=True)) == {None}
