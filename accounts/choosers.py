"""What Wagtail's choosers offer to all staff, of things they have no rights on. Belongs to accounts/access.py.

A chooser of snippets lists every row to whoever enters the administration; suggestions of tags come from all pictures,
those of rooms too. Both are narrowed here, in one place, for screens that Wagtail brings.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from taggit.models import Tag, TaggedItem
from wagtail.admin import filters
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views import chooser as picture_chooser
from wagtail.models import Collection
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.branches import below, outermost, sealed_collections

_RIGHTS = {"add", "change", "delete", "view"}
_MOST_SUGGESTED = 10


class _WithRights:
    """Mixin for a chooser's views: whoever has no right at all on its rows is told that there is nothing."""

    model: type[Model]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 404 before anything is listed."""
        if not policy_registry.get_by_type(self.model).user_has_any_permission(request.user, _RIGHTS):
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a view's
        return response


class _ChooseView(_WithRights, chooser.ChooseView):
    pass


class _ChooseResultsView(_WithRights, chooser.ChooseResultsView):
    pass


class _ChosenView(_WithRights, chooser.SnippetChosenView):
    pass


class _ChosenMultipleView(_WithRights, chooser.SnippetChosenMultipleView):
    pass


class _ChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView


def narrow_choosers() -> None:
    """Let Wagtail use the above; called once, when apps are ready and before they register their snippets."""
    SnippetViewSet.chooser_viewset_class = _ChooserViewSet
    filters.popular_tags_for_model = popular_tags
    picture_chooser.popular_tags_for_model = popular_tags


def popular_tags(model: type[Model], count: int = _MOST_SUGGESTED) -> QuerySet[Tag]:
    """Return the tags that most rows of `model` have, those in sealed collections left out, in Wagtail's manner."""
    items = Q(taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(model))
    items &= ~Q(taggit_taggeditem_items__pk__in=_sealed_items())
    counted = Tag.objects.filter(items).annotate(item_count=Count("taggit_taggeditem_items"))
    return counted.order_by("-item_count")[:count]


@require_safe
def suggest_tags(request: HttpRequest) -> JsonResponse:
    """Suggest tags that begin as typed, as Wagtail does, but none that only things in sealed collections have."""
    typed = request.GET.get("term", "")
    used = TaggedItem.objects.exclude(pk__in=_sealed_items())
    names = Tag.objects.filter(name__istartswith=typed, pk__in=used.values("tag_id")) if typed else Tag.objects.none()
    return JsonResponse(list(names.order_by("name").values_list("name", flat=True)[:_MOST_SUGGESTED]), safe=False)


def _sealed_items() -> QuerySet[TaggedItem]:
    paths = outermost(path for source in sealed_collections.values() for path, _token in source())
    in_rooms = Q(pk__in=[])
    for model in (get_image_model(), get_document_model()):
        sealed = model.objects.filter(collection__in=Collection.objects.filter(below(paths)))
        in_rooms |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=sealed.values("pk"))
    return TaggedItem.objects.filter(in_rooms).values("pk")
