"""Lists of the guidance in the administration."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from guidance.models import CheckedLink, Feedback, TopicCare


class FeedbackViewSet(SnippetViewSet):
    """What readers say: read, answered within the office, closed."""

    model = Feedback
    icon = "comment"
    menu_label = _("Words of readers")
    list_display = ("__str__", "comment", "language", "source", "created_at", "state")
    list_filter = ("state", "kind", "language", "source")
    list_export = ("created_at", "language", "kind", "page", "about", "comment", "source", "state", "answer")
    search_fields = ("comment", "answer", "about")
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50

    def get_queryset(self, _request: HttpRequest) -> QuerySet[Any]:
        """Load the pages with them."""
        return Feedback.objects.select_related("page")


class CareViewSet(SnippetViewSet):
    """Who looks after which topic until when: what is due stands first."""

    model = TopicCare
    icon = "calendar-check"
    menu_label = _("Freshness")
    list_display = ("page", "review_by", BooleanColumn("is_due", label=_("Due")), "caretaker", "revised_since")
    list_filter = {"review_by": ["lte"], "caretaker": ["exact"], "revised_since": ["isnull"]}
    list_export = ("page", "review_by", "caretaker", "revised_since")
    copy_view_enabled = False
    list_per_page = 50

    def get_queryset(self, _request: HttpRequest) -> QuerySet[Any]:
        """Load topics and people with them."""
        return TopicCare.objects.select_related("page", "caretaker")


class LinkViewSet(SnippetViewSet):
    """Links to other sites: those that do not work stand first."""

    model = CheckedLink
    icon = "link-external"
    menu_label = _("Links")
    list_display = ("url", "state", "status", "problem", "broken_since", "checked_at", "used_in")
    list_filter = ("state",)
    list_export = ("url", "state", "status", "problem", "broken_since", "checked_at", "used_in")
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50

    def get_queryset(self, _request: HttpRequest) -> QuerySet[Any]:
        """Load the topics that have them."""
        return CheckedLink.objects.prefetch_related("pages__locale")


class GuidanceGroup(SnippetViewSetGroup):
    """What belongs to the guidance beside its pages."""

    menu_label = _("Guidance")
    menu_icon = "help"
    menu_order = 260
    items = (FeedbackViewSet, CareViewSet, LinkViewSet)
