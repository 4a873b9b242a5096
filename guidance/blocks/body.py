"""The content of a guidance page, in any order."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StreamValue

from .doing import CostBlock, DeadlineBlock, NeedBlock, StepsBlock
from .finding import LetterBlock, LinksBlock, PhoneBlock, WhereBlock
from .texts import HeadingBlock, ProseBlock, TipBlock, WarningBlock


class GuidanceBody(StreamBlock):
    """The names of the parts are public: the API and the demo's files use them."""

    steps = StepsBlock(group=_("What to do"))
    need = NeedBlock(group=_("What to do"))
    cost = CostBlock(group=_("What to do"))
    deadline = DeadlineBlock(group=_("What to do"))
    where = WhereBlock(group=_("Whom to ask"))
    phone = PhoneBlock(group=_("Whom to ask"))
    letter = LetterBlock(group=_("Whom to ask"))
    links = LinksBlock(group=_("Whom to ask"))
    heading = HeadingBlock(group=_("Text"))
    text = ProseBlock(group=_("Text"))
    warning = WarningBlock(group=_("Text"))
    tip = TipBlock(group=_("Text"))

    def get_context(self, value: StreamValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give each part its anchor, and its title the level below the heading that it stands under."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["parts"] = list(_arranged(value))
        return context

    class Meta:
        required = False
        template = "guidance/blocks/body.html"


def anchor_of(part: Any) -> str:
    """Return the address of a part within its page."""
    return f"part-{part.id}"


def _arranged(value: StreamValue) -> Iterator[dict[str, Any]]:
    level = 2
    for part in value:
        yield {"block": part, "anchor": anchor_of(part), "level": level}
        if part.block_type == "heading":
            level = 3
