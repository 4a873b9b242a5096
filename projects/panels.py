"""The editor of a project, in the order in which people think of one."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

PROJECT_PANELS = [
    FieldPanel("subtitle"),
    FieldPanel("summary"),
    MultiFieldPanel([InlinePanel("towns", label=_("Town")), FieldPanel("land_code")], heading=_("Where")),
    InlinePanel(
        "fields_of_action",
        heading=_("Fields of action"),
        label=_("Field of action"),
        help_text=_("The first is the one the project mainly works on."),
    ),
    InlinePanel("target_groups", heading=_("For whom"), label=_("Target group")),
    FieldPanel("story"),
    MultiFieldPanel([FieldPanel("carrier"), FieldPanel("carrier_type")], heading=_("Who")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("start"), FieldPanel("start_precision")]),
            FieldRowPanel([FieldPanel("end"), FieldPanel("end_precision")]),
            FieldPanel("status"),
        ],
        heading=_("When"),
        help_text=_("If only the year is known, enter the first of January as start or the last of December as end."),
    ),
    InlinePanel("funding", heading=_("Funding"), label=_("Funding")),
]

PROJECT_SETTINGS_PANELS = [
    MultiFieldPanel([FieldPanel("standing")], heading=_("Standing")),
    MultiFieldPanel(
        [
            FieldPanel("identifier", read_only=True),
            HelpPanel(content=_("The identifier is given when the project is saved first. It never changes.")),
            FieldPanel("source_name"),
            FieldPanel("source_url"),
            FieldPanel("source_identifier", read_only=True),
            FieldPanel("licence"),
        ],
        heading=_("Origin"),
    ),
]
