"""The record of an import: how far it is, and what became of the lines."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.enums import RunState


class ImportRun(models.Model):
    """One reading of one file. Written in the same transaction as each batch, so it never says too much."""

    preset = models.CharField(_("kind of file"), max_length=20)
    file_name = models.CharField(_("file"), max_length=255)
    file_digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    state = models.CharField(_("state"), max_length=15, choices=RunState.choices, default=RunState.RUNNING)
    message = models.CharField(_("message"), max_length=500, blank=True)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last step"), auto_now=True)
    seconds = models.FloatField(_("seconds"), default=0)
    position = models.PositiveBigIntegerField(_("lines done"), default=0)
    read = models.PositiveIntegerField(_("records read"), default=0)
    taken = models.PositiveIntegerField(_("taken"), default=0)
    merged = models.PositiveIntegerField(_("merged with another"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    report = models.CharField(_("list of refused lines"), max_length=255, blank=True)
    report_bytes = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar = ["-started_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(read=models.F("taken") + models.F("merged") + models.F("refused")),
                name="projects_importrun_every_line_counts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.started_at:%Y-%m-%d %H:%M})"
