"""What a project has several of: towns, and terms of the vocabularies.

Wagtail's index of references leaves out towns and terms: who uses them is what the list of projects answers, and
the "usage" page of a term that 25,000 projects have would load them all (10 s). They are protected from deletion.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from cms.core.models import Municipality
from projects.enums import TownRole

from .vocabulary import AgeGroup, Approach, FieldOfAction, Phase, TargetGroup


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


class ProjectApproach(Orderable):
    """A way in which the project works."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="approaches")
    approach = models.ForeignKey(Approach, verbose_name=_("approach"), on_delete=models.PROTECT, related_name="+")
    approach.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    panels: ClassVar = [FieldPanel("approach")]

    class Meta(Orderable.Meta):
        verbose_name = _("approach")
        verbose_name_plural = _("approaches")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("page", "approach"),
                name="projects_approach_once",
                violation_error_message=_("This approach is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.approach)


class ProjectPhase(Orderable):
    """A phase that the project is for."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="phases")
    phase = models.ForeignKey(Phase, verbose_name=_("phase"), on_delete=models.PROTECT, related_name="+")
    phase.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    panels: ClassVar = [FieldPanel("phase")]

    class Meta(Orderable.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("page", "phase"),
                name="projects_phase_once",
                violation_error_message=_("This phase is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.phase)


class ProjectAgeGroup(Orderable):
    """An age group that the project is for."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="age_groups")
    age_group = models.ForeignKey(AgeGroup, verbose_name=_("age group"), on_delete=models.PROTECT, related_name="+")
    age_group.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    panels: ClassVar = [FieldPanel("age_group")]

    class Meta(Orderable.Meta):
        verbose_name = _("age group")
        verbose_name_plural = _("age groups")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("page", "age_group"),
                name="projects_age_group_once",
                violation_error_message=_("This age group is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.age_group)
