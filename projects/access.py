"""What accounts/access.py needs to know of proposals and contacts.

A proposal is its author's, token `person:5`; project editors come to it by a right, not by seeing: what was never
submitted is not in their queue. Files of proposals lie in a collection that nobody may look into.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Collection

from accounts.access import NOBODY, Decision, Person, has_right, permissions, rules
from accounts.branches import RestrictedBranch, collection_restrictions, sealed_collections
from accounts.models import User
from projects.models import Proposal
from projects.proposing.files import WAITING_COLLECTION

_BELOW_ROOT = 2


def waiting_files() -> Iterable[RestrictedBranch]:
    """Return the collection of files that wait, which is nobody's, in the administration neither."""
    waiting = Collection.objects.filter(name=WAITING_COLLECTION, depth=_BELOW_ROOT)
    return ((path, NOBODY) for path in waiting.values_list("path", flat=True))


class ProposalRule:
    """Proposals: the author's, and nobody's once the account is gone."""

    def audience(self, obj: Proposal) -> frozenset[str]:
        """Return the author's token."""
        return frozenset({f"person:{obj.author_id}" if obj.author_id else NOBODY})

    def visible(self, queryset: QuerySet[Any], person: Person) -> QuerySet[Any]:
        """Return one's own."""
        user = person.user
        return queryset.filter(author=user) if isinstance(user, User) and user.is_active else queryset.none()


def may_propose(person: Person, _nothing: Any) -> Decision:
    """Allow whoever is signed in."""
    if isinstance(person.user, User) and person.user.is_active:
        return Decision(allowed=True, reason=_("Everybody with an account may propose projects."))
    return Decision(allowed=False, reason=_("Sign in first."))


def may_change(person: Person, proposal: Proposal) -> Decision:
    """Allow the author; whether it can be changed now is said by its state."""
    if isinstance(person.user, User) and proposal.author_id == person.user.pk:
        return Decision(allowed=True, reason=_("It is your proposal."))
    return Decision(allowed=False, reason=_("Only whoever proposed it may do this."))


def may_review(person: Person, _proposal: Any) -> Decision:
    """Allow those who were granted the right."""
    return _by_right(person, "projects.review_proposals")


def may_keep_contacts(person: Person, _contact: Any) -> Decision:
    """Allow those who were granted the right."""
    return _by_right(person, "projects.keep_contacts")


def _by_right(person: Person, right: str) -> Decision:
    if has_right(person, right):
        return Decision(allowed=True, reason=_("Your role includes this."))
    return Decision(allowed=False, reason=_("Only project editors may do this."))


def register_access() -> None:
    """Register the above; called once, when the app is ready."""
    collection_restrictions.register("projects", waiting_files)
    sealed_collections.register("projects", waiting_files)
    rules.register(Proposal, ProposalRule())
    permissions.register("projects.propose", may_propose)
    permissions.register("projects.change_proposal", may_change)
    permissions.register("projects.review_proposals", may_review)
    permissions.register("projects.keep_contacts", may_keep_contacts)
