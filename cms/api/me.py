"""`/api/v3/me/`: who asks, what they are, where they belong."""

from django.http import HttpRequest
from ninja import Router, Schema
from wagtail.api.v3.auth import BearerTokenAuth

from accounts.access import may_enter_administration, person_of, roles_of
from accounts.memberships import belongings_of

router = Router(tags=["me"], auth=BearerTokenAuth())


class BelongingSchema(Schema):
    """Something the person belongs to."""

    kind: str
    identifier: str
    title: str
    role: str
    url: str


class MeSchema(Schema):
    """The person asking. Nobody gets this about somebody else."""

    id: int
    email: str
    display_name: str
    language: str
    municipality: str | None
    roles: list[str]
    may_enter_administration: bool
    belongs_to: list[BelongingSchema]


@router.get("/", response=MeSchema, operation_id="me", summary="Who the token stands for")
def me(request: HttpRequest) -> dict[str, object]:
    """Return the person of the token; `municipality` is an AGS."""
    user = request.user
    return {
        "id": user.pk,
        "email": user.email,
        "display_name": user.get_full_name(),
        "language": user.language,
        "municipality": user.municipality_id and user.municipality.ags,
        "roles": roles_of(user),
        "may_enter_administration": may_enter_administration(person_of(request)),
        "belongs_to": belongings_of(user),
    }
