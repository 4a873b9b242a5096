"""Pages that the law asks for."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage


class LegalPage(BasePage):
    """Imprint (§ 5 DDG), privacy statement (Art. 13 GDPR), accessibility statement (BITV 2.0) and the like."""

    class Kind(models.TextChoices):
        """What the page is for; each has its place in the footer."""

        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy statement")
        ACCESSIBILITY = "accessibility", _("Accessibility statement")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "ul", "ol", "link"])

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("kind"), FieldPanel("body")]
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    is_translated_by_people: ClassVar[bool] = True
    override_translatable_fields: ClassVar = [SynchronizedField("slug"), SynchronizedField("kind")]

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")
