"""What communities keep about people."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.memberships import Belonging, belongings
from accounts.models import User
from accounts.privacy import PersonalData, delete_rows, forget_person, nothing_to_export, personal_data, rows
from communities.models import Membership


def register_privacy() -> None:
    """Declare it; called once, when the app is ready."""
    app = "communities"
    personal_data.register(
        "communities.Membership.person",
        PersonalData(
            label=_("Memberships"),
            export=rows(app, "Membership", "person", "community__name", "role", "since", "until"),
            erase=delete_rows(app, "Membership", "person"),
        ),
    )
    personal_data.register(
        "communities.JoinRequest.person",
        PersonalData(
            label=_("Requests to join"),
            export=rows(app, "JoinRequest", "person", "community__name", "message", "state", "created_at"),
            erase=delete_rows(app, "JoinRequest", "person"),
        ),
    )
    personal_data.register(
        "communities.Notice.author",
        PersonalData(
            label=_("Notices"),
            export=rows(app, "Notice", "author", "community__name", "text", "created_at"),
            erase=forget_person(app, "Notice", "author"),
            kept=_("What you wrote on a board stays, without your name: others have answered it."),
        ),
    )
    for model, field in (("Membership", "granted_by"), ("JoinRequest", "decided_by")):
        personal_data.register(
            f"communities.{model}.{field}",
            PersonalData(
                label=_("Decisions about others"), export=nothing_to_export, erase=forget_person(app, model, field)
            ),
        )
    belongings.register("communities", belongings_of)


def belongings_of(user: User) -> Iterable[Belonging]:
    """Return the communities that `user` belongs to now."""
    for membership in Membership.objects.open().filter(person=user).select_related("community"):
        community = membership.community
        yield Belonging(
            kind="community",
            identifier=community.key,
            title=community.name,
            role=membership.role,
            role_label=membership.get_role_display(),
        )
