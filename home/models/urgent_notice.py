"""What everybody must know today, at the top of every page."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, RevisionMixin, WorkflowMixin

from cms.core.languages import SOURCE_LANGUAGE
from home.querysets import UrgentNoticeQuerySet


class UrgentNotice(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """Shown from one moment to another, in each language it is written in, to others in German.

    Written as a draft, checked and published like a page; a publisher can publish at once.
    """

    class Topic(models.TextChoices):
        """What it is about; the values are public: API and feed use them."""

        WEATHER = "weather", _("Weather: heat, storm, ice")
        CLOSED = "closed", _("An office is closed or has moved")
        RULE = "rule", _("A new rule or deadline")
        SAFETY = "safety", _("Safety and health")
        OTHER = "other", _("Something else")

    topic = models.CharField(_("what it is about"), max_length=12, choices=Topic.choices, default=Topic.OTHER)
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
        MultiFieldPanel(
            [
                FieldPanel("topic"),
                FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")]),
                InlinePanel(
                    "areas",
                    heading=_("Where"),
                    label=_("municipality"),
                    help_text=_("Towns and municipalities that it concerns; none: everywhere."),
                ),
            ],
            heading=_("What, when and where"),
        ),
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

    @property
    def languages(self) -> str:
        """The languages it is written in, for lists of the administration."""
        return ", ".join(sorted(text.language for text in self.texts.all()))

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


class UrgentNoticeArea(Orderable):
    """A municipality that the notice concerns."""

    notice = ParentalKey(UrgentNotice, on_delete=models.CASCADE, related_name="areas")
    municipality = models.ForeignKey(
        "core.Municipality", verbose_name=_("municipality"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar = [FieldPanel("municipality")]

    class Meta(Orderable.Meta):
        verbose_name = _("area of a notice")
        verbose_name_plural = _("areas of notices")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "municipality"],
                name="home_urgentnoticearea_once",
                violation_error_message=_("This municipality is named already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality)
