"""Parts that tell: headings, paragraphs, warnings, tips."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock

from .base import FEATURES, PREVIEW


class HeadingBlock(CharBlock):
    """A heading; from three on they make the table of contents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=120, **options)

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "guidance/blocks/heading.html"
        preview_template = PREVIEW
        preview_value = "So melden Sie sich an"
        description = _("Divides a long page.")


class ProseBlock(RichTextBlock):
    """Paragraphs, lists, links."""

    def __init__(self, **options: Any) -> None:
        super().__init__(features=FEATURES, **options)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "guidance/blocks/text.html"
        preview_template = PREVIEW
        preview_value = "<p>Wer in Deutschland wohnt, meldet seine <b>Adresse</b> bei der Stadt.</p>"
        description = _("Short paragraphs. What fits into another part belongs there.")


class WarningBlock(ProseBlock):
    """What can go wrong and costs money, a right or safety."""

    class Meta:
        label = _("Warning")
        icon = "warning"
        template = "guidance/blocks/warning.html"
        preview_value = "<p>Unterschreiben Sie nichts, was Sie nicht verstehen.</p>"
        description = _("What costs money, a right or safety. At most two on a page, or nobody reads them.")


class TipBlock(ProseBlock):
    """What makes it easier."""

    class Meta:
        label = _("Good to know")
        icon = "help"
        template = "guidance/blocks/tip.html"
        preview_value = "<p>Morgens ist die Schlange kürzer.</p>"
        description = _("What makes it easier.")
