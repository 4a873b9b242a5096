"""The urgent notices as a reader meets them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.access import Person, filter_visible, person_of
from cms.core.languages import BY_CODE, FALLBACK_LANGUAGES, SOURCE_LANGUAGE, Language
from home.models import UrgentNotice, UrgentNoticeText


@dataclass(frozen=True)
class ShownNotice:
    """A notice for readers of one language.

    Attributes:
        number: the same in all languages and for as long as it is shown.
        topic: what it is about (UrgentNotice.Topic).
        title: what has happened.
        text: what to do.
        language: what both are written in.
        languages: BCP 47 tags of all languages it is written in.
        shown_from: since when.
        shown_until: when it goes.
        changed_at: when its text was last published.
        areas: names of municipalities that it concerns, by their key (AGS); empty: everywhere.
        url: page with more about it, without host; may be empty.
        is_foreign: whether it is in another language than the reader's.
    """

    number: int
    topic: str
    title: str
    text: str
    language: Language
    languages: tuple[str, ...]
    shown_from: datetime
    shown_until: datetime
    changed_at: datetime
    areas: Mapping[str, str]
    url: str
    is_foreign: bool


def shown_notices(request: HttpRequest) -> list[ShownNotice]:
    """Return what everybody must know now, in the reader's language or the first of the others there is."""
    known: list[ShownNotice] | None = getattr(request, "_urgent_notices", None)
    if known is None:
        known = notices_for(person_of(request), get_language() or SOURCE_LANGUAGE)
        request._urgent_notices = known  # type: ignore[attr-defined]  # the home page asks twice
    return known


def notices_for(person: Person, reader: str, *, area: str = "") -> list[ShownNotice]:
    """Return what is shown now, newest first; the number of queries does not depend on how many they are.

    Args:
        person: who asks; pages they may not see are not named.
        reader: BCP 47 tag of their language.
        area: key (AGS) of a municipality; what concerns others only is left out. Empty: everything.
    """
    found = UrgentNotice.objects.visible_to(person)
    notices = list(found.in_area(area) if area else found)
    urls = _addresses(notices, person, reader)
    return [
        ShownNotice(
            number=notice.pk,
            topic=notice.topic,
            title=text.title,
            text=text.text,
            language=BY_CODE[text.language],
            languages=tuple(one.language for one in notice.texts.all()),
            shown_from=notice.shown_from,
            shown_until=notice.shown_until,
            changed_at=max(notice.last_published_at or notice.shown_from, notice.shown_from),
            areas={area.municipality.ags: area.municipality.name for area in notice.areas.all()},
            is_foreign=text.language != reader,
            url=urls.get(notice.page.translation_key, "") if notice.page else "",
        )
        for notice in notices
        if (text := _best_text(notice, reader)) is not None
    ]


def _best_text(notice: UrgentNotice, reader: str) -> UrgentNoticeText | None:
    texts = {text.language: text for text in notice.texts.all()}
    order = [reader, *FALLBACK_LANGUAGES, *texts]
    return next((texts[code] for code in order if code in texts), None)


def _addresses(notices: list[UrgentNotice], person: Person, reader: str) -> dict[Any, str]:
    """Return where the page of each notice is read, in the reader's language or the first of the others there is."""
    keys = {notice.page.translation_key for notice in notices if notice.page}
    pages = filter_visible(Page.objects.filter(translation_key__in=keys, alias_of__isnull=True), person)
    order = [reader, *FALLBACK_LANGUAGES, *BY_CODE]
    known = [page for page in pages.select_related("locale") if page.locale.language_code in BY_CODE] if keys else []
    known.sort(key=lambda page: order.index(page.locale.language_code), reverse=True)
    return {page.translation_key: page.url for page in known if page.url}
