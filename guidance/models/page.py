"""One topic: what to do, what it needs, whom to ask."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage, TranslatedPage
from guidance.blocks import GuidanceBody
from guidance.enums import Icon
from guidance.panels import GUIDANCE_PANELS
from guidance.presenting import page_context
from guidance.querysets import GuidanceQuerySet

from .source_only import WrittenInTheSourceLanguage


class GuidancePage(WrittenInTheSourceLanguage, BasePage, TranslatedPage):
    """A topic, or a part of one: topics may lie below topics."""

    summary = models.TextField(
        _("answer in one sentence"), max_length=300, help_text=_("What somebody needs who reads nothing else.")
    )
    icon = models.CharField(_("icon"), max_length=40, choices=Icon.choices, default=Icon.SIGNPOST)
    body = StreamField(GuidanceBody(), blank=True, verbose_name=_("content"))
    next_step = models.ForeignKey(
        "self",
        verbose_name=_("next step"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What somebody does after this."),
    )
    responsible = models.CharField(
        _("who answers for this page"),
        max_length=120,
        blank=True,
        help_text=_("Office or team, in German, as readers find it on the door. Shown on the page."),
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("When somebody last made sure that everything here is true."),
    )

    objects = PageManager.from_queryset(GuidanceQuerySet)()

    content_panels: ClassVar = [*Page.content_panels, *GUIDANCE_PANELS]
    parent_page_types: ClassVar = ["guidance.GuidanceIndexPage", "guidance.GuidancePage"]
    subpage_types: ClassVar = ["guidance.GuidancePage"]
    override_translatable_fields: ClassVar = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("responsible", overridable=False),
        SynchronizedField("checked_on", overridable=False),
        SynchronizedField("icon", overridable=False),
        SynchronizedField("next_step", overridable=False),
        SynchronizedField("change_weight", overridable=False),
    ]
    template = "guidance/guidance_page.html"

    class Meta:
        verbose_name = _("guidance page")
        verbose_name_plural = _("guidance pages")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Write addresses in lower case: apps take "Wohnen" and "wohnen" for the same (cms/api/integreat)."""
        self.slug = self.slug.lower()  # type: ignore[has-type]  # Wagtail brings no types
        super().full_clean(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Name what the page shows; see `presenting.page_context`."""
        return {**super().get_context(request, *args, **kwargs), **page_context(self, request)}


class GuidanceSeeAlso(Orderable):
    """A topic that is worth reading too."""

    page = ParentalKey(GuidancePage, on_delete=models.CASCADE, related_name="see_also")
    topic = models.ForeignKey(
        GuidancePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("topic"), help_text=_("In German.")
    )

    panels: ClassVar = [PageChooserPanel("topic")]

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("page", "topic"),
                name="guidance_guidanceseealso_once",
                violation_error_message=_("This topic is named twice."),
            )
        ]


class GuidanceSource(Orderable):
    """Where what the page says comes from: a law, an office. Named in German in every language."""

    page = ParentalKey(GuidancePage, on_delete=models.CASCADE, related_name="sources")
    label = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"), blank=True)

    panels: ClassVar = [FieldPanel("label"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
