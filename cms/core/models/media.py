"""Pictures and documents with their rights. Who may see them is asked of their collection, in accounts/access.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SiteImage(AbstractImage):
    """A picture. `description` (Wagtail's own) is its alternative text."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture?"))
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence")


class SiteRendition(AbstractRendition):
    """A picture in the size and form that a page asks for."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="core_rendition_once_per_form"
            )
        ]


class SiteDocument(AbstractDocument):
    """A file to download."""

    admin_form_fields = Document.admin_form_fields
