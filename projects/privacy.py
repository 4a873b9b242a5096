"""What projects keep about people with an account."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import PersonalData, forget_person, nothing_to_export, personal_data, rows
from projects.enums import ProposalState
from projects.models import ProjectContact, Proposal
from projects.proposing.files import delete_file

_CONTACT_COLUMNS = (
    "record__identifier", "name", "role", "organisation", "email", "phone", "name_is_public", "email_is_public",
    "phone_is_public", "consented_on", "consent_until", "consent_source", "confirmed_on",
)  # fmt: skip


def register_privacy() -> None:
    """Declare it; called once, when the app is ready."""
    columns = ("title", "state", "language", "data", "created_at", "updated_at", "submitted_at", "record__identifier")
    personal_data.register(
        "projects.Proposal.author",
        PersonalData(
            label=_("Projects you proposed"),
            export=rows("projects", "Proposal", "author", *columns),
            erase=_forget_proposals,
            kept=_("Of a proposal that was accepted the project stays; who proposed it is forgotten."),
        ),
    )
    personal_data.register(
        "projects.ProjectContact.person",
        PersonalData(
            label=_("Projects you are a contact of"),
            export=lambda user: list(_contacts(user).values(*_CONTACT_COLUMNS)),
            erase=_forget_contacts,
        ),
    )
    personal_data.register(
        "projects.RecordVersion.by",
        PersonalData(
            label=_("Versions of projects you published"),
            export=nothing_to_export,
            erase=forget_person("projects", "RecordVersion", "by"),
        ),
    )
    personal_data.register(
        "projects.ProposalEvent.by",
        PersonalData(
            label=_("Steps with proposals"),
            export=nothing_to_export,
            erase=forget_person("projects", "ProposalEvent", "by"),
        ),
    )


def _contacts(user: User) -> QuerySet[ProjectContact]:
    """Return where somebody is a contact, also under their address without being known as the account's."""
    return ProjectContact.objects.filter(Q(person=user) | Q(email__iexact=user.email))


def _forget_contacts(user: User) -> None:
    _contacts(user).delete()


def _forget_proposals(user: User) -> None:
    own: Any = Proposal.objects.filter(author=user)
    for proposal in own.exclude(state=ProposalState.ACCEPTED):
        for file in proposal.files.all():
            delete_file(file)
        proposal.delete()
    own.update(author=None)
