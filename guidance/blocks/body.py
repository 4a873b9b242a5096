"""The content of a guidance page, in any order."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StreamValue

from .asking import ContactsBlock, EligibleBlock, FormBlock
from .doing import CostBlock, DeadlineBlock, NeedBlock, StepsBlock
from .finding import LetterBlock, LinksBlock, PhoneBlock, WhereBlock
from .texts import HeadingBlock, ProseBlock, TipBlock, WarningBlock


class GuidanceBody(StreamBlock):
    """The names of the parts are public: the API and the demo's files use them."""

    steps = StepsBlock(group=_("What to do"))
    eligible = EligibleBlock(group=_("What to do"))
    need = NeedBlock(group=_("What to do"))
    cost = CostBlock(group=_("What to do"))
    deadline = DeadlineBlock(group=_("What to do"))
    form = FormBlock(group=_("What to do"))
    where = WhereBlock(group=_("Whom to ask"))
    phone = PhoneBlock(group=_("Whom to ask"))
    contacts = ContactsBlock(group=_("Whom to ask"))
    letter = LetterBlock(group=_("Whom to ask"))
    links = LinksBlock(group=_("Whom to ask"))
    heading = HeadingBlock(group=_("Text"))
    text = ProseBlock(group=_("Text"))
    warning = WarningBlock(group=_("Text"))
    tip = TipBlock(group=_("Text"))

    def get_context(self, value: StreamValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give each part its anchor, and its title the level below the heading that it stands under."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["groups"] = _grouped(value)
        return context

    class Meta:
        required = False
        template = "guidance/blocks/body.html"


def anchor_of(part: Any) -> str:
    """Return the address of a part within its page."""
    return f"part-{part.id}"


def _grouped(value: StreamValue) -> list[list[dict[str, Any]]]:
    """Keep each heading together with what follows it."""
    groups: list[list[dict[str, Any]]] = []
    level, is_after_heading = 2, False
    for part in value:
        shown = {"block": part, "anchor": anchor_of(part), "level": level}
        if is_after_heading:
            groups[-1].append(shown)
        else:
            groups.append([shown])
        is_after_heading = part.block_type == "heading"
        level = 3 if is_after_heading else level
    return groups
