"""What somebody does with a proposal of their own: begin, write, send, withdraw, take up again."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import Person, require
from accounts.models import User
from cms.core.languages import BY_CODE
from projects.enums import EDITABLE_PROPOSALS, ProposalState
from projects.errors import NotComplete, NotNow, TooMuch
from projects.models import Proposal, ProposalEvent
from projects.proposing.base import Kept, StepForm
from projects.proposing.letters import confirm_receipt, tell_editors
from projects.proposing.reading import chapters, completeness_of
from projects.proposing.steps import checked_forms

#: Unfinished proposals of one person at the same time.
MOST_OPEN = 20


@transaction.atomic
def begin_proposal(*, by: Person, language: str, form: StepForm | None = None) -> Proposal:
    """Begin a proposal.

    Args:
        by: who proposes; they alone see it until it is sent.
        language: BCP 47 tag of the language it is written in, unless the first screen says otherwise.
        form: the first screen, valid or not; what is right in it is kept.
    Raises: AccessDenied, TooMuch.
    """
    require(by, "projects.propose")
    author = account_of(by)
    User.objects.select_for_update().get(pk=author.pk)  # so that pressing twice does not pass the limit
    if Proposal.objects.filter(author=author, state__in=EDITABLE_PROPOSALS).count() >= MOST_OPEN:
        raise TooMuch(
            _("You have %(number)s unfinished proposals. Finish or withdraw one of them first.") % {"number": MOST_OPEN}
        )
    proposal = Proposal.objects.create(author=author, language=language)
    return save_step(proposal, "about", form, by=by) if form is not None else proposal


def save_step(proposal: Proposal, key: str, form: StepForm, *, by: Person) -> Proposal:
    """Keep what is right on one screen; see `save_steps`."""
    return save_steps(proposal, {key: form}, by=by)


@transaction.atomic
def save_steps(proposal: Proposal, forms: Mapping[str, StepForm], *, by: Person) -> Proposal:
    """Keep what is right on some screens; what is wrong stays as it was before.

    Args:
        proposal: locked here; must be a draft or sent back.
        forms: by the keys of the screens, bound and checked.
        by: the author.
    Raises: AccessDenied, NotVisible, NotNow.
    """
    locked = _locked(proposal, by)
    if not locked.is_editable:
        raise NotNow(locked.get_state_display())
    written = {key: _kept(form, locked.data.get(key, {})) for key, form in forms.items()}
    if "contact" in written and not forms["contact"].kept():
        written["contact"] = {}  # nothing of a person who has not agreed
    locked.data = {**locked.data, **written}
    about = locked.data.get("about", {})
    locked.title = str(about.get("title", ""))[:255]
    if about.get("language") in BY_CODE:
        locked.language = about["language"]
    locked.updated_at = timezone.now()
    locked.save()
    return locked


def _kept(form: StepForm, before: Kept) -> Kept:
    return {name: value for name, value in before.items() if name in form.errors} | form.kept()


@transaction.atomic
def submit_proposal(proposal: Proposal, *, by: Person, comment: str = "") -> Proposal:
    """Send a proposal to the project editors; the second time changes nothing.

    Raises:
        AccessDenied, NotVisible: it is not theirs.
        NotNow: it was withdrawn or decided about.
        NotComplete: something is missing or wrong.
    """
    locked = _locked(proposal, by)
    if locked.state == ProposalState.SUBMITTED:
        return locked
    _require_move(locked, ProposalState.SUBMITTED)
    filled = checked_forms(locked)
    problems = [problem for chapter in chapters(filled) for problem in chapter.problems]
    missing = [str(part.label) for part in completeness_of(locked, filled).needed]
    if problems or missing:
        raise NotComplete([*missing, *problems])
    locked.submitted_at = timezone.now()
    move(locked, ProposalState.SUBMITTED, by=by, comment=comment)
    confirm_receipt(locked)
    tell_editors(locked)
    return locked


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Person) -> Proposal:
    """Take a proposal back; the second time changes nothing. Raises: AccessDenied, NotVisible, NotNow."""
    locked = _locked(proposal, by)
    if locked.state != ProposalState.WITHDRAWN:
        _require_move(locked, ProposalState.WITHDRAWN)
        move(locked, ProposalState.WITHDRAWN, by=by)
    return locked


@transaction.atomic
def take_up_again(proposal: Proposal, *, by: Person) -> Proposal:
    """Make a withdrawn proposal a draft again. Raises: AccessDenied, NotVisible, NotNow."""
    locked = _locked(proposal, by)
    if locked.state != ProposalState.DRAFT:
        _require_move(locked, ProposalState.DRAFT)
        move(locked, ProposalState.DRAFT, by=by)
    return locked


def move(
    locked: Proposal, state: ProposalState, *, by: Person, comment: str = "", is_internal: bool = False
) -> ProposalEvent:
    """Put a locked proposal into a state and write down who did it; the caller has asked whether it may go there."""
    event = ProposalEvent.objects.create(
        proposal=locked,
        by=account_of(by),
        from_state=locked.state,
        to_state=state,
        comment=comment,
        is_internal=is_internal,
    )
    locked.state = state
    locked.updated_at = timezone.now()
    locked.save()
    return event


def account_of(person: Person) -> User:
    """Return the account of somebody whose right has been asked before."""
    if not isinstance(person.user, User):
        raise TypeError("Whoever acts has an account: the permission was not asked.")
    return person.user


def _locked(proposal: Proposal, by: Person) -> Proposal:
    locked = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    require(by, "projects.change_proposal", locked)
    return locked


def _require_move(locked: Proposal, state: ProposalState) -> None:
    if not locked.may_become(state):
        raise NotNow(locked.get_state_display())
