"""Versions of a record: what was published under which number, and what had changed."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from .identifiers import PermanentIdentifier


class RecordVersion(models.Model):
    """A version of a record: the last state of it that was published under a number.

    Attributes:
        record: shared by the translations of the record.
        note: what has changed, for readers; empty for the first version.
        language: BCP 47 tag of the note and of the text that is kept.
        revision: the state that was published; None if it is not kept, as of records that were imported and
            never edited.
        is_readable: editors close a version whose text must no longer be read, such as a name taken out.
    """

    record = models.ForeignKey(
        PermanentIdentifier, verbose_name=_("record"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    note = models.CharField(_("what has changed"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revision = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_readable = models.BooleanField(
        _("may be read"),
        default=True,
        help_text=_("Take the tick away if the old text must no longer be read. Number, date and note stay."),
    )

    class Meta:
        verbose_name = _("version of a project")
        verbose_name_plural = _("versions of projects")
        ordering: ClassVar = ["record", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("record", "number"), name="projects_version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="projects_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.record}, {self.number}"


def current_number(identifier: str) -> int:
    """Return the number of the latest version of a record; records that were never changed have version 1."""
    latest = RecordVersion.objects.filter(record__identifier=identifier).aggregate(latest=Max("number"))["latest"]
    return int(latest or 1)


def keep_first_state(identifier: str, language: str, published_at: datetime | None, revision: Revision) -> None:
    """Keep the state of a record that was published without a revision, as imports do, as its first version."""
    record = PermanentIdentifier.objects.filter(identifier=identifier).first()
    if record is not None and not record.versions.exists():
        RecordVersion.objects.create(
            record=record,
            number=1,
            language=language,
            published_at=published_at or timezone.now(),
            revision=revision,
        )
