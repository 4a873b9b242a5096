"""The editor of a project, in the order in which people think of one."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from projects.editor_panels import CompletenessPanel, ContactsPanel
from projects.forms import OffersTermsInUse


class TermsPanel(InlinePanel):
    """Rows that lead to terms of a vocabulary: those that are no longer used are not offered."""

    def get_form_options(self) -> dict[str, Any]:
        """Give the form of each row the terms that it may offer."""
        options: dict[str, Any] = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        base = formset.get("form", WagtailAdminModelForm)
        formset["form"] = type(base)("TermRowForm", (OffersTermsInUse, base), {})
        return options


_WHAT = [
    CompletenessPanel(heading=_("How complete it is"), attrs={"data-collapsed": "true"}),
    FieldPanel("subtitle"),
    FieldPanel("summary"),
    FieldPanel("story"),
]
_WHERE = MultiFieldPanel([InlinePanel("towns", label=_("Town")), FieldPanel("land_code")], heading=_("Where"))
_TERMS = [
    TermsPanel(
        "fields_of_action",
        heading=_("Fields of action"),
        label=_("Field of action"),
        help_text=_("The first is the one the project mainly works on."),
    ),
    MultiFieldPanel(
        [
            TermsPanel("target_groups", heading=_("Target groups"), label=_("Target group")),
            TermsPanel("age_groups", heading=_("Age groups"), label=_("Age group")),
            TermsPanel("phases", heading=_("Phases"), label=_("Phase")),
            FieldPanel("languages_offered"),
        ],
        heading=_("For whom"),
    ),
    TermsPanel("approaches", heading=_("Approaches"), label=_("Approach")),
]
_WHO = [
    MultiFieldPanel([FieldPanel("carrier"), FieldPanel("carrier_type")], heading=_("Who")),
    InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
]
_WHEN = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("start"), FieldPanel("start_precision")]),
        FieldRowPanel([FieldPanel("end"), FieldPanel("end_precision")]),
        FieldPanel("is_ongoing"),
        FieldPanel("status"),
    ],
    heading=_("When"),
    help_text=_("If only the year is known, enter the first of January as start or the last of December as end."),
)
_MEANS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("total_cost"), FieldPanel("total_cost_currency"), FieldPanel("total_cost_year")]),
            FieldRowPanel([FieldPanel("staff_fte"), FieldPanel("volunteers"), FieldPanel("participants")]),
        ],
        heading=_("Money and people"),
    ),
    InlinePanel("funding", heading=_("Funding"), label=_("Funding")),
]
_RESULTS = [
    MultiFieldPanel(
        [FieldPanel("evaluation"), FieldPanel("evaluation_method"), FieldPanel("evaluation_report_url")],
        heading=_("Evaluation"),
    ),
    FieldPanel("indicators"),
]
_MORE = [
    ContactsPanel(heading=_("Contacts of projects")),
    FieldPanel("material"),
    InlinePanel("relations", heading=_("Related projects"), label=_("Relation")),
]

PROJECT_PANELS = [*_WHAT, _WHERE, *_TERMS, *_WHO, _WHEN, *_MEANS, *_RESULTS, *_MORE]

PROJECT_SETTINGS_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("standing"),
            FieldRowPanel([FieldPanel("judged_by"), FieldPanel("judged_on")]),
            FieldPanel("quality"),
        ],
        heading=_("Standing"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("change_note"),
            FieldRowPanel([FieldPanel("checked_on"), FieldPanel("check_again_on")]),
        ],
        heading=_("Up to date"),
    ),
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
