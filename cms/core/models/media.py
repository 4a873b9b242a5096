"""Pictures and documents with their rights. Who may see them is asked of their collection, in accounts/access.py."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.core.uploads import CheckedFile, checked_document, checked_picture


class SiteImage(AbstractImage):
    """A picture. `description` (Wagtail's own) is its alternative text."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture?"))
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence")

    class Meta(AbstractImage.Meta):
        indexes = [models.Index(fields=["file"], name="core_image_file")]  # asked for each time one is served

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store nothing but pictures written anew, whichever way they come.

        Raises:
            ValidationError: the new file is no picture that we take.
        """
        if _is_unchecked(self):
            self.file = checked_picture(self.file.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class SiteRendition(AbstractRendition):
    """A picture in the size and form that a page asks for."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="core_rendition_once_per_form"
            )
        ]
        indexes = [models.Index(fields=["file"], name="core_rendition_file")]


class SiteDocument(AbstractDocument):
    """A file to download."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        indexes = [models.Index(fields=["file"], name="core_document_file")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store nothing but documents whose content was looked at, whichever way they come.

        Raises:
            ValidationError: the new file is no document that we take.
        """
        if _is_unchecked(self):
            self.file = checked_document(self.file.file)
            self._set_document_file_metadata()
        super().save(*args, **kwargs)


def _is_unchecked(stored: SiteImage | SiteDocument) -> bool:
    """Return whether a new file waits to be stored that nobody has looked at."""
    file = stored.file
    return bool(file) and not file._committed and not isinstance(file.file, CheckedFile)
