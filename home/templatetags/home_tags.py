"""The frame of every page: name of the site, menus, languages; and the parts of the home page."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from cms.core.teasers import Teaser, teasers
from home.menus import Door, LanguageLink, MenuLink, doors
from home.menus import language_links as links_of_languages
from home.menus import menu_links as links_of_menu
from home.missing import Version, versions_of
from home.notices import ShownNotice, shown_notices

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
    """Return the links of a menu ("main", "footer", "help"); none where there is no request."""
    request = _request(context)
    return links_of_menu(request, place) if request else []


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[LanguageLink]:
    """Return the languages, each with the address of this page in it; none where there is no request."""
    request = _request(context)
    return links_of_languages(request) if request else []


@register.simple_tag(takes_context=True)
def page_versions(context: template.Context) -> list[Version]:
    """Return the languages in which the person who asks may read this page; none where it is no page of the tree."""
    request, page = _request(context), context.get("page")
    return versions_of(request, page) if request and isinstance(page, Page) and page.pk else []


@register.simple_tag(takes_context=True)
def home_doors(context: template.Context) -> list[Door]:
    """Return the ways into the site."""
    request = _request(context)
    return doors(request) if request else []


@register.simple_tag(takes_context=True)
def urgent_notices(context: template.Context) -> list[ShownNotice]:
    """Return what everybody must know now."""
    request = _request(context)
    return shown_notices(request) if request else []


@register.simple_tag(takes_context=True)
def home_teasers(context: template.Context, slot: str) -> list[tuple[Teaser, Any]]:
    """Return the teasers of other apps for a part of the home page, each with what it shows."""
    request = _request(context)
    if request is None:
        return []
    filled = ((teaser, teaser.content(request)) for teaser in teasers.values() if teaser.slot == slot)
    return [(teaser, content) for teaser, content in filled if content is not None]
