"""The index is in step with what is published, in the same transaction."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from accounts.access import Person, audience_of
from accounts.enums import PUBLIC, SIGNED_IN
from accounts.models import User
from cms.core.municipalities import MunicipalityRow, store_municipalities
from communities.enums import MemberRole, NoticeAudience, State
from communities.models import CommunityIndexPage, CommunityPage, CommunityRoomPage, RoomArticlePage
from communities.services import withdraw_notice
from home.models import HomePage, LegalPage
from projects.models import ProjectPage, ProjectTown
from projects.services import found_project_index
from search import following
from search.contract import Query
from search.models import IndexEntry
from search.rebuilding import rebuild_table
from search.searching import answer
from tests.factories.accounts import UserFactory
from tests.factories.communities import CommunityFactory, MembershipFactory, NoticeFactory
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db


def titles(text: str, held: frozenset[str] = frozenset({PUBLIC})) -> list[str]:
    return [hit.title for hit in answer(Query(text, "de", held, stays_in_language=True)).hits]


@pytest.fixture
def imprint(site_tree: HomePage) -> LegalPage:
    imprint = LegalPage(title="Impressum", slug="impressum", body="<p>Verantwortlich: die Stadt</p>")
    site_tree.add_child(instance=imprint)
    return imprint


def test_what_is_published_is_found_and_what_is_taken_down_is_not(imprint: LegalPage) -> None:
    assert titles("verantwortlich") == ["Impressum"]

    imprint.unpublish()

    assert titles("verantwortlich") == []


def test_a_draft_is_found_from_its_publication_on(imprint: LegalPage) -> None:
    imprint.title = "Anbieterkennzeichnung"
    revision = imprint.save_revision()
    assert titles("Anbieterkennzeichnung") == []

    revision.publish()

    assert titles("Anbieterkennzeichnung") == ["Anbieterkennzeichnung"]
    assert titles("Impressum") == []


def test_what_is_rolled_back_was_never_in_the_index(imprint: LegalPage) -> None:
    with transaction.atomic():
        imprint.title = "Anders"
        imprint.save()
        assert titles("Anders") == ["Anders"]
        transaction.set_rollback(True)

    assert titles("Anders") == []
    assert titles("Impressum") == ["Impressum"]


def test_deleted_pages_leave_the_index(imprint: LegalPage) -> None:
    imprint.delete()

    assert not IndexEntry.objects.filter(kind="page").exists()


def test_a_restriction_acts_at_once_in_all_languages(imprint: LegalPage) -> None:
    arabic = imprint.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.save_revision().publish()
    restriction = PageViewRestriction.objects.create(page=imprint, restriction_type=PageViewRestriction.LOGIN)
    assert titles("verantwortlich") == []
    assert {tuple(entry.audience) for entry in IndexEntry.objects.filter(kind="page")} == {(PUBLIC, SIGNED_IN)}
    assert titles("verantwortlich", frozenset({PUBLIC, SIGNED_IN})) == ["Impressum"]

    restriction.delete()

    assert titles("verantwortlich") == ["Impressum"]


def test_what_has_expired_is_not_found_though_nobody_has_taken_it_down(imprint: LegalPage) -> None:
    imprint.expire_at = timezone.now() + timedelta(hours=1)
    imprint.save()
    query = Query("verantwortlich", "de", frozenset({PUBLIC}), stays_in_language=True)

    assert answer(query).total == 1
    assert answer(query, at=timezone.now() + timedelta(hours=2)).total == 0


def test_addresses_follow_a_page_that_is_renamed_and_what_lies_below_it_in_the_transaction(site_tree: HomePage) -> None:
    index, community = community_tree(site_tree)
    article = article_in(community)
    NoticeFactory(community=community.community, author=UserFactory(), text="Leiter")
    old = IndexEntry.objects.get(kind="article").url

    index.slug = "anders"
    index.save_revision().publish()  # nothing is committed, so Wagtail has not told of it

    article.refresh_from_db()
    assert IndexEntry.objects.get(kind="article").url == article.url != old
    assert IndexEntry.objects.get(kind="notice").url == article.get_parent().url
    assert rows() == rows_after_a_rebuild()


def test_what_is_moved_gets_its_new_address_and_audience_at_once(site_tree: HomePage) -> None:
    closed = LegalPage(title="Intern", slug="intern", body="x")
    site_tree.add_child(instance=closed)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    page = LegalPage(title="Gartenordnung", slug="garten", body="x")
    site_tree.add_child(instance=page)
    assert titles("Gartenordnung") == ["Gartenordnung"]

    page.move(closed, pos="last-child")

    assert titles("Gartenordnung") == []
    assert titles("Gartenordnung", frozenset({PUBLIC, *audience_of(closed)})) == ["Gartenordnung"]
    assert IndexEntry.objects.get(title="Gartenordnung").url == LegalPage.objects.get(slug="garten").url
    LegalPage.objects.get(slug="garten").move(site_tree, pos="last-child")
    assert titles("Gartenordnung") == ["Gartenordnung"]


def community_tree(home: HomePage) -> tuple[CommunityIndexPage, CommunityPage]:
    index = CommunityIndexPage(title="Communities", slug="communities")
    home.add_child(instance=index)
    page = CommunityPage(
        title="Gartenfreunde", slug="garten", for_whom="alle", body="<p>Wir</p>", community=CommunityFactory()
    )
    index.add_child(instance=page)
    return index, page


def article_in(page: CommunityPage) -> RoomArticlePage:
    room = CommunityRoomPage(title="Raum", slug="raum")
    page.add_child(instance=room)
    article = RoomArticlePage(title="Beete verteilen", slug="beete", body="<p>Nur für uns</p>")
    room.add_child(instance=article)
    return article


def test_articles_of_a_room_are_for_its_members(site_tree: HomePage) -> None:
    _index, page = community_tree(site_tree)
    article_in(page)
    member = frozenset({PUBLIC, SIGNED_IN, f"community:{page.community_id}:member"})

    assert titles("Beete", member) == ["Beete verteilen"]
    assert titles("Beete") == []
    assert titles("Beete", frozenset({PUBLIC, "community:0:member"})) == []


def test_a_community_that_becomes_a_draft_again_is_gone_from_the_results(site_tree: HomePage) -> None:
    _index, page = community_tree(site_tree)
    assert titles("Gartenfreunde") == ["Gartenfreunde"]

    page.community.state = State.DRAFT
    page.community.save()

    assert titles("Gartenfreunde") == []
    assert titles("Gartenfreunde", frozenset({PUBLIC, f"community:{page.community_id}:manager"})) == ["Gartenfreunde"]


def test_notices_are_for_those_whom_the_writer_chose(site_tree: HomePage, person: Callable[..., User]) -> None:
    _index, page = community_tree(site_tree)
    author = person()
    MembershipFactory(community=page.community, person=author, role=MemberRole.MANAGER)
    notice = NoticeFactory(
        community=page.community, author=author, text="Wer leiht eine Leiter?", audience=NoticeAudience.MANAGERS
    )
    manager = frozenset({PUBLIC, f"community:{page.community_id}:member", f"community:{page.community_id}:manager"})
    assert titles("Leiter", manager) == ["Wer leiht eine Leiter?"]
    assert titles("Leiter", frozenset({PUBLIC, f"community:{page.community_id}:member"})) == []

    withdraw_notice(notice, by=Person(notice.author))

    assert titles("Leiter", manager) == []


def test_a_town_that_is_added_to_a_project_finds_it(site_tree: HomePage) -> None:
    index = found_project_index()
    project = ProjectPage(title="Lernpaten")
    index.add_child(instance=project)
    town = MunicipalityFactory(ags="05315000", name="Köln")
    assert titles("Köln") == []

    ProjectTown.objects.create(page=project, town=town)

    assert titles("Köln") == ["Lernpaten"]
    ProjectPage.objects.get().save()
    assert titles("city:Koeln") == ["Lernpaten"]
    assert titles("city:05315000 Lernpaten") == ["Lernpaten"]


@pytest.mark.parametrize("at_once", [1000, 1], ids=["at once", "the rest by the worker"])
def test_a_town_that_is_renamed_finds_its_projects_by_the_new_name(
    site_tree: HomePage, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", at_once)
    index = found_project_index()
    town = MunicipalityFactory(ags="16062064", name="Nordhausen", land_code="16")
    for title in ("Lernpaten", "Gartenfest", "Chor"):
        project = ProjectPage(title=title)
        index.add_child(instance=project)
        ProjectTown.objects.create(page=project, town=town)

    renamed = MunicipalityRow(town.ags, "", "Südhausen", "Stadt", "Nordhausen", None, 40_000, "99734", None)
    store_municipalities([renamed])  # as the official list

    assert set(titles("Südhausen")) == {"Lernpaten", "Gartenfest", "Chor"}
    assert titles("Nordhausen") == []
    town.refresh_from_db()
    town.name = "Westhausen"
    town.save()
    assert len(titles("Westhausen")) == 3


def test_writing_the_same_again_changes_no_version(imprint: LegalPage) -> None:
    before = IndexEntry.objects.get(kind="page").version

    imprint.save()

    assert IndexEntry.objects.get(kind="page").version == before


def rows() -> list[tuple]:
    return sorted(IndexEntry.objects.values_list("kind", "object_id", "title", "url", "audience", "vector"))


def rows_after_a_rebuild() -> list[tuple]:
    rebuild_table()
    return rows()


def test_a_rebuild_finds_the_table_as_it_should_be(imprint: LegalPage) -> None:
    right = rows()
    IndexEntry.objects.filter(kind="page").update(title="verdorben")
    IndexEntry.objects.create(
        kind="page",
        object_id=10**9,
        language="de",
        title="übrig",
        audience=[PUBLIC],
        vector="",
        version=1,
        sort_title="",
    )

    rebuild_table()

    assert rows() == right
