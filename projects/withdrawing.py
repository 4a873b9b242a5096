"""Taking records down so that those who have cited them still learn what it was, and why it has gone.

Whoever unpublishes or deletes the last public version of a record leaves a `WithdrawnRecord`, whichever way they
take; with `withdraw` they give a reason too. Publishing it again takes that back. A record that is open to some
people only leaves nothing: nobody else knows that it was there.
"""

from copy import copy
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_unpublished

from accounts.access import PUBLIC, Person, audience_of
from accounts.errors import AccessDenied
from projects.models import ProjectPage, WithdrawnRecord


@transaction.atomic
def withdraw(page: ProjectPage, *, by: Person, reason: str) -> WithdrawnRecord | None:
    """Take a record down in all languages.

    Args:
        page: any version of it.
        by: who decides; must be allowed to unpublish each of its versions.
        reason: a sentence for readers, up to 300 characters; may be empty.

    Returns: what stays of it; None if it was not open to everybody.

    Raises:
        AccessDenied: they may not.
    """
    versions = ProjectPage.objects.filter(translation_key=page.translation_key, alias_of=None)
    live = list(versions.select_for_update(of=("self",)).filter(live=True).order_by("-locale_id"))
    if not all(version.permissions_for_user(by.user).can_unpublish() for version in live):
        raise AccessDenied
    # The page that was chosen goes last: it is the one that is remembered.
    for version in sorted(live, key=lambda version: version.pk == page.pk):
        version.unpublish(user=by.user)
    WithdrawnRecord.objects.filter(translation_key=page.translation_key).update(reason=reason.strip()[:300])
    return WithdrawnRecord.objects.filter(translation_key=page.translation_key).first()


def remember(page: ProjectPage) -> None:
    """Keep what is needed to cite the record, if `page` was its last public version."""
    others = ProjectPage.objects.filter(translation_key=page.translation_key, live=True, alias_of=None)
    if page.alias_of_id or others.exclude(pk=page.pk).exists():
        return
    published = page.last_published_at or page.first_published_at
    WithdrawnRecord.objects.update_or_create(
        identifier=page.identifier,
        defaults={
            "translation_key": page.translation_key,
            "title": page.title,
            "author": page.carrier,
            "language": page.locale.language_code,
            "version": page.version,
            "issued": timezone.localdate(published) if published else None,
            "licence": page.licence,
            "field_keys": page.field_keys,
            "land_keys": page.land_keys,
            "withdrawn_at": timezone.now(),
        },
    )


def _was_open_to_all(page: ProjectPage) -> bool:
    seen = copy(page)
    seen.live, seen.expire_at = True, None
    return audience_of(seen) == frozenset({PUBLIC})


def _on_unpublish(instance: Page, **_kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, ProjectPage):
        page._was_open_to_all = _was_open_to_all(page)  # type: ignore[attr-defined]  # asked below, when it is gone
        if page._was_open_to_all:  # type: ignore[attr-defined]
            remember(page)


def _on_delete(instance: ProjectPage, **_kwargs: Any) -> None:
    """Where all versions are deleted at once, each saw the others still live: the last one asks again."""
    if getattr(instance, "_was_open_to_all", False):
        remember(instance)


def _on_save(instance: ProjectPage, **kwargs: Any) -> None:
    if instance.live and not kwargs.get("raw"):
        WithdrawnRecord.objects.filter(translation_key=instance.translation_key).delete()


def register() -> None:
    """Follow what Wagtail and Django tell of project pages."""
    page_unpublished.connect(_on_unpublish, dispatch_uid="projects.withdrawing.unpublished")
    post_delete.connect(_on_delete, sender=ProjectPage, dispatch_uid="projects.withdrawing.deleted")
    post_save.connect(_on_save, sender=ProjectPage, dispatch_uid="projects.withdrawing.saved")
