"""The list of all topics of one language, and the place in the tree where they lie."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage, TranslatedPage
from guidance.panels import TRANSLATION_PANEL
from guidance.presenting import index_context
from guidance.querysets import SECTION

from .page import GuidancePage
from .source_only import WrittenInTheSourceLanguage


class GuidanceIndexPage(WrittenInTheSourceLanguage, BasePage, TranslatedPage):
    """The front page of the guidance in one language."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro"), TRANSLATION_PANEL]
    promote_panels: ClassVar = [FieldPanel("search_description")]
    door_icon = "signpost"
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["guidance.GuidancePage"]
    max_count_per_parent = 1
    override_translatable_fields: ClassVar = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("change_weight", overridable=False),
    ]
    template = "guidance/guidance_index_page.html"

    class Meta:
        verbose_name = _("front page of the guidance")
        verbose_name_plural = _("front pages of the guidance")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address that the section hangs under, whatever the title."""
        self.slug = SECTION
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Name what the page shows; see `presenting.index_context`."""
        return {
            **super().get_context(request, *args, **kwargs),
            **index_context(self, request, GuidancePage.objects.all()),
        }
