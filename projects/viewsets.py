"""Projects in the administration: one flat list of all, and the vocabularies."""

from typing import Any, ClassVar

from django.contrib.admin.utils import quote
from django.db.models import ProtectedError, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet, SnippetViewSetGroup

from projects.forms import LABEL_FIELDS
from projects.models import (
    AgeGroup,
    Approach,
    FieldOfAction,
    Phase,
    ProjectPage,
    TargetGroup,
    WithdrawnRecord,
)


class ProjectFilters(WagtailFilterSet):
    """What the list of projects can be narrowed by."""

    class Meta:
        model = ProjectPage
        fields: ClassVar = ["standing", "status", "carrier_type", "live"]


class ProjectIndexView(IndexView):
    """Finds projects by the words of their own column: they are not in the index of Wagtail's search."""

    def search_queryset(self, queryset: QuerySet[ProjectPage]) -> QuerySet[ProjectPage]:
        """Keep those that have a word beginning with each word asked for."""
        if not self.is_searching:
            return queryset
        found = queryset.with_words(self.search_query)  # type: ignore[attr-defined]  # the model's own queryset
        return found if self.is_explicitly_ordered else found.order_by("-relevance", "-identifier")


class ProjectListingViewSet(PageListingViewSet):
    """All projects, wherever they lie in the tree."""

    model = ProjectPage
    index_view_class = ProjectIndexView
    name = "project_list"
    icon = "clipboard-list"
    menu_label = _("Projects")
    menu_order = 210
    add_to_admin_menu = True
    filterset_class = ProjectFilters
    columns: ClassVar = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("identifier", label=_("Identifier"), sort_key="identifier"),
        Column("get_standing_display", label=_("Standing"), sort_key="standing"),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"),
        PageStatusColumn("status", label=_("State of the page"), sort_key="live"),
    ]


class TermDeleteView(DeleteView):
    """Deletes a term that nothing uses; others are to be retired."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Say why a term in use stays."""
        try:
            answer: HttpResponseBase = super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request,
                _("Projects use this term. Mark it as no longer used, and name the one that replaces it."),
            )
            return redirect(reverse(self.edit_url_name, args=[quote(self.object.pk)]))
        return answer


class TermViewSet(SnippetViewSet):
    """A vocabulary: terms in their order, with labels in all languages."""

    list_display: ClassVar[list[Any]] = ["__str__", "slug", "order", "is_retired"]
    ordering: ClassVar = ["order", "slug"]
    delete_view_class = TermDeleteView


def _panels(*further: str) -> list[Any]:
    return [
        MultiFieldPanel([FieldPanel(name) for name in LABEL_FIELDS], heading=_("Labels")),
        FieldPanel("slug"),
        FieldPanel("order"),
        *(FieldPanel(name) for name in further),
        FieldPanel("is_retired"),
        FieldPanel("successor"),
    ]


class FieldOfActionViewSet(TermViewSet):
    """Fields of action."""

    model = FieldOfAction
    icon = "tag"
    panels: ClassVar = _panels("parent")


class TargetGroupViewSet(TermViewSet):
    """Target groups."""

    model = TargetGroup
    icon = "group"
    panels: ClassVar = _panels()


class ApproachViewSet(TermViewSet):
    """Approaches."""

    model = Approach
    icon = "route"
    panels: ClassVar = _panels()


class PhaseViewSet(TermViewSet):
    """Phases."""

    model = Phase
    icon = "history"
    panels: ClassVar = _panels()


class AgeGroupViewSet(TermViewSet):
    """Age groups."""

    model = AgeGroup
    icon = "user"
    panels: ClassVar = _panels()


class VocabularyGroup(SnippetViewSetGroup):
    """The vocabularies, under one entry of the menu."""

    items = (FieldOfActionViewSet, TargetGroupViewSet, ApproachViewSet, PhaseViewSet, AgeGroupViewSet)
    menu_label = _("Vocabularies")
    menu_icon = "tag"
    menu_order = 220
    add_to_admin_menu = True


class WithdrawnViewSet(SnippetViewSet):
    """Withdrawn projects: what is said of them can be mended, they themselves come and go with their pages."""

    model = WithdrawnRecord
    icon = "bin"
    menu_label = _("Withdrawn projects")
    menu_order = 225
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = [
        "identifier",
        "title",
        DateColumn("withdrawn_at", label=_("Withdrawn")),
        "reason",
    ]
    search_fields: ClassVar = ["identifier", "title"]
    panels: ClassVar = [
        FieldPanel("identifier", read_only=True),
        FieldPanel("title"),
        FieldPanel("author"),
        FieldPanel("reason"),
    ]


project_list = ProjectListingViewSet("project_list")
