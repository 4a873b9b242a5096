"""Communities in the administration: public facts and state; not the room."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from communities.models import Community
from communities.services import give_collection


class CommunityViewSet(SnippetViewSet):
    """The list of communities."""

    model = Community
    icon = "group"
    add_to_admin_menu = True
    list_display = ("name", "kind", "state", "joining_by")
    list_filter = ("kind", "state")
    panels = tuple(
        FieldPanel(name) for name in ("name", "key", "kind", "state", "joining_by", "languages", "municipality")
    )


register_snippet(CommunityViewSet)


@hooks.register("after_create_snippet")
def give_new_community_its_collection(_request: HttpRequest, instance: Any) -> None:
    """Have a place for the files of the room from the first day."""
    if isinstance(instance, Community):
        give_collection(instance)
