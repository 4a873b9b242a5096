"""The demo's topics: German from one file each, and every language that has a file of the same name.

The blocks of a topic have the same keys in all languages (topic, place in the file), so texts find each other by
place. A language without a file simply has no translation of that topic yet.
"""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml
from wagtail.models import Page

from cms.core.languages import LANGUAGES, SOURCE_LANGUAGE
from cms.core.translating import CannotTranslate, paired_texts, publish_translation
from guidance.models import GuidanceIndexPage, GuidancePage, GuidanceSeeAlso, GuidanceSource
from home.models import HomePage
from home.services import found_site

CONTENT = Path(__file__).parent / "content" / "guidance"
_SECTION_FILE = "_section.yaml"
TRANSLATIONS = [language.code for language in LANGUAGES if language.code != SOURCE_LANGUAGE]

Progress = Callable[[str], None]
Text = Mapping[str, Any]

log = logging.getLogger(__name__)


def load(progress: Progress, *, content: Path = CONTENT) -> None:
    """Publish the section and its topics in all languages they are written in; what exists stays as it is."""
    index = _section(found_site(), content, progress)
    texts = sorted(_texts(content, SOURCE_LANGUAGE).values(), key=lambda text: text["order"])
    pages = {text["slug"]: _german_page(index, text) for text in texts}
    for text in texts:
        page = pages[text["slug"]]
        if not page.live:
            progress(f"topic {page.slug}")
            _link(page, text, pages)
            page.save()  # so that the revision knows the rows of links, and publishing does not make them anew
            page.save_revision().publish()
            page.refresh_from_db()
    for language in TRANSLATIONS:
        for slug, text in _texts(content, language).items():
            if slug in pages:
                _translate(pages[slug], language, target_of(text), progress)


def target_of(text: Text) -> GuidancePage:
    """Return a file's texts as a page that is not saved: to pair with the German one."""
    return GuidancePage(title=text["title"], summary=text["summary"], body=_body(text))


def _texts(content: Path, language: str) -> dict[str, Text]:
    """Return the files of one language by slug."""
    files = sorted((content / language).glob("[!_]*.yaml"))
    return {path.stem: {**yaml.safe_load(path.read_text()), "slug": path.stem} for path in files}


def _section(home: HomePage, content: Path, progress: Progress) -> GuidanceIndexPage:
    index: GuidanceIndexPage | None = GuidanceIndexPage.objects.filter(locale=home.locale).first()
    if index is None:
        index = _section_text(content, SOURCE_LANGUAGE)
        index.locale = home.locale
        home.add_child(instance=index)
        index.save_revision().publish()
        index.refresh_from_db()
    for language in TRANSLATIONS:
        if (content / language / _SECTION_FILE).exists():
            _translate(index, language, _section_text(content, language), progress)
    return index


def _section_text(content: Path, language: str) -> GuidanceIndexPage:
    text = yaml.safe_load((content / language / _SECTION_FILE).read_text())
    return GuidanceIndexPage(title=text["title"], intro=text["intro"], search_description=text["summary"])


def _german_page(index: GuidanceIndexPage, text: Text) -> GuidancePage:
    """Return the page, new ones as drafts: they name each other, so all must be there before one is published."""
    found: GuidancePage | None = GuidancePage.objects.child_of(index).filter(slug=text["slug"]).first()
    if found is not None:
        return found
    page: GuidancePage = target_of(text)
    page.slug, page.locale, page.live = text["slug"], index.locale, False
    page.icon, page.responsible, page.checked_on = text["icon"], text["responsible"], text["checked_on"]
    page.sources = [  # type: ignore[misc]  # modelcluster sets relations
        GuidanceSource(label=label, sort_order=n) for n, label in enumerate(text.get("sources", ()))
    ]
    index.add_child(instance=page)
    return page


def _link(page: GuidancePage, text: Text, pages: Mapping[str, GuidancePage]) -> None:
    """Name other topics; one that has no file yet is left out."""
    page.next_step = pages.get(text.get("next", ""))
    named = [pages[slug] for slug in text.get("see_also", ()) if slug in pages]
    page.see_also = [  # type: ignore[misc]  # as above
        GuidanceSeeAlso(topic=topic, sort_order=n) for n, topic in enumerate(named)
    ]


def _translate(page: Page, language: str, target: Page, progress: Progress) -> None:
    if page.get_translations().filter(locale__language_code=language).exists():
        return
    progress(f"{page.slug} in {language}")
    try:
        publish_translation(page, language, paired_texts(page, target))
    except CannotTranslate as reason:
        log.warning("%s has no translation into %s: %s", page.slug, language, reason)


def _body(text: Text) -> list[dict[str, Any]]:
    """Return the parts as StreamField stores them, with keys that are the same in all languages."""
    parts = []
    for place, part in enumerate(text["body"]):
        ((kind, value),) = part.items()
        key = f"{text['slug']}/{place}"
        if isinstance(value, list):
            value = [{"type": "item", "id": _key(f"{key}/{n}"), "value": item} for n, item in enumerate(value)]
        parts.append({"type": kind, "id": _key(key), "value": value})
    return parts


def _key(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"https://wegweiser.example.org/demo/{name}"))
