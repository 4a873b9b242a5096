"""Urgent notices over the API."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth

from accounts.access import person_of
from cms.core.api_language import Language
from cms.core.languages import SOURCE_LANGUAGE
from home.models import UrgentNotice
from home.notices import ShownNotice, notices_for

router = Router(tags=["notices"], auth=[BearerTokenAuth(), AllowAnonymous()])


class NoticeOut(Schema):
    """What everybody must know now; plain text, in `language`; `fallback_from` names it if another was asked for."""

    id: int
    topic: Literal["weather", "closed", "rule", "safety", "other"]
    topic_label: str
    title: str
    text: str
    language: str
    direction: Literal["ltr", "rtl"]
    fallback_from: str | None
    languages: list[str]
    areas: list[str]
    shown_from: datetime
    shown_until: datetime
    url: str


class NoticesOut(Schema):
    """All of them, the newest first."""

    items: list[NoticeOut]


@router.get("/", response=NoticesOut, operation_id="notices_list", summary="Urgent notices that are shown now")
def notices(
    request: HttpRequest,
    language: Language = SOURCE_LANGUAGE,
    area: str | None = Query(
        None, description="Municipality by its key (AGS): only what concerns it, or everybody.", pattern=r"^\d{8}$"
    ),
) -> dict[str, Any]:
    """Give each in the language asked for, else in German, English or the first it is written in."""
    found = notices_for(person_of(request), language, area=area or "")
    return {"items": [_notice_out(notice) for notice in found]}


def _notice_out(notice: ShownNotice) -> dict[str, Any]:
    return {
        "id": notice.number,
        "topic": notice.topic,
        "topic_label": str(UrgentNotice.Topic(notice.topic).label),
        "title": notice.title,
        "text": notice.text,
        "language": notice.language.code,
        "direction": notice.language.direction,
        "fallback_from": notice.language.code if notice.is_foreign else None,
        "languages": list(notice.languages),
        "areas": list(notice.areas),
        "shown_from": notice.shown_from,
        "shown_until": notice.shown_until,
        "url": notice.url,
    }
