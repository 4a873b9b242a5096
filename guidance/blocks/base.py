"""What all parts of a page have in common."""

from typing import Any

from wagtail.blocks import CharBlock, RichTextBlock, StructBlock

#: No italics: several scripts have none.
FEATURES = ["bold", "link", "document-link", "ol", "ul"]
PREVIEW = "guidance/block_preview.html"


def line(label: Any, *, required: bool = True, **options: Any) -> CharBlock:
    """Return a translatable line of text. Wagtail's own default is None, which wagtail-localize cannot read."""
    return CharBlock(label=label, required=required, max_length=250, default="", **options)


def prose(label: Any, *, required: bool = False, **options: Any) -> RichTextBlock:
    """Return translatable paragraphs, lists and links."""
    return RichTextBlock(label=label, required=required, features=FEATURES, **options)


class Part(StructBlock):
    """A box on the page."""

    class Meta:
        preview_template = PREVIEW
