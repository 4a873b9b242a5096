"""What accounts/access.py needs to know of proposals and contacts.

A proposal is its author's, token `person:5`; project editors come to it by a right, not by seeing: what was never
submitted is not in their queue.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.access import NOBODY, Decision, Person, has_right, permissions, rules
from accounts.models import User
from projects.models import Proposal


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
    rules.register(Proposal, ProposalRule())
    permissions.register("projects.propose", may_propose)
    permissions.register("projects.change_proposal", may_change)
    permissions.register("projects.review_proposals", may_review)
    permissions.register("projects.keep_contacts", may_keep_contacts)
