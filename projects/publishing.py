"""What publishing does to the number of a record's version.

A publication that says what has changed makes a new version; one without a note is a correction within the current
one. Translations that follow a source make no versions of their own: they say the same in another language.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published
from wagtail_localize.models import Translation

from projects.models import PermanentIdentifier, ProjectPage, RecordVersion


@transaction.atomic
def note_publication(instance: ProjectPage, revision: Revision, **_signal: Any) -> None:
    """Make a version if the published page says what has changed; receives Wagtail's `page_published`.

    The note is used up: publishing again, or the press of a button twice, makes no further version.
    """
    if not instance.live:  # it is planned, and published later
        return
    if not _follows_a_source(instance):
        record = PermanentIdentifier.objects.select_for_update().get(identifier=instance.identifier)
        instance.version = _write_down(record, instance, revision)
        ProjectPage.objects.filter(translation_key=instance.translation_key).update(version=instance.version)
    _use_up_note(instance, revision)


def _write_down(record: PermanentIdentifier, page: ProjectPage, revision: Revision) -> int:
    """Make a version, or keep the state in the current one; return its number."""
    note, language = page.change_note.strip(), page.locale.language_code
    latest = record.versions.order_by("-number").first()
    if latest is None and note and page.first_published_at != page.last_published_at:
        # It was published before versions were written down; what it said then is not kept.
        latest = RecordVersion.objects.create(record=record, number=1, published_at=page.first_published_at)
    if latest is not None and not note:
        if not latest.revision_id or latest.language == language:
            latest.revision, latest.language = revision, language
            latest.save(update_fields=["revision", "language"])
        return latest.number
    number = latest.number + 1 if latest else 1
    RecordVersion.objects.create(
        record=record,
        number=number,
        note=note if latest else "",  # nothing has changed the first time
        language=language,
        published_at=page.last_published_at or timezone.now(),
        by_id=revision.user_id,
        revision=revision,
    )
    return number


def _follows_a_source(page: ProjectPage) -> bool:
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).exists()


def _use_up_note(page: ProjectPage, revision: Revision) -> None:
    if not page.change_note:
        return
    note, page.change_note = page.change_note, ""
    ProjectPage.objects.filter(pk=page.pk).update(change_note="")
    drafts_since = Revision.objects.for_instance(page).filter(created_at__gte=revision.created_at)
    for row in drafts_since.filter(content__change_note=note):
        Revision.objects.filter(pk=row.pk).update(content={**row.content, "change_note": ""})


def register() -> None:
    """Follow the publications of projects."""
    page_published.connect(note_publication, sender=ProjectPage, dispatch_uid="projects.publishing.published")
