"""Project editors decide about proposals; what they accept becomes a page without being typed again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from accounts.access import Person
from accounts.enums import Role
from accounts.errors import AccessDenied
from accounts.models import User
from accounts.services import office_collection
from home.services import set_up_site
from projects.enums import ProposalState, Standing
from projects.errors import AlreadyDecided
from projects.models import FieldOfAction, PermanentIdentifier, ProjectContact, ProjectIndexPage, ProjectPage, Proposal
from projects.proposing import deciding, files, services
from projects.services import found_project_index
from tests.factories.projects import project, town
from tests.factories.proposals import WRITTEN, ProposalFactory, somebody
from tests.projects.test_proposing import png

MakePerson = Callable[..., User]
QUEUE = "/admin/project_proposals/"


@pytest.fixture
def editor(index: ProjectIndexPage, person: MakePerson) -> User:
    town("05315000", "Köln")
    return person(Role.PROJECT_EDITOR)


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def test_drafts_are_not_in_the_queue_and_others_do_not_see_it(desk: Client, person: MakePerson) -> None:
    sent = ProposalFactory(author=somebody(), submitted=True)
    draft = ProposalFactory(author=somebody("Doris Draft"), title="Unfertiges")
    page = desk.get(QUEUE).content.decode()
    assert sent.title in page
    assert "Unfertiges" not in page
    assert "(1)" in page  # in the menu
    assert desk.get(f"{QUEUE}{draft.key}/").status_code == 404
    for role in (Role.EDITOR, Role.PUBLISHER):
        other = Client()
        other.force_login(person(role))
        for address in (QUEUE, f"{QUEUE}{sent.key}/"):
            assert sent.title not in other.get(address, follow=True).content.decode()
    with pytest.raises(AccessDenied):
        deciding.accept(sent, by=Person(person(Role.EDITOR)))


def test_sent_back_with_a_comment_mended_and_accepted(
    desk: Client, editor: User, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    author = somebody(language="de")
    proposal = ProposalFactory(author=author, submitted=True)
    decide = f"{QUEUE}{proposal.key}/decide/"
    assert desk.post(decide, {"decision": "send_back"}).status_code == 200  # without a reason
    desk.post(decide, {"decision": "note", "comment": "Streng geheim."})
    desk.post(decide, {"decision": "send_back", "comment": "Seit wann gibt es das?"})
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SENT_BACK
    [letter] = mailoutbox
    assert letter.to == [author.email]
    assert "Seit wann gibt es das?" in letter.body
    own = Client()
    own.force_login(author)
    page = own.get(f"/de/projekte/vorschlagen/{proposal.key}/").content.decode()
    assert "Seit wann gibt es das?" in page
    assert "Streng geheim" not in page
    own.post(f"/de/projekte/vorschlagen/{proposal.key}/absenden/", {"agreed": "on"})
    assert mailoutbox[-1].to == [editor.email]
    answer = desk.post(decide, {"decision": "accept", "comment": "Schön!"})
    assert answer.headers["Location"].endswith("/edit/")
    assert desk.get(answer.headers["Location"]).status_code == 200
    assert mailoutbox[-1].to == [author.email]


def test_everything_that_was_written_is_in_the_page(editor: User, index: ProjectIndexPage) -> None:
    author = somebody()
    proposal = ProposalFactory(author=author)
    files.add_file(proposal, png("raum.png"), title="Der Raum", rights="Foto: N. Nadel", by=Person(author))
    paper = SimpleUploadedFile("konzept.txt", b"Konzept", "text/plain")
    files.add_file(proposal, paper, title="Konzept", rights="Nadelöhr", by=Person(author))
    services.submit_proposal(proposal, by=Person(author))
    page = deciding.accept(proposal, by=Person(editor))
    assert deciding.accept(proposal, by=Person(editor)).pk == page.pk
    page = ProjectPage.objects.get()
    assert not page.live
    assert page.get_parent().pk == index.pk
    assert (page.title, page.standing, page.carrier) == ("Nähcafé am Ring", Standing.COLLECTED, "Nadelöhr e. V.")
    assert [row.town.ags for row in page.towns.all()] == ["05315000"]
    assert [row.field.slug for row in page.fields_of_action.all()] == ["language", "health"]
    assert [row.group.slug for row in page.target_groups.all()] == ["women"]
    assert (page.languages_offered, page.staff_fte, page.volunteers) == (["ar", "de"], Decimal("1.5"), 0)
    assert (str(page.start), page.start_precision, page.is_ongoing) == ("2021-09-01", "month", True)
    assert [(row.funder, row.amount, row.year) for row in page.funding.all()] == [("Stadt Köln", Decimal(12000), 2023)]
    assert [row.name for row in page.partners.all()] == ["Caritas"]
    story = {part.block_type: str(part.value) for part in page.story}
    assert "&lt;b&gt;" in story["process"]
    assert story["process"].count("<p>") == 2
    assert [(one.value["name"], one.value["value"]) for one in page.indicators] == [
        ("Teilnehmerinnen", Decimal("40.5"))
    ]
    assert [part.block_type for part in page.material] == ["picture", "file", "link"]
    for file in proposal.files.all():
        assert file.stored.collection == office_collection()
        assert b"".join(Client().get(file.stored.file.url).streaming_content)
    contact = ProjectContact.objects.get()
    assert (contact.name, contact.name_is_public, contact.email_is_public) == ("Nadia Nadel", True, False)
    proposal.refresh_from_db()
    assert proposal.record == PermanentIdentifier.objects.get(identifier=page.identifier)
    assert "nadia@example.org" not in str(proposal.data)
    page.save_revision().publish()
    assert Client().get(f"/de/projekte/{page.identifier}/").status_code == 200


def test_a_field_that_was_retired_since_is_followed(editor: User) -> None:
    old = FieldOfAction.objects.get(slug="language")
    old.is_retired, old.successor = True, FieldOfAction.objects.get(slug="work")
    old.save()
    page = deciding.accept(ProposalFactory(author=somebody(), submitted=True), by=Person(editor))
    assert page.fields_of_action.first().field.slug == "work"


def test_what_is_written_in_arabic_lies_below_the_arabic_finder(editor: User) -> None:
    about = {**WRITTEN["about"], "title": "مقهى الخياطة", "language": "ar"}
    proposal = ProposalFactory(author=somebody(), submitted=True, language="ar", data={**WRITTEN, "about": about})
    page = deciding.accept(proposal, by=Person(editor))
    assert page.locale.language_code == "ar"


def test_editors_see_what_may_be_the_same(desk: Client, index: ProjectIndexPage) -> None:
    project(index, "Nähcafé am Ring", towns=[town("05315000", "Köln")])
    proposal = ProposalFactory(author=somebody(), submitted=True)
    ProposalFactory(author=somebody("Bert Bald"), submitted=True, title="Nähcafe am Ring")
    page = desk.get(f"{QUEUE}{proposal.key}/").content.decode()
    assert "Nähcafe am Ring" in page
    assert "gp-" in page


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_is_told(person: MakePerson) -> None:
    set_up_site()
    found_project_index()
    town("05315000", "Köln")
    proposal = ProposalFactory(author=somebody(), submitted=True)
    editors = [person(Role.PROJECT_EDITOR), person(Role.PROJECT_EDITOR)]

    def act(number: int) -> str:
        try:
            if number == 0:
                deciding.accept(proposal, by=Person(editors[0]))
            else:
                deciding.decline(proposal, by=Person(editors[1]), comment="Das gibt es schon.")
        except AlreadyDecided as told:
            return str(told)
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(act, (0, 1)))
    assert answers.count("done") == 1
    proposal = Proposal.objects.get()
    assert proposal.state in (ProposalState.ACCEPTED, ProposalState.DECLINED)
    assert ProjectPage.objects.count() == (proposal.state == ProposalState.ACCEPTED)
    assert proposal.events.count() == 1
