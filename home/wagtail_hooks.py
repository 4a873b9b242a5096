"""Menus and urgent notices in the administration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.models import MenuItem, UrgentNotice


class MenuItemViewSet(SnippetViewSet):
    """Menus: which pages, in which order."""

    model = MenuItem
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ("page", "place", "sort_order")
    list_filter = ("place",)
    sort_order_field = "sort_order"


class UrgentNoticeViewSet(SnippetViewSet):
    """Urgent notices: what everybody must know today."""

    model = UrgentNotice
    icon = "warning"
    menu_label = _("Urgent notices")
    list_display = ("__str__", "topic", "shown_from", "shown_until", "languages", "live")
    list_filter = ("topic", "live")


class FrontDoorGroup(SnippetViewSetGroup):
    """What stands on the home page and in the frame of every page."""

    menu_label = _("Front door")
    menu_icon = "home"
    menu_order = 250
    items = (UrgentNoticeViewSet, MenuItemViewSet)


register_snippet(FrontDoorGroup)


@hooks.register("construct_wagtail_userbar")
def leave_pages_alone(_request: Any, items: list[Any], _page: Any) -> None:
    """Show no bar on the reference site: it needs scripts that the site's policy does not allow."""
    items.clear()
