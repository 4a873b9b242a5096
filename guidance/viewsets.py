"""Lists of the guidance in the administration."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from guidance.models import Feedback


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


class GuidanceGroup(SnippetViewSetGroup):
    """What belongs to the guidance beside its pages."""

    menu_label = _("Guidance")
    menu_icon = "help"
    menu_order = 260
    items = (FeedbackViewSet,)
