"""What the worker does for projects now and then: reminds contacts, forgets what was promised to be forgotten."""

from datetime import datetime, timedelta
from threading import Event

from django.db import transaction
from django.utils import timezone

from projects.contacting.relaying import forget_relayed
from projects.contacting.reminding import forget_expired, remind_due
from projects.enums import ProposalState
from projects.models import Proposal
from projects.proposing.files import delete_file

_EVERY_SECONDS = 3600
#: Drafts, and what was withdrawn or declined, are deleted when nobody has touched them for so long.
FORGOTTEN_AFTER = timedelta(days=365)
_FORGOTTEN_STATES = (
    ProposalState.DRAFT,
    ProposalState.SENT_BACK,
    ProposalState.WITHDRAWN,
    ProposalState.DECLINED,
)


def keep_promises(stopped: Event) -> None:
    """Work until `stopped` is set."""
    while not stopped.is_set():
        now = timezone.now()
        remind_due(now, stopped)
        forget_expired(timezone.localdate(now))
        forget_relayed()
        forget_proposals(now, stopped)
        stopped.wait(_EVERY_SECONDS)


def forget_proposals(at: datetime, stopped: Event) -> int:
    """Delete proposals that nobody has touched for a year, with their files, one by one; return how many."""
    count = 0
    while not stopped.is_set() and _forget_one(at):
        count += 1
    return count


@transaction.atomic
def _forget_one(at: datetime) -> bool:
    old = Proposal.objects.filter(state__in=_FORGOTTEN_STATES, updated_at__lt=at - FORGOTTEN_AFTER)
    proposal = old.select_for_update(of=("self",), skip_locked=True).order_by("pk").first()
    if proposal is None:
        return False
    for file in proposal.files.all():
        delete_file(file)
    proposal.delete()
    return True
