"""The home page."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage


class HomePage(BasePage):
    """The front door of one language; the root of that language's tree."""

    greeting = models.CharField(_("greeting"), max_length=120)
    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("greeting"), FieldPanel("intro")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    override_translatable_fields: ClassVar = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
