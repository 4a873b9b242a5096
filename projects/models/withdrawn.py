"""What stays of a record that was public and is not any more: enough to cite it, and why it has gone."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WithdrawnRecord(models.Model):
    """A record that everybody could see and cite. Its identifier is never given again (see `PermanentIdentifier`)."""

    identifier = models.CharField(_("permanent identifier"), max_length=20, unique=True)
    translation_key = models.UUIDField(unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255)
    author = models.CharField(_("carrier"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=20)
    version = models.PositiveIntegerField(_("version"), default=1)
    issued = models.DateField(_("published on"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("One sentence for readers: why it has gone.")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), default=timezone.now)
    # For those who harvest by set.
    field_keys = ArrayField(models.CharField(max_length=50), default=list, editable=False)
    land_keys = ArrayField(models.CharField(max_length=2), default=list, editable=False)

    class Meta:
        verbose_name = _("withdrawn project")
        verbose_name_plural = _("withdrawn projects")
        ordering: ClassVar = ["-withdrawn_at", "identifier"]
        indexes: ClassVar = [models.Index(fields=["withdrawn_at", "identifier"], name="projects_withdrawn_harvest")]

    def __str__(self) -> str:
        return f"{self.identifier}: {self.title}"
