"""What project editors do with proposals. Each locks the proposal: of two who decide at once, one is told."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.create_page import CreatePageAction
from wagtail.models import Locale

from accounts.access import Person, require
from cms.core.languages import SOURCE_LANGUAGE
from projects.contacting.keeping import contact_from_proposal
from projects.enums import ProposalState
from projects.errors import AlreadyDecided, NotComplete, NotNow
from projects.models import PermanentIdentifier, ProjectIndexPage, ProjectPage, Proposal, ProposalEvent
from projects.proposing.files import publish_files
from projects.proposing.letters import tell_author
from projects.proposing.making import page_of
from projects.proposing.reading import completeness_of
from projects.proposing.services import account_of, move
from projects.proposing.steps import checked_forms
from projects.services import found_project_index


@transaction.atomic
def comment_on(proposal: Proposal, *, by: Person, comment: str, is_internal: bool) -> ProposalEvent:
    """Say something about a proposal that was sent, to its author or among editors only.

    Raises:
        AccessDenied: no project editor.
        NotNow: it is a draft.
    """
    locked = _locked(proposal, by)
    event = move(locked, ProposalState(locked.state), by=by, comment=comment, is_internal=is_internal)
    if not is_internal and locked.state == ProposalState.SUBMITTED:
        tell_author(locked, comment=comment)
    return event


@transaction.atomic
def send_back(proposal: Proposal, *, by: Person, comment: str) -> Proposal:
    """Let the author change a proposal, and say what; the same editor twice changes nothing.

    Raises: AccessDenied, AlreadyDecided, NotComplete (no comment).
    """
    return _decide(proposal, ProposalState.SENT_BACK, by=by, comment=comment)


@transaction.atomic
def decline(proposal: Proposal, *, by: Person, comment: str) -> Proposal:
    """Decline a proposal with a reason. Raises: AccessDenied, AlreadyDecided, NotComplete (no reason)."""
    return _decide(proposal, ProposalState.DECLINED, by=by, comment=comment)


@transaction.atomic
def accept(proposal: Proposal, *, by: Person, comment: str = "") -> ProjectPage:
    """Make the draft of a page out of a proposal; accepting twice gives the same page.

    The page lies below the finder in the language of the proposal, as collected; contacts and files go with it.

    Raises: AccessDenied, AlreadyDecided (somebody declined or sent it back), NotComplete.
    """
    locked = _locked(proposal, by)
    if locked.state == ProposalState.ACCEPTED and locked.record is not None:
        made = ProjectPage.objects.filter(translation_key=locked.record.translation_key).order_by("pk").first()
        if made is not None:
            return made
    if not locked.may_become(ProposalState.ACCEPTED):
        raise AlreadyDecided
    filled = checked_forms(locked)
    missing = [str(part.label) for part in completeness_of(locked, filled).needed]
    if missing:
        raise NotComplete(missing)
    page = _create(page_of(locked, filled), _index(locked.language), by)
    locked.record = PermanentIdentifier.objects.get(identifier=page.identifier)
    contact_from_proposal(locked, filled["contact"].cleaned_data)
    locked.data = {key: kept for key, kept in locked.data.items() if key != "contact"}
    publish_files(locked)
    move(locked, ProposalState.ACCEPTED, by=by, comment=comment)
    tell_author(locked, comment=comment)
    return page


class _AsItIs:
    """Stands where Wagtail's action expects the editor's form: the page is made already, and whole."""

    def __init__(self, page: ProjectPage) -> None:
        self._page = page

    def is_valid(self) -> bool:
        """Return that it is; every field was checked by the form it came from."""
        return True

    def save(self, commit: bool = True) -> ProjectPage:  # noqa: ARG002  Wagtail's signature
        """Return the page."""
        return self._page

    def save_m2m(self) -> None:
        """Do nothing: its rows are part of it."""


def _create(page: ProjectPage, parent: ProjectIndexPage, by: Person) -> ProjectPage:
    """Create the draft by Wagtail's own action.

    Our right has decided: project editors may not add pages in other languages, but take what is written in them.
    """
    user = account_of(by)
    page.locale, page.owner = parent.locale, user
    action = CreatePageAction(page, parent=parent, user=user, form=_AsItIs(page))
    created: ProjectPage = action.execute(skip_permission_checks=True)
    return created


def _decide(proposal: Proposal, state: ProposalState, *, by: Person, comment: str) -> Proposal:
    locked = _locked(proposal, by)
    if not comment.strip():
        raise NotComplete([_("a reason, for whoever proposed it")])
    if not locked.may_become(state):
        raise AlreadyDecided
    move(locked, state, by=by, comment=comment)
    tell_author(locked, comment=comment)
    return locked


def _index(language: str) -> ProjectIndexPage:
    """Return the finder in this language, else the German one."""
    source = found_project_index()
    locale = Locale.objects.filter(language_code=language).first()
    translated = source.get_translation_or_none(locale) if locale and language != SOURCE_LANGUAGE else None
    return translated or source


def _locked(proposal: Proposal, by: Person) -> Proposal:
    require(by, "projects.review_proposals")
    locked = Proposal.objects.select_for_update(of=("self",)).select_related("author", "record").get(pk=proposal.pk)
    if locked.submitted_at is None or locked.state == ProposalState.DRAFT:
        raise NotNow(locked.get_state_display())
    locked.updated_at = timezone.now()
    return locked
