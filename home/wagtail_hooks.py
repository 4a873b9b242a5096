"""The menus in the administration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import MenuItem


class MenuItemViewSet(SnippetViewSet):
    """Menus: which pages, in which order."""

    model = MenuItem
    icon = "list-ul"
    menu_label = _("Menus")
    add_to_settings_menu = True
    list_display = ("page", "place", "sort_order")
    list_filter = ("place",)
    sort_order_field = "sort_order"


register_snippet(MenuItemViewSet)


@hooks.register("construct_wagtail_userbar")
def leave_pages_alone(_request: Any, items: list[Any], _page: Any) -> None:
    """Show no bar on the reference site: it needs scripts that the site's policy does not allow."""
    items.clear()
