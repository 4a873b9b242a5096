"""A community with its public side, its room and an article, in German and Arabic."""

from dataclasses import dataclass

import pytest
from wagtail.models import Locale

from communities.models import Community, CommunityIndexPage, CommunityPage, CommunityRoomPage, RoomArticlePage
from home.models import HomePage
from tests.factories.communities import CommunityFactory


@dataclass(frozen=True)
class Place:
    """A community and the addresses of its pages."""

    community: Community
    page: CommunityPage
    room: CommunityRoomPage
    article: RoomArticlePage
    arabic_room: CommunityRoomPage

    @property
    def inside(self) -> list[str]:
        return ["/de/communities/nord/intern/", "/de/communities/nord/intern/liste/", "/ar/communities/nord/intern/"]


@pytest.fixture
def place(site_tree: HomePage) -> Place:
    index = site_tree.add_child(instance=CommunityIndexPage(title="Communities", slug="communities"))
    community = CommunityFactory(key="nord", name="Nord")
    page = index.add_child(
        instance=CommunityPage(title="Nord", slug="nord", community=community, for_whom="Alle", body="<p>Wir</p>")
    )
    room = page.add_child(instance=CommunityRoomPage(title="Unser Raum", slug="intern"))
    article = room.add_child(instance=RoomArticlePage(title="Liste", slug="liste", body="<p>Heckenschere</p>"))
    arabic = Locale.objects.get(language_code="ar")
    for one in (index, page, room):
        one.copy_for_translation(arabic).save_revision().publish()
    arabic_room = room.get_translation(arabic)
    return Place(community, page, room, article, arabic_room)
