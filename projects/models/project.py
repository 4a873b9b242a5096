"""The record of a project: a page of the tree, translatable, with revisions and workflow."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import NullIf
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Revision
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage
from cms.core.municipality_names import LANDS
from projects.blocks import IndicatorsBlock, MaterialBlock, QualityBlock, StoryBlock
from projects.derived import derive
from projects.enums import CarrierType, Evaluation, Precision, Standing, Status
from projects.exporting.answers import negotiated
from projects.forms import ProjectForm
from projects.older import serve_version, version_context
from projects.panels import PROJECT_PANELS, PROJECT_SETTINGS_PANELS
from projects.querysets import ProjectQuerySet

from .identifiers import identifier_for
from .versions import current_number, keep_first_state
from .vocabulary import FundingProgramme

_UNKNOWN = gettext_noop("Leave empty if it is not known.")


def _keys(**options: Any) -> ArrayField:
    """Return a column of keys by which lists are filtered, worked out when the page is saved."""
    return ArrayField(models.CharField(max_length=50), default=list, editable=False, serialize=False, **options)


class ProjectPage(BasePage):
    """A project: good practice, or collected and not judged yet."""

    identifier = models.CharField(_("permanent identifier"), max_length=20, blank=True, db_index=True, editable=False)
    standing = models.CharField(
        _("standing"),
        max_length=15,
        choices=Standing.choices,
        default=Standing.COLLECTED,
        help_text=_("Good practice is what has been judged by the criteria; everything else is collected."),
    )
    subtitle = models.CharField(
        _("one line about it"), max_length=200, blank=True, help_text=_("Stands below the title and in lists.")
    )
    summary = models.TextField(_("summary"), max_length=600, blank=True, help_text=_("Up to 600 characters."))
    story = StreamField(StoryBlock(), blank=True, verbose_name=_("story"))
    judged_by = models.CharField(_("judged by"), max_length=150, blank=True)
    judged_on = models.DateField(_("judged on"), null=True, blank=True)
    quality = StreamField(QualityBlock(), blank=True, verbose_name=_("criteria of good practice"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    change_note = models.CharField(
        _("what has changed"),
        max_length=300,
        blank=True,
        help_text=_(
            "One sentence for readers. With it, publishing makes a new version; "
            "without it, the current one is corrected."
        ),
    )
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    check_again_on = models.DateField(_("to be checked again on"), null=True, blank=True)

    land_code = models.CharField(
        _("Land"),
        max_length=2,
        blank=True,
        choices=[(code, LANDS[code]) for code in sorted(LANDS, key=LANDS.__getitem__)],
        help_text=_("Needed only where no town is known."),
    )
    carrier = models.CharField(_("carrier"), max_length=255, blank=True, help_text=_("Who runs the project."))
    carrier_type = models.CharField(_("kind of carrier"), max_length=30, blank=True, choices=CarrierType.choices)
    start = models.DateField(_("start"), null=True, blank=True)
    start_precision = models.CharField(
        _("start is known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    end = models.DateField(_("end"), null=True, blank=True)
    end_precision = models.CharField(
        _("end is known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    is_ongoing = models.BooleanField(_("open-ended"), default=False, help_text=_("No end is planned."))
    status = models.CharField(_("status"), max_length=15, blank=True, choices=Status.choices)

    total_cost = models.DecimalField(
        _("total cost"), max_digits=14, decimal_places=2, null=True, blank=True, help_text=_(_UNKNOWN)
    )
    total_cost_currency = models.CharField(_("currency"), max_length=3, default="EUR")
    total_cost_year = models.PositiveSmallIntegerField(
        _("year of the cost"), null=True, blank=True, validators=(MinValueValidator(1900), MaxValueValidator(2100))
    )
    staff_fte = models.DecimalField(
        _("paid staff, full-time equivalents"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_(_UNKNOWN),
    )
    volunteers = models.PositiveIntegerField(_("volunteers"), null=True, blank=True, help_text=_(_UNKNOWN))
    participants = models.PositiveIntegerField(_("participants a year"), null=True, blank=True, help_text=_(_UNKNOWN))
    languages_offered = ArrayField(
        models.CharField(max_length=15), default=list, blank=True, verbose_name=_("languages offered")
    )

    evaluation = models.CharField(_("evaluation"), max_length=15, blank=True, choices=Evaluation.choices)
    evaluation_method = models.CharField(_("method of the evaluation"), max_length=300, blank=True)
    evaluation_report_url = models.URLField(_("address of the report"), blank=True)
    indicators = StreamField(IndicatorsBlock(), blank=True, verbose_name=_("indicators"))
    material = StreamField(MaterialBlock(), blank=True, verbose_name=_("pictures, files and links"))

    source_name = models.CharField(_("source"), max_length=255, blank=True)
    source_identifier = models.CharField(_("identifier in the source"), max_length=100, blank=True, editable=False)
    source_url = models.URLField(_("address of the source"), blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True, default="CC BY 4.0")

    # Worked out from the fields above by derived.py, so that lists need no further tables.
    shown_in = _keys()
    field_keys = _keys()
    target_group_keys = _keys()
    approach_keys = _keys()
    phase_keys = _keys()
    age_keys = _keys()
    city_keys = _keys()
    land_keys = _keys()
    size_keys = _keys()
    period_keys = _keys()
    programme_keys = _keys()
    #: When anything of it changed that harvesters are told of; only ever rises.
    changed_at = models.DateTimeField(default=timezone.now, editable=False, serialize=False)
    # `shown_in`: languages whose readers meet the record in this version; kept by translations.py.
    year_from = models.PositiveSmallIntegerField(null=True, editable=False, serialize=False)
    year_to = models.PositiveSmallIntegerField(null=True, editable=False, serialize=False)
    title_folded = models.CharField(max_length=300, default="", editable=False, serialize=False)
    town_folded = models.CharField(max_length=150, default="", editable=False, serialize=False)
    search_text = models.TextField(default="", editable=False, serialize=False)
    search_vector = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
        serialize=False,
    )

    objects = PageManager.from_queryset(ProjectQuerySet)()

    #: The index of Wagtail's own search rewrites all title norms at each save (191 ms at 200,000 rows); projects
    #: are found through `search_text` and through the site's search.
    search_auto_update = False
    base_form_class = ProjectForm
    content_panels: ClassVar = [*Page.content_panels, *PROJECT_PANELS]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar = [*PROJECT_SETTINGS_PANELS, *Page.settings_panels]
    parent_page_types: ClassVar = ["projects.ProjectIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar = ["identifier", "version", "change_note", "search_vector"]
    override_translatable_fields: ClassVar = [
        SynchronizedField("slug", overridable=False),
        *(
            SynchronizedField(name, overridable=False)
            for name in ("judged_by", "evaluation_report_url", "change_note", "total_cost_currency")
        ),
        SynchronizedField("carrier"),
        SynchronizedField("source_name", overridable=False),
        SynchronizedField("licence", overridable=False),
    ]
    template = "projects/project_page.html"

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes: ClassVar = [
            models.Index(F("standing").desc(), F("identifier").desc(), name="projects_project_newest"),
            models.Index(F("standing").desc(), "title_folded", name="projects_project_title"),
            models.Index(fields=["changed_at", "identifier"], name="projects_project_harvest"),
            models.Index(
                F("standing").desc(), NullIf("town_folded", Value("")), "title_folded", name="projects_project_city"
            ),
            models.Index(
                F("standing").desc(),
                F("year_from").desc(nulls_last=True),
                "title_folded",
                name="projects_project_start",
            ),
            GinIndex(fields=["field_keys"], name="projects_project_fields"),
            GinIndex(fields=["target_group_keys"], name="projects_project_groups"),
            GinIndex(fields=["city_keys"], name="projects_project_cities"),
            GinIndex(fields=["land_keys"], name="projects_project_lands"),
            GinIndex(fields=["programme_keys"], name="projects_project_programmes"),
            GinIndex(fields=["search_vector"], name="projects_project_search"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(start__isnull=True) | models.Q(end__gte=F("start")),
                name="projects_project_end_after_start",
                violation_error_message=_("The project ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(is_ongoing=False) | Q(end__isnull=True),
                name="projects_project_open_ended_or_not",
                violation_error_message=_("A project that is open-ended has no end."),
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.GOOD_PRACTICE) | (Q(judged_on__isnull=False) & ~Q(judged_by="")),
                name="projects_project_judged_by_somebody",
                violation_error_message=_("Good practice has been judged: say by whom and when."),
            ),
            models.CheckConstraint(
                condition=Q(total_cost__isnull=True) | Q(total_cost__gt=0),
                name="projects_project_cost_positive",
                violation_error_message=_("A cost is more than nothing; leave it empty if it is not known."),
            ),
            models.CheckConstraint(
                condition=Q(staff_fte__isnull=True) | Q(staff_fte__gte=0),
                name="projects_project_staff_not_negative",
                violation_error_message=_("There cannot be fewer than no staff."),
            ),
        ]

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet["ProjectPage"]:
        """Keep projects out of Wagtail's own search; see `search_auto_update`."""
        return cls.objects.none()

    def get_indexed_instance(self) -> None:
        """The same for a single project."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the record its identifier, which is its address too, and work out what lists need."""
        self.identifier = identifier_for(self.translation_key)  # whatever an old revision or a copy says
        self.version = current_number(self.identifier)
        self.slug = self.identifier
        self.changed_at = timezone.now()
        derive(self)
        FundingProgramme.remember(row.programme for row in self.funding.all())
        super().save(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Keep what is public and has no revision, as imports leave it, before it is edited."""
        if self.pk and self.live and not self.latest_revision_id:
            stored = type(self).objects.select_related("locale").get(pk=self.pk)
            first = super(ProjectPage, stored).save_revision(changed=False, log_action=False, clean=False)
            keep_first_state(stored.identifier, stored.locale.language_code, stored.first_published_at, first)
        return super().save_revision(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the record, an older version of it (`?version=2`), or what the header Accept prefers to a page."""
        frame = kwargs.get("index") or self
        response = negotiated(request, self, frame.locale.language_code)
        response = response or serve_version(self, request, super().serve, *args, **kwargs)
        patch_vary_headers(response, ["Accept"])
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Name what the page shows; see `details.py` and `older.py`."""
        return {**super().get_context(request, *args, **kwargs), **version_context(self, request, kwargs)}
