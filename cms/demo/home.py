"""The demo's legal pages and menus."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.core.translating import paired_texts, publish_translation
from cms.demo.texts import translations
from home.models import HomePage, LegalPage, MenuItem, UrgentNotice, UrgentNoticeText
from home.services import found_site

CONTENT = Path(__file__).parent / "content" / "home"
EMERGENCY = "notruf"  # the topic behind the door "Help now"


def load(progress: Callable[[str], None]) -> None:
    """Publish the legal pages in German and the languages they are written in."""
    home = found_site()
    in_languages = dict(translations(CONTENT))
    for number, texts in enumerate(yaml.safe_load((CONTENT / "legal.yaml").read_text())):
        progress(f"legal page {texts['slug']}")
        page = _legal_page(home, texts)
        for language, pages in in_languages.items():
            publish_translation(page, language, paired_texts(page, LegalPage(**pages[page.slug])))
        MenuItem.objects.get_or_create(place=MenuItem.Place.FOOTER, page=page, defaults={"sort_order": number})
    _notice()


def _notice() -> None:
    """Say something urgent once, for two weeks."""
    if UrgentNotice.objects.exists():
        return
    said = yaml.safe_load((CONTENT / "notice.yaml").read_text())
    now = timezone.now()
    notice = UrgentNotice(topic=said["topic"], shown_from=now, shown_until=now + timedelta(days=said["days"]))
    notice.texts = [
        UrgentNoticeText(language=language, sort_order=number, **text)
        for number, (language, text) in enumerate(said["texts"].items())
    ]
    notice.save()
    notice.save_revision().publish()


def open_sections() -> None:
    """Put the sections that other loaders have made into the main menu, in the order of the tree; and help in need."""
    home = HomePage.objects.get(locale=Locale.objects.get(language_code="de"))
    for number, page in enumerate(home.get_children().live().not_type(LegalPage)):
        MenuItem.objects.get_or_create(place=MenuItem.Place.MAIN, page=page, defaults={"sort_order": number})
    emergency = Page.objects.descendant_of(home).live().filter(slug=EMERGENCY).first()
    if emergency:
        MenuItem.objects.get_or_create(place=MenuItem.Place.HELP, page=emergency)


def _legal_page(home: HomePage, texts: dict[str, Any]) -> LegalPage:
    found = LegalPage.objects.child_of(home).filter(slug=texts["slug"]).first()
    if found:
        return found
    page = LegalPage(slug=texts["slug"], kind=texts["kind"], title=texts["title"], body=texts["body"])
    home.add_child(instance=page)
    page.save_revision().publish()
    return page
