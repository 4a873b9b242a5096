"""What everybody must know today, at the top of the home page."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.core.languages import SOURCE_LANGUAGE
from home.querysets import UrgentNoticeQuerySet


class UrgentNotice(ClusterableModel):
    """Shown from one moment to another, in each language it is written in, to others in German."""

    shown_from = models.DateTimeField(_("shown from"), default=timezone.now)
    shown_until = models.DateTimeField(_("shown until"), help_text=_("Then it goes by itself."))
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page with more about it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Choose the German page; readers get the one in their language."),
    )

    objects = UrgentNoticeQuerySet.as_manager()

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")]),
        InlinePanel("texts", heading=_("Texts"), label=_("text"), min_num=1),
        FieldPanel("page"),
    ]

    class Meta:
        verbose_name = _("urgent notice")
        verbose_name_plural = _("urgent notices")
        ordering = ["-shown_from", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shown_until__gt=F("shown_from")),
                name="home_urgentnotice_ends_after_it_begins",
                violation_error_message=_("It must end after it has begun."),
            )
        ]

    def __str__(self) -> str:
        texts = sorted(self.texts.all(), key=lambda text: text.language != SOURCE_LANGUAGE)
        return texts[0].title if texts else str(_("urgent notice"))


class UrgentNoticeText(Orderable):
    """The notice in one language."""

    notice = ParentalKey(UrgentNotice, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES, default=SOURCE_LANGUAGE)
    title = models.CharField(_("title"), max_length=80)
    text = models.CharField(_("text"), max_length=300, help_text=_("What happened, what to do, until when."))

    panels: ClassVar = [FieldPanel("language"), FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("text of a notice")
        verbose_name_plural = _("texts of notices")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "language"],
                name="home_urgentnoticetext_once_a_language",
                violation_error_message=_("The notice has a text in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.title
