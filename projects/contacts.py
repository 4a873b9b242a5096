"""What everybody may know of a project's contacts: what they made public, while they agree; else a way to write."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from projects.models.contacts import ProjectContact

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True)
class PublicContact:
    """A contact as everybody sees it.

    Attributes:
        name, email, phone: empty where the person keeps it to themselves.
        relay_url: where to write to somebody whose address is not public; empty where it is.
        checked_on: when they last said that this is right.
        is_unchecked: whether that was too long ago.
    """

    name: str
    role: str
    organisation: str
    email: str
    phone: str
    relay_url: str
    checked_on: date
    is_unchecked: bool

    @property
    def dialled(self) -> str:
        """The phone number as a phone wants it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


def public_contacts(records: "Iterable[UUID]") -> "dict[UUID, list[PublicContact]]":
    """Return the contacts of records as everybody sees them; one query.

    Args:
        records: translation keys; the caller has asked whether the records themselves may be seen.
    Returns: by record, in the order in which they were added; addresses in the active language.
    """
    today = timezone.localdate()
    found: dict[UUID, list[PublicContact]] = defaultdict(list)
    rows = ProjectContact.objects.filter(record__translation_key__in=list(records)).select_related("record")
    for contact in rows.order_by("pk"):
        found[contact.record.translation_key].append(_public(contact, today))
    return found


def contacts_context(record: "UUID") -> Mapping[str, Any]:
    """Name what the page of a project shows of its contacts, for `projects/parts/contacts.html`."""
    return {"contacts": public_contacts([record]).get(record, [])}


def _public(contact: ProjectContact, today: date) -> PublicContact:
    agrees = contact.consents(on=today)
    email = contact.email if agrees and contact.email_is_public else ""
    return PublicContact(
        name=contact.name if agrees and contact.name_is_public else "",
        role=contact.role if agrees else "",
        organisation=contact.organisation if agrees else "",
        email=email,
        phone=contact.phone if agrees and contact.phone_is_public else "",
        relay_url="" if email else reverse("projects:contact", args=[contact.key]),
        checked_on=contact.last_checked_on,
        is_unchecked=contact.is_unchecked(on=today),
    )
