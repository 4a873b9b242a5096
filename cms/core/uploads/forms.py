"""The administration's forms for pictures and documents (WAGTAILIMAGES_IMAGE_FORM_BASE and its like)."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.core.uploads.documents import checked_document
from cms.core.uploads.pictures import checked_picture


class SiteImageForm(BaseImageForm):
    """Asks for the check before saving, so that its sentence stands beside the field."""

    def clean_file(self) -> Any:
        """Return the picture written anew."""
        file = self.cleaned_data["file"]
        return checked_picture(file) if "file" in self.changed_data and file else file


class SiteDocumentForm(BaseDocumentForm):
    """The same for documents."""

    def clean_file(self) -> Any:
        """Return the document under a safe name."""
        file = self.cleaned_data["file"]
        return checked_document(file) if "file" in self.changed_data and file else file
