"""The urgent notices as a reader meets them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from cms.core.languages import BY_CODE, FALLBACK_LANGUAGES, SOURCE_LANGUAGE, Language
from home.missing import versions_of
from home.models import UrgentNotice, UrgentNoticeText


@dataclass(frozen=True)
class ShownNotice:
    """A notice for readers of one language.

    Attributes:
        title: what has happened.
        text: what to do.
        language: what both are written in.
        url: page with more about it, without host; may be empty.
    """

    title: str
    text: str
    language: Language
    url: str


def shown_notices(request: HttpRequest) -> list[ShownNotice]:
    """Return what everybody must know now, in the reader's language or the first of the others there is."""
    notices = UrgentNotice.objects.shown(at=timezone.now()).select_related("page")
    return [
        ShownNotice(text.title, text.text, BY_CODE[text.language], _address(request, notice))
        for notice in notices
        if (text := _best_text(notice)) is not None
    ]


def _best_text(notice: UrgentNotice) -> UrgentNoticeText | None:
    texts = {text.language: text for text in notice.texts.all()}
    order = [get_language() or SOURCE_LANGUAGE, *FALLBACK_LANGUAGES, *texts]
    return next((texts[code] for code in order if code in texts), None)


def _address(request: HttpRequest, notice: UrgentNotice) -> str:
    if notice.page is None:
        return ""
    versions = versions_of(request, notice.page)
    reader = get_language() or SOURCE_LANGUAGE
    return next((one.url for one in versions if one.language.code == reader), versions[0].url if versions else "")
