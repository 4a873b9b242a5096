"""Joining, asking to join, leaving."""

from django.db import transaction
from django.utils import timezone

from accounts.access import Person, require
from accounts.models import User
from communities.enums import MemberRole, RequestState
from communities.errors import AlreadyDecided, AlreadyMember
from communities.models import Community, JoinRequest, Membership


@transaction.atomic
def join(community: Community, *, by: Person) -> Membership:
    """Make `by` a member of an open community; whoever is one already stays one.

    Args:
        community: locked here, so that two tabs make one membership.
        by: who joins; nobody joins for somebody else.
    Raises: AccessDenied.
    """
    require(by, "communities.join", community)
    return _admit(_locked(community), _account(by), granted_by=_account(by))


@transaction.atomic
def request_to_join(community: Community, *, by: Person, message: str = "") -> JoinRequest:
    """Ask the managers for admission; asking twice changes nothing.

    Args:
        community: locked here.
        by: who asks.
        message: for the managers, plain text, up to 1,000 characters.
    Raises: AccessDenied, AlreadyMember, django.core.exceptions.ValidationError.
    """
    require(by, "communities.ask_to_join", community)
    person = _account(by)
    locked = _locked(community)
    if locked.memberships.active().filter(person=person).exists():
        raise AlreadyMember
    waiting = locked.join_requests.filter(person=person, state=RequestState.WAITING).first()
    if waiting:
        return waiting
    request = JoinRequest(community=community, person=person, message=message)
    request.full_clean()
    request.save()
    return request


@transaction.atomic
def decide_request(request: JoinRequest, *, by: Person, accept: bool) -> JoinRequest:
    """Admit or decline; the second of two managers who decide at once is told so.

    Raises: AccessDenied, AlreadyDecided.
    """
    locked = (
        JoinRequest.objects.select_for_update(of=("self",)).select_related("community", "person").get(pk=request.pk)
    )
    require(by, "communities.decide_request", locked)
    if locked.state != RequestState.WAITING:
        raise AlreadyDecided
    locked.state = RequestState.ACCEPTED if accept else RequestState.DECLINED
    locked.decided_at = timezone.now()
    locked.decided_by = _account(by)
    locked.save(update_fields=["state", "decided_at", "decided_by"])
    if accept:
        _admit(_locked(locked.community), locked.person, granted_by=_account(by))
    return locked


@transaction.atomic
def leave(community: Community, *, by: Person) -> None:
    """End one's own membership now; the second time changes nothing.

    Raises: AccessDenied.
    """
    require(by, "communities.leave", community)
    now = timezone.now()
    _locked(community).memberships.active(at=now).filter(person=_account(by)).update(until=now)


def _admit(community: Community, person: User, *, granted_by: User) -> Membership:
    """Make `person` a member; whoever was one before begins anew, as a plain member. `community` is locked."""
    now = timezone.now()
    present = Membership.objects.filter(community=community, person=person)
    admitted = present.active(at=now).first()
    if admitted:
        return admitted
    return Membership.objects.update_or_create(
        community=community,
        person=person,
        defaults={"role": MemberRole.MEMBER, "since": now, "until": None, "granted_by": granted_by},
    )[0]


def _locked(community: Community) -> Community:
    return Community.objects.select_for_update().get(pk=community.pk)


def _account(person: Person) -> User:
    if not isinstance(person.user, User):
        raise TypeError("Whoever acts has an account: the permission was not asked.")
    return person.user
