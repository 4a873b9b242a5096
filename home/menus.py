"""Menus and the choice of language, as the frame of every page shows them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.access import filter_visible, person_of
from cms.core.languages import BY_CODE, FALLBACK_LANGUAGES, LANGUAGES, SOURCE_LANGUAGE, Direction, Language
from home.models import MenuItem


@dataclass(frozen=True)
class MenuLink:
    """One entry of a menu.

    Attributes:
        title: in the reader's language, or in the first one the page has.
        url: address without host.
        is_current: whether the reader is on the page or below it.
        language: the title's.
        page: the page itself.
    """

    title: str
    url: str
    is_current: bool
    language: Language
    page: Page


@dataclass(frozen=True)
class Door:
    """One of the ways into the site, on the home page.

    Attributes:
        title: what its button says.
        url: address without host.
        text: what is to be found there, in a sentence; may be empty.
        icon: name of its drawing.
        language: the title's and the text's.
    """

    title: str
    url: str
    text: str
    icon: str
    language: Language


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language menu.

    Attributes:
        code: BCP 47 tag in lower case.
        name: the language's name in itself.
        url: the same page in that language, without host.
        direction: "ltr" or "rtl".
        is_current: whether the reader reads in it.
    """

    code: str
    name: str
    url: str
    direction: Direction
    is_current: bool


def menu_links(request: HttpRequest, place: str) -> list[MenuLink]:
    """Return the links of the menu at `place` that the person who asks may see, in the editors' order.

    All menus of a page are read at once: asks the database twice for a request, however long they are.
    """
    known: dict[str, list[MenuLink]] | None = getattr(request, "_menus", None)
    if known is None:
        known = _all_menus(request)
        request._menus = known  # type: ignore[attr-defined]  # requests carry what a page asks for repeatedly
    return known.get(place, [])


def doors(request: HttpRequest) -> list[Door]:
    """Return the main menu as doors; asks once more for each type of page in it."""
    links = menu_links(request, MenuItem.Place.MAIN)
    specific = {page.pk: page for page in Page.objects.filter(pk__in=[link.page.pk for link in links]).specific()}
    return [
        Door(
            title=link.title,
            url=link.url,
            text=_said_of(specific[link.page.pk]),
            icon=getattr(specific[link.page.pk], "door_icon", "document"),
            language=link.language,
        )
        for link in links
    ]


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """Return the languages of the site, each leading to the page the reader is on.

    Addresses differ in their first part only, because slugs are the same in all languages; a page that has
    no translation says so under that address.
    """
    current = get_language() or SOURCE_LANGUAGE
    path = request.get_full_path()
    return [
        LanguageLink(
            code=language.code,
            name=language.name,
            url=_in_language(path, current, language.code),
            direction=language.direction,
            is_current=language.code == current,
        )
        for language in LANGUAGES
    ]


def _in_language(path: str, current: str, code: str) -> str:
    prefix = f"/{current}/"
    if path.startswith(prefix):
        return f"/{code}/{path.removeprefix(prefix)}"
    translated: str = translate_url(path, code)
    return translated if translated != path else f"/{code}/"


def _all_menus(request: HttpRequest) -> dict[str, list[MenuLink]]:
    items = list(MenuItem.objects.select_related("page").order_by("place", "sort_order", "pk"))
    keys = {item.page.translation_key for item in items}
    pages = filter_visible(Page.objects.filter(translation_key__in=keys, alias_of__isnull=True), person_of(request))
    best = _best_versions(pages.select_related("locale"))
    menus = defaultdict[str, list[MenuLink]](list)
    for item in items:
        page = best.get(item.page.translation_key)
        if page is not None and (url := page.get_url(request)):
            menus[item.place].append(_link(request, page, url))
    return menus


def _best_versions(pages: Iterable[Page]) -> dict[Any, Page]:
    """Return of each page the version in the reader's language, else the German, else the English one."""
    order = [get_language() or SOURCE_LANGUAGE, *FALLBACK_LANGUAGES]
    usable = [page for page in pages if page.locale.language_code in order]
    in_order = sorted(usable, key=lambda page: order.index(page.locale.language_code), reverse=True)
    return {page.translation_key: page for page in in_order}


def _link(request: HttpRequest, page: Page, url: str) -> MenuLink:
    """Lead to the page in the reader's language, also where it says there that it is not translated."""
    written_in = page.locale.language_code
    url = _in_language(url, written_in, get_language() or SOURCE_LANGUAGE)
    return MenuLink(
        title=page.title,
        url=url,
        is_current=request.path.startswith(url),
        language=BY_CODE[written_in],
        page=page,
    )


def _said_of(page: Page) -> str:
    return str(page.search_description or getattr(page, "intro", ""))
