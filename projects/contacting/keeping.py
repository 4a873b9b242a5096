"""Keeping contacts: from a proposal, by editors, by the person themselves; and forgetting them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import Person, require
from accounts.models import User
from projects.enums import ConsentSource
from projects.models import PermanentIdentifier, ProjectContact, Proposal
from projects.models.contacts import CONSENT_HOLDS

#: What a contact can say about themselves; forms and the proposal's screen call it the same.
OWN_FIELDS = (
    "name", "role", "organisation", "email", "phone", "name_is_public", "email_is_public", "phone_is_public",
)  # fmt: skip


def contact_from_proposal(proposal: Proposal, values: dict[str, Any]) -> ProjectContact | None:
    """Make the contact that a proposal names, if it names one and they have agreed. Part of accepting it."""
    record = proposal.record
    if record is None or not values.get("consents") or not values.get("email"):
        return None
    agreed_on = timezone.localdate(proposal.submitted_at)
    author = proposal.author
    return ProjectContact.objects.get_or_create(
        record=record,
        email=values["email"],
        defaults={
            **{name: values.get(name) or type_of(name)() for name in OWN_FIELDS},
            "person": author if author is not None and author.email == values["email"].lower() else None,
            "language": proposal.language,
            "consented_on": agreed_on,
            "consent_until": agreed_on + CONSENT_HOLDS,
            "consent_source": ConsentSource.PROPOSAL,
            "confirmed_on": agreed_on,
        },
    )[0]


def type_of(name: str) -> type:
    """Return what an empty value of this field is made of."""
    return bool if name.endswith("_is_public") else str


@transaction.atomic
def keep_contact(contact: ProjectContact, *, by: Person) -> ProjectContact:
    """Save a contact that a project editor has filled in.

    Args:
        contact: valid; new or changed.
        by: needs "projects.keep_contacts".
    Raises: AccessDenied.
    """
    require(by, "projects.keep_contacts")
    contact.person = User.objects.filter(email__iexact=contact.email, is_active=True).first()
    contact.save()
    return contact


@transaction.atomic
def remove_contact(contact: ProjectContact, *, by: Person) -> None:
    """Erase a contact at once and for good; nothing else keeps a copy. Raises: AccessDenied."""
    require(by, "projects.keep_contacts")
    contact.delete()


@transaction.atomic
def confirm_contact(contact: ProjectContact, values: dict[str, Any], *, on: date) -> ProjectContact:
    """Keep what a contact says about themselves by their link; they agree anew with it.

    Args:
        contact: locked by the caller's link.
        values: OWN_FIELDS.
        on: today.
    """
    for name in OWN_FIELDS:
        setattr(contact, name, values[name])
    contact.confirmed_on = contact.consented_on = on
    contact.consent_until = on + CONSENT_HOLDS
    contact.consent_source = ConsentSource.LINK
    contact.full_clean(exclude=["person"])
    contact.save()
    return contact


def contacts_of(record: PermanentIdentifier) -> list[ProjectContact]:
    """Return all contacts of a record, for editors."""
    return list(ProjectContact.objects.filter(record=record).order_by("pk"))
