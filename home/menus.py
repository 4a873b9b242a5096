"""Menus and the choice of language, as the frame of every page shows them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.access import filter_visible, person_of
from cms.core.languages import FALLBACK_LANGUAGES, LANGUAGES, SOURCE_LANGUAGE, Direction
from home.models import MenuItem


@dataclass(frozen=True)
class MenuLink:
    """One entry of a menu.

    Attributes:
        title: in the reader's language, or in the first one the page has.
        url: address without host.
        is_current: whether the reader is on the page or below it.
        text: what is to be found there, in a sentence; may be empty.
        icon: name of its drawing.
    """

    title: str
    url: str
    is_current: bool
    text: str = ""
    icon: str = ""


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

    Asks the database twice, however long the menu is.
    """
    items = list(MenuItem.objects.filter(place=place).select_related("page").order_by("sort_order"))
    keys = {item.page.translation_key for item in items}
    pages = filter_visible(Page.objects.filter(translation_key__in=keys), person_of(request)).select_related(
        "locale", "content_type"
    )
    by_key: dict[object, dict[str, Page]] = {}
    for page in pages:
        by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
    wanted = [get_language() or SOURCE_LANGUAGE, *FALLBACK_LANGUAGES]
    chosen = (
        next((found[code] for code in wanted if code in (found := by_key.get(item.page.translation_key, {}))), None)
        for item in items
    )
    return [_link(request, page) for page in chosen if page is not None]


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


def _link(request: HttpRequest, page: Page) -> MenuLink:
    url = page.get_url(request) or "/"
    return MenuLink(
        title=page.title,
        url=url,
        is_current=request.path.startswith(url),
        text=page.search_description,
        icon=getattr(page.specific_class, "door_icon", "document"),
    )
