"""The demo's communities: three, each with a public side, a room and somebody in it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, Locale, Page

from accounts.models import User
from cms.core.translating import paired_texts, publish_translation
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
from home.models import HomePage

CONTENT = Path(__file__).parent / "content" / "communities"
INDEX = {
    "de": (
        "Communities",
        "Gruppen, Vereine und Netzwerke der Stadt: öffentlich zu lesen, mit einem eigenen Raum für Mitglieder.",
    ),
    "de-simple": (
        "Gruppen",
        "Hier finden Sie Gruppen in der Stadt. Sie können lesen. Sie können mitmachen.",
    ),
    "en": (
        "Communities",
        "Groups, associations and networks of the city: open to read, with a room of their own for members.",
    ),
    "ar": (
        "المجتمعات",
        "مجموعات وجمعيات وشبكات المدينة: مفتوحة للقراءة، ولأعضائها غرفة خاصة بهم.",
    ),
    "fr": (
        "Communautés",
        "Groupes, associations et réseaux de la ville : à lire librement, avec un espace réservé aux membres.",
    ),
    "sr": (
        "Заједнице",
        "Групе, удружења и мреже града: отворене за читање, са собом само за чланове.",
    ),
    "es": (
        "Comunidades",
        "Grupos, asociaciones y redes de la ciudad: abiertas a la lectura, con una sala propia para sus miembros.",
    ),
    "uk": (
        "Спільноти",
        "Групи, товариства та мережі міста: відкриті для читання, з окремою кімнатою для учасників.",
    ),
    "tr": (
        "Topluluklar",
        "Şehrin grupları, dernekleri ve ağları: herkes okuyabilir, üyelerin kendi odası vardır.",
    ),
}


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
    source = Locale.objects.get(language_code="de")
    found = CommunityIndexPage.objects.filter(locale=source).first()
    if found is None:
        title, intro = INDEX["de"]
        found = CommunityIndexPage(title=title, slug="communities", intro=intro, search_description=intro)
        _publish(found, HomePage.objects.get(locale=source))
    for language, (title, intro) in INDEX.items():
        if language != "de":
            target = CommunityIndexPage(title=title, intro=intro, search_description=intro)
            publish_translation(found, language, paired_texts(found, target))
    return found


def _load_community(index: CommunityIndexPage, given: dict[str, Any]) -> None:
    room_files = Collection.get_first_root_node().add_child(name=f"Community {given['page']['title']}")
    community = Community.objects.create(
        key=given["key"],
        name=given["page"]["title"],
        kind=given["kind"],
        state=State.PUBLIC,
        joining_by=given["joining_by"],
        languages=given["languages"],
        collection=room_files,
    )
    page = CommunityPage(slug=given["key"], community=community, **given["page"])
    _publish(page, index)
    room = CommunityRoomPage(slug="intern", **given["room"])
    _publish(room, page)
    _publish(RoomArticlePage(slug="artikel-1", **given["article"]), room)
    for language, texts in given["translations"].items():
        publish_translation(page, language, paired_texts(page, CommunityPage(community=community, **texts)))
    _enter(community, given["managers"], MemberRole.MANAGER)
    _enter(community, given["members"], MemberRole.MEMBER)
    author = User.objects.filter(email__in=given["managers"]).first()
    Notice.objects.bulk_create(
        Notice(community=community, author=author, audience=audience, text=text)
        for audience, text in reversed(given["notices"])
    )


def _enter(community: Community, emails: Iterable[str], role: MemberRole) -> None:
    for person in User.objects.filter(email__in=emails):
        Membership.objects.create(community=community, person=person, role=role, since=timezone.now())


def _publish(page: Page, parent: Page) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()
