"""What every page of the site has in common."""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.models import Page


class BasePage(Page):
    """Base of all page types.

    Who may read a page is decided in accounts/access.py before `serve` is reached (see
    accounts/wagtail_hooks.py); page types never ask themselves.
    """

    show_in_menus_default = False
    #: Whether a section of this type, directly below a home page, is the integration office's to edit.
    is_kept_by_office: ClassVar[bool] = True
    #: Whether translators are asked for pages of this type: they stand in the matrix of translations.
    is_translated_by_people: ClassVar[bool] = False
    #: Drawing of the door that leads here from the home page.
    door_icon: ClassVar[str] = "document"

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Name the page's parents for the breadcrumbs, without the root and the home page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumb_pages"] = self.get_ancestors().filter(depth__gt=2).live().defer_streamfields()
        return context
