"""The search in the administration: synonyms, best bets, what people ask for."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from search.models import BestBet, CountedQuestion, SynonymGroup
from search.questions import shown_questions
from search.trying import try_out


class SynonymViewSet(SnippetViewSet):
    """Words that mean the same, with what they would change."""

    model = SynonymGroup
    icon = "list-ul"
    menu_label = _("Synonyms")
    list_display = ("__str__", "language", "is_live")
    list_filter = ("language", "is_live")
    panels: ClassVar = [FieldPanel("language"), FieldPanel("words"), FieldPanel("is_live")]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the page on which a group is tried out."""
        return [*super().get_urlpatterns(), path("try/<int:pk>/", self.try_view, name="try")]

    def try_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what a group would change, on questions that people have asked."""
        if not self.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        group = get_object_or_404(SynonymGroup, pk=pk)
        context = {
            "group": group,
            "trials": try_out(group, extra=request.GET.get("q", "")[:200]),
            "extra": request.GET.get("q", "")[:200],
            "edit_url": reverse(self.get_url_name("edit"), args=[group.pk]),
        }
        return TemplateResponse(request, "search/administration/try.html", context)


class BestBetViewSet(SnippetViewSet):
    """Pages that stand first for certain questions."""

    model = BestBet
    icon = "pick"
    menu_label = _("Best bets")
    list_display = ("__str__", "page", "language", "order")
    list_filter = ("language",)
    panels: ClassVar = [
        FieldPanel("language"),
        FieldPanel("questions"),
        PageChooserPanel("page"),
        FieldPanel("order"),
    ]


class QuestionIndexView(IndexView):
    """Questions that were asked more than once."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Leave out what may be about one person; see `search.questions`."""
        return shown_questions()


class QuestionViewSet(SnippetViewSet):
    """What people ask for, and what they do not find: nobody writes here."""

    model = CountedQuestion
    icon = "help"
    menu_label = _("What people look for")
    index_view_class = QuestionIndexView
    list_display = ("words", "language", "asked", "in_vain", "last_week")
    list_filter = ("language",)
    add_to_reference_index = False
    inspect_view_enabled = False
    copy_view_enabled = False


class SearchGroup(SnippetViewSetGroup):
    """What editors do for the search."""

    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 260
    items = (QuestionViewSet, SynonymViewSet, BestBetViewSet)
