"""Parts that say what to do: steps, what to bring, what it costs, until when."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, StructBlock

from .base import PREVIEW, Part, line, prose


class StepBlock(StructBlock):
    """One step: what to do, and more about it."""

    title = line(_("What to do"), help_text=_("Begin with a verb: “Make an appointment”."))
    text = prose(_("More about it"))


class StepsBlock(ListBlock):
    """Steps in order; the page numbers them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(StepBlock(), min_num=1, **options)

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        template = "guidance/blocks/steps.html"
        preview_template = PREVIEW
        preview_value = [
            {"title": "Machen Sie einen Termin.", "text": "<p>Im Internet oder am Telefon.</p>"},
            {"title": "Gehen Sie zum Bürgeramt.", "text": ""},
        ]
        description = _("What to do, in order. One thing a step.")


class NeededThingBlock(StructBlock):
    """One thing to bring."""

    what = line(_("What"))
    note = line(_("Which one, or where to get it"), required=False)


class NeedBlock(ListBlock):
    """What to bring or to have."""

    def __init__(self, **options: Any) -> None:
        super().__init__(NeededThingBlock(), min_num=1, **options)

    class Meta:
        label = _("You need")
        icon = "clipboard-list"
        template = "guidance/blocks/need.html"
        preview_template = PREVIEW
        preview_value = [{"what": "Pass oder Ausweis", "note": "von allen, die einziehen"}]
        description = _("Papers and things to bring.")


class CostBlock(Part):
    """What it costs, also if it is nothing."""

    amount = line(_("Price"), help_text=_("“12 euros”, “nothing”. With currency."))
    text = prose(_("Who pays less, how to pay"))

    class Meta:
        label = _("It costs")
        icon = "decimal"
        template = "guidance/blocks/cost.html"
        preview_value = {"amount": "nichts", "text": "<p>Ein Duplikat kostet 12 Euro.</p>"}
        description = _("The price, also if it is nothing: that is what people ask first.")


class DeadlineBlock(Part):
    """Until when, and what if it is late."""

    when = line(_("Until when"), help_text=_("“Within two weeks after you moved in”."))
    text = prose(_("What if it is late"))

    class Meta:
        label = _("Deadline")
        icon = "time"
        template = "guidance/blocks/deadline.html"
        preview_value = {"when": "2 Wochen nach dem Einzug", "text": "<p>Zu spät? Gehen Sie trotzdem hin.</p>"}
        description = _("A day or a period that must not be missed.")
