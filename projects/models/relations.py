"""What a project has several of: towns, fields of action, target groups, funding.

Wagtail's index of references leaves out towns and terms: who uses them is what the list of projects answers, and
the "usage" page of a term that 25,000 projects have would load them all (10 s). They are protected from deletion.
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from cms.core.models import Municipality
from projects.enums import TownRole

from .vocabulary import FieldOfAction, TargetGroup

_YEARS = (MinValueValidator(1900), MaxValueValidator(2100))


class ProjectTown(Orderable):
    """A municipality and what it has to do with the project."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="towns")
    town = models.ForeignKey(Municipality, verbose_name=_("town"), on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=TownRole.choices, default=TownRole.SITE)

    town.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # see the top of the module

    panels: ClassVar = [FieldPanel("town"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("town")
        verbose_name_plural = _("towns")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("page", "town", "role"),
                name="projects_town_once_per_role",
                violation_error_message=_("This town is there already in this role."),
            )
        ]

    def __str__(self) -> str:
        return str(self.town)


class ProjectField(Orderable):
    """A field of action of the project; the first is the one it mainly works on."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="fields_of_action")
    field = models.ForeignKey(
        FieldOfAction, verbose_name=_("field of action"), on_delete=models.PROTECT, related_name="+"
    )
    field.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    panels: ClassVar = [FieldPanel("field")]

    class Meta(Orderable.Meta):
        verbose_name = _("field of action")
        verbose_name_plural = _("fields of action")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("page", "field"),
                name="projects_field_once",
                violation_error_message=_("This field of action is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.field)


class ProjectTargetGroup(Orderable):
    """A group that the project is for."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="target_groups")
    group = models.ForeignKey(TargetGroup, verbose_name=_("target group"), on_delete=models.PROTECT, related_name="+")
    group.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    panels: ClassVar = [FieldPanel("group")]

    class Meta(Orderable.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("page", "group"),
                name="projects_target_group_once",
                violation_error_message=_("This target group is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.group)


class Funding(Orderable):
    """Money that the project got from one funder for one year or programme."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="funding")
    funder = models.CharField(_("funder"), max_length=255)
    programme = models.CharField(_("programme"), max_length=255, blank=True)
    amount = models.DecimalField(
        _("amount"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Leave empty if it is not known."),
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, validators=_YEARS)
    eligible_costs = models.DecimalField(
        _("recognised costs"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The costs of which the funder paid a share."),
    )
    import_key = models.CharField(max_length=32, blank=True, editable=False)

    panels: ClassVar = [
        FieldPanel("funder"),
        FieldPanel("programme"),
        FieldPanel("amount"),
        FieldPanel("currency"),
        FieldPanel("year"),
        FieldPanel("eligible_costs"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gt=0),
                name="projects_funding_amount_positive",
                violation_error_message=_("An amount is more than nothing; leave it empty if it is not known."),
            ),
            models.CheckConstraint(
                condition=models.Q(eligible_costs__isnull=True) | models.Q(eligible_costs__gt=0),
                name="projects_funding_costs_positive",
                violation_error_message=_("Costs are more than nothing; leave them empty if they are not known."),
            ),
            models.UniqueConstraint(
                fields=("page", "import_key"), condition=~models.Q(import_key=""), name="projects_funding_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.funder
