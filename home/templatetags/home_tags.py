"""The frame of every page: name of the site, menus, languages, teasers."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest

from cms.core.teasers import Teaser, teasers
from home.menus import LanguageLink, MenuLink
from home.menus import language_links as links_of_languages
from home.menus import menu_links as links_of_menu

register = template.Library()


def _request(context: template.Context) -> HttpRequest | None:
    request: HttpRequest | None = context.get("request")
    return request


@register.simple_tag
def site_name() -> str:
    """Return the name of the site."""
    name: str = settings.SITE_NAME
    return name


@register.simple_tag(takes_context=True)
def menu(context: template.Context, place: str) -> list[MenuLink]:
    """Return the links of a menu ("main" or "footer"); none where there is no request."""
    request = _request(context)
    return links_of_menu(request, place) if request else []


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[LanguageLink]:
    """Return the languages, each with the address of this page in it; none where there is no request."""
    request = _request(context)
    return links_of_languages(request) if request else []


@register.simple_tag(takes_context=True)
def home_teasers(context: template.Context, slot: str) -> list[tuple[Teaser, Any]]:
    """Return the teasers of other apps for a part of the home page, each with what it shows."""
    request = _request(context)
    if request is None:
        return []
    filled = ((teaser, teaser.content(request)) for teaser in teasers.values() if teaser.slot == slot)
    return [(teaser, content) for teaser, content in filled if content is not None]
