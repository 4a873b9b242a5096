"""The demo's communities: three, each with a public side, a room and somebody in it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from accounts.models import User
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.translating import paired_texts, publish_translation
from cms.demo.texts import translations
from communities.enums import MemberRole, State
from communities.models import (
    Community,
    CommunityIndexPage,
    CommunityPage,
    CommunityRoomPage,
    Membership,
    Notice,
    RoomArticlePage,
)
from communities.services import found_community
from home.models import HomePage

CONTENT = Path(__file__).parent / "content" / "communities"


def load(progress: Callable[[str], None]) -> None:
    """Publish the communities; those that are there stay as they are."""
    index = _index()
    for given in yaml.safe_load((CONTENT / "communities.yaml").read_text()):
        if Community.objects.filter(key=given["key"]).exists():
            continue
        progress(f"community {given['key']}")
        with transaction.atomic():
            _load_community(index, given)


def _index() -> CommunityIndexPage:
    texts = yaml.safe_load((CONTENT / "index.yaml").read_text())
    source = Locale.objects.get(language_code=SOURCE_LANGUAGE)
    found = CommunityIndexPage.objects.filter(locale=source).first()
    if found is None:
        found = _index_text(texts[SOURCE_LANGUAGE])
        found.slug = "communities"
        _publish(found, HomePage.objects.get(locale=source))
    for language, text in texts.items():
        if language != SOURCE_LANGUAGE:
            publish_translation(found, language, paired_texts(found, _index_text(text)))
    return found


def _index_text(text: dict[str, str]) -> CommunityIndexPage:
    return CommunityIndexPage(title=text["title"], intro=text["intro"], search_description=text["intro"])


def _load_community(index: CommunityIndexPage, given: dict[str, Any]) -> None:
    community = found_community(
        key=given["key"],
        name=given["page"]["title"],
        kind=given["kind"],
        state=State.PUBLIC,
        joining_by=given["joining_by"],
        languages=given["languages"],
    )
    page = CommunityPage(slug=given["key"], community=community, **given["page"])
    _publish(page, index)
    room = CommunityRoomPage(slug="intern", **given["room"])
    _publish(room, page)
    article = RoomArticlePage(slug="artikel-1", **given["article"])
    _publish(article, room)
    for language, communities in translations(CONTENT):
        texts = communities[given["key"]]
        whose = {"community": community}
        for source, target in (
            (page, CommunityPage(**whose, **texts["page"])),
            (room, CommunityRoomPage(**whose, **texts["room"])),
            (article, RoomArticlePage(**texts["article"])),
        ):
            publish_translation(source, language, paired_texts(source, target))
    _enter(community, given["managers"], MemberRole.MANAGER)
    _enter(community, given["members"], MemberRole.MEMBER)
    author = User.objects.filter(email__in=given["managers"]).first()
    for audience, text in reversed(given["notices"]):
        Notice.objects.create(community=community, author=author, audience=audience, text=text)


def _enter(community: Community, emails: Iterable[str], role: MemberRole) -> None:
    for person in User.objects.filter(email__in=emails):
        Membership.objects.create(community=community, person=person, role=role, since=timezone.now())


def _publish(page: Page, parent: Page) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()
