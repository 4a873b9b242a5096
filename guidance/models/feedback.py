"""What readers say about a page: whether it helped, and what is wrong. Nobody's name, address or device is kept."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from guidance.querysets import FeedbackQuerySet


class Feedback(models.Model):
    """One reader's word. The text is erased after a time (guidance/services/feedback.py); the count stays."""

    class Kind(models.TextChoices):
        """The values are public: API and forms use them."""

        HELPED = "helped", _("It helped")
        NOT_HELPED = "not-helped", _("It did not help")
        WRONG = "wrong", _("Something is wrong")
        COMMENT = "comment", _("A comment")

    class State(models.TextChoices):
        """What the office has done about it."""

        OPEN = "open", _("Open")
        IN_WORK = "in-work", _("In work")
        CLOSED = "closed", _("Closed")

    class Source(models.TextChoices):
        """Where it was said."""

        SITE = "site", _("Website")
        API = "api", _("API")
        INTEGREAT = "integreat", _("Integreat app")

    #: Known to the reader's form only, so that a second press changes the first and counts once.
    receipt = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("As the reader saw it; none if it is about a list or a search."),
    )
    page.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # words of readers use no page
    language = models.CharField(_("reader's language"), max_length=12, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    comment = models.TextField(_("what the reader writes"), max_length=1000, blank=True)
    about = models.CharField(_("about"), max_length=200, blank=True, help_text=_("List or search that it is about."))
    source = models.CharField(_("said on"), max_length=12, choices=Source.choices, default=Source.SITE)
    created_at = models.DateTimeField(_("said at"), default=timezone.now, db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN, db_index=True)
    answer = models.TextField(
        _("answer within the office"), blank=True, help_text=_("What was done about it. Readers do not see it.")
    )

    objects = FeedbackQuerySet.as_manager()

    panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("page", read_only=True),
                FieldPanel("kind", read_only=True),
                FieldPanel("comment", read_only=True),
                FieldPanel("language", read_only=True),
                FieldPanel("about", read_only=True),
                FieldPanel("source", read_only=True),
                FieldPanel("created_at", read_only=True),
            ],
            heading=_("What the reader said"),
        ),
        MultiFieldPanel([FieldPanel("answer"), FieldPanel("state")], heading=_("What the office does")),
    ]

    class Meta:
        verbose_name = _("word of a reader")
        verbose_name_plural = _("words of readers")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page or self.about}"
