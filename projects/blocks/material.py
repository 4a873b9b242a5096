"""What belongs to a project: pictures, files, links, each with its rights."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(StructBlock):
    """A picture; its alternative text is asked for with it, its rights stand with the picture itself."""

    image = ImageBlock(label=_("Picture"))
    caption = CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")


class FileBlock(StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("File"))
    title = CharBlock(max_length=150, label=_("Title"))
    rights = CharBlock(required=False, max_length=150, label=_("Rights"), help_text=_("Whose it is, and its licence."))

    class Meta:
        icon = "doc-full"
        label = _("File")


class LinkBlock(StructBlock):
    """A page elsewhere."""

    url = URLBlock(label=_("Address"))
    title = CharBlock(max_length=150, label=_("Title"))

    class Meta:
        icon = "link"
        label = _("Link")


class MaterialBlock(StreamBlock):
    """Pictures, files and links, in the order in which the editor has put them."""

    picture = PictureBlock()
    file = FileBlock()
    link = LinkBlock()

    class Meta:
        required = False
