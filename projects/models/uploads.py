"""Tables that people bring into the administration: the file, how its columns are read, what became of each line."""

from pathlib import Path
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.enums import LineOutcome, UploadState


class UploadStorage(FileSystemStorage):
    """Where tables lie: apart from pictures and documents, served by no address."""

    @property
    def base_location(self) -> str:
        """The folder, as the settings name it now."""
        return str(Path(settings.VAR_DIR) / "imports")

    @property
    def location(self) -> str:
        """The same."""
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> str:
        """Refuse: no address leads there."""
        raise ValueError(f"{name} is served by no address")


def upload_storage() -> UploadStorage:
    """Return the storage; migrations name this."""
    return UploadStorage()


def _unguessable(_upload: models.Model, name: str) -> str:
    return f"{uuid4().hex}{Path(name).suffix.lower()[:5]}"


class TableUpload(models.Model):
    """A table that somebody brought, from the upload to the report."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_name = models.CharField(
        _("Whose table it is"),
        max_length=255,
        help_text=_("Such as “Stadt Musterstadt”. Readers see it as the source; your own identifiers belong to it."),
    )
    language = models.CharField(max_length=15, default="de", editable=False)
    file = models.FileField(_("Table"), storage=upload_storage, upload_to=_unguessable, blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    file_digest = models.CharField(max_length=64, editable=False)
    headings = models.JSONField(default=list, editable=False)
    headings_digest = models.CharField(max_length=64, db_index=True, editable=False)
    samples = models.JSONField(default=list, editable=False)
    mapping = models.JSONField(default=list, editable=False)
    answers = models.JSONField(default=dict, editable=False)
    state = models.CharField(_("state"), max_length=15, choices=UploadState.choices, default=UploadState.COLUMNS)
    message = models.CharField(_("message"), max_length=500, blank=True)
    lines_total = models.PositiveIntegerField(default=0, editable=False)
    lines_done = models.PositiveIntegerField(default=0, editable=False)
    counts = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last step"), auto_now=True)
    imported_at = models.DateTimeField(_("imported"), null=True, editable=False)

    class Meta:
        verbose_name = _("imported table")
        verbose_name_plural = _("imported tables")
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "changed_at"], name="projects_upload_waiting")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.source_name})"


class TableLine(models.Model):
    """A line of a table: what it would do, or has done.

    `group` is the number of the first line of the same project; further lines bring further grants.
    """

    upload = models.ForeignKey(TableUpload, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"))
    group = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    outcome = models.CharField(_("what happens"), max_length=15, choices=LineOutcome.choices, default=LineOutcome.OPEN)
    title = models.CharField(_("title"), max_length=255, blank=True)
    identifier = models.CharField(_("permanent identifier"), max_length=20, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    changes = models.JSONField(default=list)
    place = models.CharField(max_length=255, blank=True)
    land_code = models.CharField(max_length=2, blank=True)
    candidates = models.JSONField(default=list)
    is_done = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("upload", "number"), name="projects_tableline_number_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["upload", "group", "number"], name="projects_tableline_group"),
            models.Index(fields=["upload", "outcome", "number"], name="projects_tableline_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"
