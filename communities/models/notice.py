"""What members write on the board of their room."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.enums import NoticeAudience
from communities.models.community import Community


class Notice(models.Model):
    """A short text on the board; plain text, seen by members or by managers only."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="notices")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    text = models.TextField(_("text"), max_length=4000)
    audience = models.CharField(
        _("who sees it"), max_length=10, choices=NoticeAudience.choices, default=NoticeAudience.MEMBERS
    )
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    #: Given with the form, so that pressing the button twice posts once.
    submission = models.UUIDField(unique=True, editable=False, default=uuid4)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
