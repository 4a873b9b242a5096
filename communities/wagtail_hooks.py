"""Communities in the administration: public facts and state; not the room."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from communities.models import Community


class CommunityViewSet(SnippetViewSet):
    """The list of communities."""

    model = Community
    icon = "group"
    add_to_admin_menu = True
    list_display = ("name", "kind", "state", "joining_by")
    list_filter = ("kind", "state")
    panels = tuple(
        FieldPanel(name)
        for name in ("name", "key", "kind", "state", "joining_by", "languages", "municipality", "collection")
    )


register_snippet(CommunityViewSet)
