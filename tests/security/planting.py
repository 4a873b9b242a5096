"""A site with a marked word in every place that is not everybody's.

Each word is unguessable and stands in one place only, so a word that turns up tells what leaked.
"""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    APIToken,
    Collection,
    CollectionViewRestriction,
    Comment,
    Locale,
    Page,
    PageViewRestriction,
)
from wagtail_localize.models import Translation, TranslationSource

from accounts.access import ANONYMOUS, Person, may_see
from accounts.enums import Role
from accounts.services import office_collection
from cms.core.models import SiteDocument, SiteImage
from communities.enums import MemberRole, NoticeAudience, State
from communities.models import (
    Community,
    CommunityIndexPage,
    CommunityPage,
    CommunityRoomPage,
    JoinRequest,
    Membership,
    Notice,
    RoomArticlePage,
)
from guidance.models import Feedback, GuidanceIndexPage, GuidancePage
from home.models import HomePage, LegalPage, MenuItem, UrgentNotice, UrgentNoticeText
from home.services import found_site, set_up_editorial
from projects.contacting.reminding import link_token
from projects.enums import ConsentSource, ProposalState, UploadState
from projects.models import (
    ImportRun,
    PermanentIdentifier,
    ProjectContact,
    ProjectIndexPage,
    ProjectPage,
    Proposal,
    ProposalEvent,
    ProposalFile,
    RecordVersion,
    SearchAlert,
    TableLine,
    TableUpload,
)
from projects.proposing.files import waiting_collection
from tests.security.people import People

LANGUAGES = ("de", "ar")


@dataclass
class World:
    """What was planted: words by where they stand, and everything that addresses can name."""

    people: People
    words: dict[str, str] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    hidden: dict[str, list[Any]] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """Return a new word and remember where it stands."""
        made = f"zq{secrets.token_hex(6)}"
        self.words[made] = place
        return made

    def keep(self, kind: str, *things: Any) -> None:
        """Remember identifiers of hidden things, by kind, for addresses."""
        self.hidden.setdefault(kind, []).extend(things)


def plant() -> World:
    """Make the site."""
    home = found_site(languages=LANGUAGES)
    world = World(People())
    sections = _sections(home)
    _office_drafts(world, sections)
    _versions(world, sections["projects"])
    _restricted_pages(world, sections["guidance"], home)
    _communities(world, home)
    _files(world)
    _proposals(world)
    _contacts(world, sections["projects"])
    _personal(world)
    _traces(world)
    _notices(world)
    _words_of_readers(world)
    set_up_editorial()
    _workflow(world)
    world.pages = list(Page.objects.filter(depth__gt=1).specific())
    world.keep("page", *[page.pk for page in _one_of_each_kind(world)])
    world.keep("revision", *[page.latest_revision_id for page in _one_of_each_kind(world)])
    return world


def _one_of_each_kind(world: World) -> list[Page]:
    """Return pages that stand for the others in long lists of addresses, those first that fewest may see."""
    kinds = {(page.specific_class, page.live, page.locale_id, _is_closed(page)): page for page in reversed(world.pages)}
    order = (RoomArticlePage, CommunityRoomPage, CommunityPage, ProjectPage, GuidancePage, LegalPage)
    chosen = [page for page in kinds.values() if page.specific_class in order]
    return sorted(chosen, key=lambda page: (order.index(page.specific_class), page.live, page.pk))


def _is_closed(page: Page) -> bool:
    return may_see(Person(ANONYMOUS), page)


def publish(parent: Page, page: Page, **settings: Any) -> Page:
    """Put a page below `parent` and publish it."""
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def draft(parent: Page, page: Page) -> Page:
    """Put a page below `parent` that was never published."""
    page.locale, page.live = parent.locale, False
    parent.add_child(instance=page)
    page.save_revision()
    return page


def in_arabic(page: Page, **texts: str) -> Page:
    """Publish the Arabic translation of a page, with texts of its own."""
    translated = page.copy_for_translation(Locale.objects.get(language_code="ar"))
    for name, text in texts.items():
        setattr(translated, name, text)
    translated.save_revision().publish()
    translated.refresh_from_db()
    return translated


def _sections(home: HomePage) -> dict[str, Page]:
    sections = {
        "guidance": publish(home, GuidanceIndexPage(title="Wegweiser", slug="wegweiser", intro="Text")),
        "projects": publish(home, ProjectIndexPage(title="Projekte", slug="projekte")),
        "communities": publish(home, CommunityIndexPage(title="Communities", slug="communities")),
    }
    for section in sections.values():
        in_arabic(section)
    return sections


def _topic(world: World, place: str) -> GuidancePage:
    """Return a topic with a word in each of its texts."""
    return GuidancePage(
        title=world.word(place),
        slug=world.word(f"{place}, address"),
        summary=world.word(place),
        seo_title=world.word(place),
        search_description=world.word(place),
        body=[("text", f"<p>{world.word(place)}</p>")],
        responsible=world.word(place),
    )


def _project(world: World, place: str) -> ProjectPage:
    return ProjectPage(title=world.word(place), slug=world.word(f"{place}, address"), summary=world.word(place))


def _withdrawn_project(world: World) -> ProjectPage:
    """Return a project whose title stays known to whoever has cited it; everything else goes with it."""
    return ProjectPage(title="Zurückgezogenes Projekt", summary=world.word("withdrawn project"))


def _office_drafts(world: World, sections: dict[str, Page]) -> None:
    """Plant what the office has not published, or no longer has."""
    guidance, projects = sections["guidance"], sections["projects"]
    draft(guidance, _topic(world, "draft topic"))
    draft(projects, _project(world, "draft project"))
    draft(guidance.get_parent(), LegalPage(title=world.word("draft legal page"), slug="rechtliches", body="x"))
    for place, page in (("withdrawn topic", _topic(world, "withdrawn topic")),
                        ("withdrawn project", _withdrawn_project(world))):  # fmt: skip
        publish(guidance if "topic" in place else projects, page).unpublish()
    live = publish(guidance, GuidancePage(title="Offenes Thema", slug="offen", summary="Offen"))
    live.summary = live.title = world.word("changes not yet published")
    live.save_revision()
    translated = in_arabic(GuidancePage.objects.get(pk=live.pk))
    translated.unpublish()
    Page.objects.filter(pk=translated.pk).update(title=world.word("withdrawn translation"))
    expired = publish(guidance, _topic(world, "expired topic"))
    expired.expire_at = timezone.now() - timedelta(hours=1)
    expired.save()
    scheduled = _topic(world, "scheduled topic")
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    draft(guidance, scheduled)
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    source, _made = TranslationSource.update_or_create_from_instance(GuidancePage.objects.get(pk=live.pk))
    translation, _made = Translation.objects.get_or_create(
        source=source, target_locale=Locale.objects.get(language_code="ar")
    )
    world.keep("translation", translation.pk)
    world.keep("translation_source", source.pk)


def _versions(world: World, section: Page) -> None:
    """Plant an old version that was closed, and a draft; ask for the versions of all projects, side by side too."""
    page = publish(section, _project(world, "closed version of a project"))
    page.title, page.summary, page.change_note = "Offenes Projekt", "Offen", "Namen entfernt"
    page.save_revision().publish()
    page = ProjectPage.objects.get(pk=page.pk)
    page.title = page.change_note = world.word("changes not yet published")
    page.save_revision()
    RecordVersion.objects.filter(record__identifier=page.identifier, number=1).update(is_readable=False)
    identifiers = [project.identifier for project in ProjectPage.objects.all()]
    for identifier in identifiers:
        world.keep("old_path", *(f"/de/projekte/{identifier}/?version={number}" for number in (1, 2, 3)))
        for name in ("vergleich/", "vergleich.csv"):
            world.keep("old_path", f"/ar/projekte/{name}?id={identifier}&id={page.identifier}")


def _restricted_pages(world: World, section: Page, home: HomePage) -> None:
    """Plant pages for people who are signed in, and for a group, with translations."""
    for kind, place in (("login", "page for signed-in people"), ("groups", "page for a group")):
        page = publish(section, _topic(world, place))
        below = publish(page, _topic(world, place))
        translated = in_arabic(page, title=world.word(place), summary=world.word(place))
        in_arabic(below, title=world.word(place))
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
        if kind == "groups":
            restriction.groups.add(Group.objects.get(name=Role.MEMBER))
        page.create_alias(parent=home, update_slug=world.word(f"{place}, address"))
        MenuItem.objects.create(place=MenuItem.Place.FOOTER, page=page)
        Redirect.objects.create(old_path=f"/{kind}-alt", redirect_page=page)
        Redirect.objects.create(old_path=f"/de/{kind}-alt", redirect_link=page.url)
        world.keep("restriction", restriction.pk)
        world.keep("old_path", f"/{kind}-alt/", f"/de/{kind}-alt/")
        assert translated.live


def _communities(world: World, home: HomePage) -> None:
    index = CommunityIndexPage.objects.get(locale=home.locale)
    _community(world, index, "chor", managed_by=world.people.manager, members=[world.people.member])
    _community(world, index, "anders", managed_by=world.people.other_manager, members=[world.people.other_member])
    chor = Community.objects.get(key="chor")
    now = timezone.now()
    Membership.objects.create(
        community=chor, person=world.people.former_member, since=now - timedelta(days=9), until=now - timedelta(days=1)
    )
    request = JoinRequest.objects.create(
        community=chor, person=world.people.applicant, message=world.word("request to join")
    )
    world.keep("join_request", request.pk)
    hidden = Community.objects.create(
        key=world.word("community not yet public, address"), name=world.word("community not yet public")
    )
    Membership.objects.create(community=hidden, person=world.people.manager, role=MemberRole.MANAGER, since=now)
    page = publish(index, CommunityPage(title=world.word("community not yet public"), community=hidden,
                                        for_whom=world.word("community not yet public"), body="x"))  # fmt: skip
    in_arabic(page, title=world.word("community not yet public"))
    world.keep("community", hidden.pk)
    world.keep("community_key", hidden.key)


def _community(world: World, index: Page, key: str, *, managed_by: Any, members: list[Any]) -> None:
    """Make a public community with a room in two languages, a board, files and members."""
    inside = f"room of {key}"
    collection = Collection.get_first_root_node().add_child(name=world.word(f"collection of {key}"))
    community = Community.objects.create(key=key, name=key, state=State.PUBLIC, collection=collection)
    now = timezone.now()
    Membership.objects.create(community=community, person=managed_by, role=MemberRole.MANAGER, since=now)
    for person in members:
        Membership.objects.create(community=community, person=person, since=now)
    side = publish(index, CommunityPage(title=key, slug=key, community=community, for_whom="Alle", body="<p>x</p>"))
    room = publish(side, CommunityRoomPage(title=world.word(inside), slug="raum", intro=f"<p>{world.word(inside)}</p>"))
    article = publish(room, RoomArticlePage(title=world.word(inside), slug=world.word(f"{inside}, address"),
                                            body=f"<p>{world.word(inside)}</p>"))  # fmt: skip
    for page in (side, room, article):
        in_arabic(page, title="جوقة" if page is side else world.word(inside))
    unfinished = draft(room, RoomArticlePage(title=world.word(f"draft in the {inside}"), slug="entwurf", body="x"))
    for audience, place in ((NoticeAudience.MEMBERS, inside), (NoticeAudience.MANAGERS, f"managers' notice in {key}")):
        notice = Notice.objects.create(
            community=community, author=managed_by, text=world.word(place), audience=audience
        )
        world.keep("notice", notice.pk)
    withdrawn = Notice.objects.create(
        community=community, text=world.word(f"withdrawn notice in {key}"), withdrawn_at=now
    )
    _put_files(world, collection, inside)
    world.keep("notice", withdrawn.pk)
    world.keep("community", community.pk)
    world.keep("community_key", key)
    world.keep("collection", collection.pk)
    assert not unfinished.live


def _put_files(world: World, collection: Collection, place: str) -> None:
    picture = Image.new("RGB", (32, 16), "teal")
    target = BytesIO()
    picture.save(target, "PNG")
    image = SiteImage.objects.create(
        title=world.word(f"picture, {place}"),
        description=world.word(f"picture, {place}"),
        credit=world.word(f"picture, {place}"),
        file=ContentFile(target.getvalue(), name=f"{world.word(f'picture, {place}')}.png"),
        collection=collection,
    )
    image.tags.add(world.word(f"picture, {place}"))
    document = SiteDocument.objects.create(
        title=world.word(f"document, {place}"),
        file=ContentFile(world.word(f"document, {place}").encode(), name=f"{world.word(f'document, {place}')}.txt"),
        collection=collection,
    )
    document.get_file_hash()
    world.keep("image", image.pk)
    world.keep("document", document.pk)
    world.keep("file", image.file.name, image.get_rendition("width-16").file.name, document.file.name)
    world.keep("document_address", (document.pk, document.filename))


def _files(world: World) -> None:
    """Plant files in a collection restricted by Wagtail's own means, below a restricted one."""
    outer = Collection.get_first_root_node().add_child(name=world.word("restricted collection"))
    restriction = CollectionViewRestriction.objects.create(collection=outer, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name=Role.MEMBER))
    _put_files(world, outer.add_child(name=world.word("restricted collection")), "restricted collection")
    world.keep("collection", outer.pk)
    world.keep("collection_restriction", restriction.pk)
    assert office_collection()


def _proposals(world: World) -> None:
    """Plant what somebody has begun to propose, and what somebody has sent with a file and remarks among editors."""
    now = timezone.now()
    for place, state, author in (
        ("begun proposal", ProposalState.DRAFT, world.people.applicant),
        ("sent proposal", ProposalState.SUBMITTED, world.people.guest),
    ):
        title = world.word(place)
        proposal = Proposal.objects.create(
            author=author,
            language="de",
            state=state,
            title=title,
            data={"about": {"title": title, "summary": world.word(place)}, "carrier": {"carrier": world.word(place)}},
            submitted_at=now if state == ProposalState.SUBMITTED else None,
        )
        document = SiteDocument.objects.create(
            title=world.word(f"file of a {place}"),
            file=ContentFile(world.word(place).encode(), name=f"{world.word(f'file of a {place}')}.txt"),
            collection=waiting_collection(),
        )
        file = ProposalFile.objects.create(
            proposal=proposal, document=document, title=world.word(place), rights=world.word(place)
        )
        for internal, said in ((False, place), (True, f"remark among editors on a {place}")):
            ProposalEvent.objects.create(
                proposal=proposal, from_state=state, to_state=state, comment=world.word(said), is_internal=internal
            )
        world.keep("proposal_key", proposal.key)
        world.keep("proposal_file", file.key)
        world.keep("document", document.pk)
        world.keep("file", document.file.name)
        world.keep("document_address", (document.pk, document.filename))


def _contacts(world: World, finder: Page) -> None:
    """Plant a contact of an open project who makes nothing public, and one of a draft who makes everything public."""
    page = ProjectPage(title="Offenes Projekt")
    finder.add_child(instance=page)
    page.save_revision().publish()
    today = timezone.localdate()
    hidden = ProjectPage.objects.filter(live=False).first()
    assert hidden
    for project, place, is_public in ((page, "contact", False), (hidden, "contact of a draft", True)):
        contact = ProjectContact.objects.create(
            record=PermanentIdentifier.objects.get(identifier=project.identifier),
            name=world.word(place),
            email=f"{world.word(place)}@example.org",
            phone=world.word(place),
            name_is_public=is_public,
            email_is_public=is_public,
            phone_is_public=is_public,
            consented_on=today,
            consent_until=today + timedelta(days=900),
            consent_source=ConsentSource.LETTER,
            reminded_at=timezone.now(),
        )
        world.keep("contact_key", contact.key)
        world.keep("contact", contact.pk)
        contact.reminded_at = None
        world.keep("contact_link", link_token(contact))


def _personal(world: World) -> None:
    """Plant what only people themselves know: addresses, tokens. Members see names."""
    for name, person in world.people.by_name().items():
        person.email = f"{world.word(f'address of {name}')}@example.org"
        person.display_name = world.word(f"name of {name}")
        person.save()
        person.emailaddress_set.update(email=person.email)
        token, _key = APIToken.create_token(user=person, name=world.word(f"token of {name}"))
        world.keep("token", token.pk)
        world.keep("user", person.pk)
    word = world.word("search that somebody follows by e-mail")
    SearchAlert.objects.create(
        email=f"{world.word('address of somebody who follows a search')}@example.org",
        question=f"q={word}",
        language="de",
    )


def _traces(world: World) -> None:
    """Plant notes of the work: comments on drafts, refusals of imports."""
    page = GuidancePage.objects.filter(live=False).first()
    assert page
    Comment.objects.create(
        page=page, user=world.people.editor, text=world.word("comment on a draft"), contentpath="title"
    )
    ImportRun.objects.create(
        preset="csv", file_name=world.word("import"), file_digest="0" * 64, message=world.word("import"), report="x.csv"
    )
    for state in (UploadState.COLUMNS, UploadState.CHECKED):
        _brought_table(world, state)


def _brought_table(world: World, state: UploadState) -> None:
    """Plant a table that a project editor brought, not yet imported."""
    upload = TableUpload.objects.create(
        by=world.people.project_editor,
        source_name=world.word("brought table"),
        file_name=world.word("brought table"),
        headings=[world.word("brought table")],
        samples=[[world.word("brought table")]],
        mapping=["title"],
        counts={"new": 1, "new_projects": 1},
        state=state,
    )
    TableLine.objects.create(
        upload=upload, number=2, group=2, title=world.word("brought table"), explanation=world.word("brought table")
    )
    world.keep("table_upload", upload.pk)


def _notices(world: World) -> None:
    """Plant urgent notices that are over, still to come, or drafts."""
    now, hour = timezone.now(), timedelta(hours=1)
    for start, end, live in ((-2, -1, True), (1, 2, True), (-1, 1, False)):
        place = "urgent notice not shown"
        notice = UrgentNotice.objects.create(shown_from=now + start * hour, shown_until=now + end * hour, live=live)
        UrgentNoticeText.objects.create(notice=notice, title=world.word(place), text=world.word(place))
        world.keep("urgent_notice", notice.pk)


def _words_of_readers(world: World) -> None:
    """Plant what a reader has said about an open page."""
    page = GuidancePage.objects.get(slug="offen", locale__language_code="de")
    word = Feedback.objects.create(
        page=page, kind="wrong", language="de", comment=world.word("word of a reader"), answer=world.word("answer")
    )
    world.keep("word", word.pk)


def _workflow(world: World) -> None:
    """Send a draft through the workflow and send it back with a comment."""
    page = GuidancePage.objects.filter(live=False, go_live_at=None).first()
    assert page
    workflow = page.get_workflow()
    state = workflow.start(page, world.people.editor)
    task_state = state.current_task_state
    task_state.reject(user=world.people.reviewer, comment=world.word("comment on a check"))
    world.keep("workflow", workflow.pk)
    world.keep("workflow_state", state.pk)
    world.keep("task_state", task_state.pk)
    world.keep("task", task_state.task_id)
