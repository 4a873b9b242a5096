"""The editor of a topic, in the order in which people think of one."""

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from guidance.reader_panel import ReadersPanel

#: In the source language's editor only: translations are written elsewhere.
TRANSLATION_PANEL = FieldPanel("change_weight", widget=RadioSelect, heading=_("For translators"))

GUIDANCE_PANELS = [
    ReadersPanel(heading=_("Readers, freshness, links")),
    FieldPanel("summary"),
    FieldPanel("icon"),
    FieldPanel("body"),
    MultiFieldPanel(
        [
            PageChooserPanel("next_step"),
            InlinePanel("see_also", heading=_("See also"), label=_("Topic"), max_num=6),
        ],
        heading=_("Where to go on"),
        help_text=_("Choose German pages. Readers are led to their language."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("responsible"),
            FieldPanel("checked_on"),
            InlinePanel("sources", heading=_("Sources"), label=_("Source")),
            HelpPanel(content=_("These are the same in all languages.")),
        ],
        heading=_("Who answers for it"),
    ),
    TRANSLATION_PANEL,
]
