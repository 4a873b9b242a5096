"""Who looks after a topic, when it is looked at again, whether it is being revised: for all languages at once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from .page import GuidancePage


class TopicCare(models.Model):
    """Beside the page and not in it: what it says counts at once in every language, without publishing anything."""

    page = models.OneToOneField(
        GuidancePage, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="care", help_text=_("In German.")
    )
    page.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # not a use of the page
    caretaker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person responsible"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Gets a mail when the topic has to be looked at again. Readers do not see it."),
    )
    review_by = models.DateField(_("look at it again by"), null=True, blank=True, db_index=True)
    revised_since = models.DateField(
        _("being revised since"),
        null=True,
        blank=True,
        help_text=_("Readers of all languages are told at once. Empty it when the topic is right again."),
    )
    reminded_for = models.DateField(null=True, editable=False)

    panels: ClassVar = [
        FieldPanel("page", read_only=True),
        MultiFieldPanel([FieldPanel("caretaker"), FieldPanel("review_by")], heading=_("Looking at it again")),
        FieldPanel("revised_since"),
    ]

    class Meta:
        verbose_name = _("care for a topic")
        verbose_name_plural = _("care for topics")
        ordering = [models.F("review_by").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def is_due(self) -> bool:
        """Whether the day has come."""
        return self.review_by is not None and self.review_by <= timezone.localdate()


class CheckedLink(models.Model):
    """A link to another site that topics have, and how it answered."""

    class State(models.TextChoices):
        """What is known of it."""

        NEW = "new", _("Not checked yet")
        GOOD = "good", _("Works")
        BROKEN = "broken", _("Does not work")
        LEFT = "left", _("Not asked")

    url = models.URLField(_("address"), max_length=1000, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.NEW, db_index=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    problem = models.CharField(_("what is wrong"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True, db_index=True)
    broken_since = models.DateTimeField(_("does not work since"), null=True, blank=True)
    pages = models.ManyToManyField(GuidancePage, verbose_name=_("topics"), related_name="checked_links")

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = [models.F("broken_since").asc(nulls_last=True), "url"]

    def __str__(self) -> str:
        return self.url

    @property
    def used_in(self) -> str:
        """The topics that have it, for lists of the administration."""
        return ", ".join(sorted({f"{page.title} ({page.locale.language_code})" for page in self.pages.all()}))
