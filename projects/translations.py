"""Which version of a record readers of each language meet: their own, else German, English, or what there is.

Worked out whenever a version is saved or deleted, so that lists compare a single column instead of looking for
better versions of each of 100,000 rows.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from cms.core.languages import BY_CODE, FALLBACK_LANGUAGES
from projects.models import ProjectPage


def choose_versions(record: UUID) -> None:
    """Set `shown_in` on all versions of the record with this translation key."""
    rows = ProjectPage.objects.filter(translation_key=record).order_by("pk")
    versions = list(rows.values_list("pk", "locale__language_code", "live", "alias_of", "shown_in"))
    # An alias stands in a language's tree with the text of another; readers would not be told.
    published = {language: pk for pk, language, live, alias_of, _shown in versions if live and not alias_of}
    wanted: dict[int, list[str]] = {pk: [] for pk, *_rest in versions}
    for reader in BY_CODE:
        best = _best(reader, published)
        if best is not None:
            wanted[best].append(reader)
    for pk, *_rest, shown in versions:
        if shown != wanted[pk]:
            ProjectPage.objects.filter(pk=pk).update(shown_in=wanted[pk], changed_at=timezone.now())


def _best(reader: str, published: dict[str, int]) -> int | None:
    order: Iterable[str] = (reader, *FALLBACK_LANGUAGES, *published)
    return next((published[language] for language in order if language in published), None)


def _on_change(instance: ProjectPage, **kwargs: Any) -> None:
    if not kwargs.get("raw"):  # fixtures bring the column with them
        choose_versions(instance.translation_key)


def register() -> None:
    """Follow what Django tells of project pages: publishing, unpublishing and aliases all save."""
    post_save.connect(_on_change, sender=ProjectPage, dispatch_uid="projects.translations.saved")
    post_delete.connect(_on_change, sender=ProjectPage, dispatch_uid="projects.translations.deleted")
