"""The framework of a project: its money, its partners, its relatives."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from projects.enums import CarrierType, Kinship, PartnerRole

_YEARS = (MinValueValidator(1900), MaxValueValidator(2100))


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
    year_until = models.PositiveSmallIntegerField(
        _("until the year"), null=True, blank=True, validators=_YEARS, help_text=_("Where it is for several years.")
    )
    share_percent = models.DecimalField(
        _("share of the costs in %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(0), MaxValueValidator(100)),
    )
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
        FieldRowPanel([FieldPanel("year"), FieldPanel("year_until")]),
        FieldRowPanel([FieldPanel("share_percent"), FieldPanel("eligible_costs")]),
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
            models.CheckConstraint(
                condition=models.Q(year_until__isnull=True) | models.Q(year_until__gte=models.F("year")),
                name="projects_funding_years_in_order",
                violation_error_message=_("The funding ends before it begins."),
            ),
            models.CheckConstraint(
                condition=models.Q(share_percent__isnull=True) | models.Q(share_percent__gt=0, share_percent__lte=100),
                name="projects_funding_share_is_a_share",
                violation_error_message=_("A share is more than 0 and at most 100 %."),
            ),
            models.UniqueConstraint(
                fields=("page", "import_key"), condition=~models.Q(import_key=""), name="projects_funding_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.funder


class ProjectPartner(Orderable):
    """Another organisation that has a part in the project."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind of organisation"), max_length=30, blank=True, choices=CarrierType.choices)
    role = models.CharField(_("role"), max_length=20, blank=True, choices=PartnerRole.choices)
    url = models.URLField(_("website"), blank=True)

    panels: ClassVar = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("role")]),
        FieldPanel("url"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name


class ProjectRelation(Orderable):
    """A relation to another project; it shows on both, whichever of them names it, in every language."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=20, choices=Kinship.choices)
    other = models.ForeignKey(
        "projects.ProjectPage", verbose_name=_("other project"), on_delete=models.CASCADE, related_name="related_from"
    )

    panels: ClassVar = [FieldPanel("kind"), PageChooserPanel("other", "projects.ProjectPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("page", "kind", "other"),
                name="projects_relation_once",
                violation_error_message=_("This relation is there already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(other=models.F("page")),
                name="projects_relation_to_another",
                violation_error_message=_("A project is related to others, not to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other}"
