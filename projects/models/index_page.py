"""The list of all projects, and the place in the tree where they lie."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from accounts.access import person_of
from cms.core.models import BasePage
from projects.addresses import SLUG
from projects.finder import list_context
from projects.gone import gone_page, withdrawn
from projects.querysets import ProjectQuerySet

from .project import ProjectPage


class ProjectIndexPage(BasePage):
    """The project finder of one language."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    door_icon: ClassVar[str] = "star"
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]
    promote_panels: ClassVar = [FieldPanel("search_description")]
    parent_page_types: ClassVar = ["home.HomePage"]
    max_count_per_parent = 1
    subpage_types: ClassVar = ["projects.ProjectPage"]
    override_translatable_fields: ClassVar = [SynchronizedField("slug", overridable=False)]
    template = "projects/project_index_page.html"

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address that people have noted, whatever the title."""
        self.slug = SLUG
        super().save(*args, **kwargs)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a project; one that is not translated is shown in the language it has, in this language's frame."""
        if len(path_components) == 1 and self.live:
            project = ProjectPage.objects.shown_for(path_components[0], self.locale.language_code, person_of(request))
            if project is not None and project.locale_id != self.locale_id:
                return RouteResult(project, kwargs={"index": self})
            if project is None and (record := withdrawn(path_components[0])) is not None:
                return RouteResult(self, kwargs={"withdrawn": record})
        return super().route(request, path_components)

    def projects(self) -> ProjectQuerySet:
        """Return all projects of the site; which of them are shown is for the listing to say."""
        return ProjectPage.objects.order_by()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Name what the page shows; see `finder.list_context`."""
        return {**super().get_context(request, *args, **kwargs), **list_context(self, request)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 404 beyond the last page, with the way back on it; 410 where a project was withdrawn."""
        if "withdrawn" in kwargs:
            return gone_page(request, self, kwargs["withdrawn"])
        response: HttpResponse = super().serve(request, *args, **kwargs)
        listing = response.context_data["listing"]  # type: ignore[attr-defined]  # Wagtail answers with TemplateResponse
        if listing.is_beyond_end:
            response.status_code = 404
        return response

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Page:
        """Add a project; whoever adds at the same time waits, imports included, so that no place is taken twice."""
        locked = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        self.numchild = locked.numchild
        child: Page = super().add_child(**kwargs)
        return child
