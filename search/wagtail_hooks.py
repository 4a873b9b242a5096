"""Registers what the search has in the administration."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from search.models import SynonymGroup
from search.viewsets import SearchGroup

register_snippet(SearchGroup)


@hooks.register("register_snippet_listing_buttons")
def offer_to_try(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001  Wagtail's
    """Lead from a group of synonyms to what it would change."""
    if isinstance(snippet, SynonymGroup):  # Wagtail gives registered models their viewset
        viewset: Any = getattr(snippet, "snippet_viewset")  # noqa: B009  no type knows it
        url = reverse(viewset.get_url_name("try"), args=[snippet.pk])
        yield Button(_("Try out"), url, icon_name="view", priority=15)
