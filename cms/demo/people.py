"""The demo's accounts, one a role. The people are invented; addresses end in example.org (RFC 2606)."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from accounts.roles import groups_of, translators_of
from accounts.services import grant_roles
from cms.core.models import Municipality

#: Krefeld: the town that the demo plays in.
_TOWN = "05114000"


@dataclass(frozen=True)
class DemoPerson:
    """An account of the demo; `translates` is the language a translator is held to."""

    name: str
    display_name: str
    roles: tuple[Role, ...] = ()
    translates: str = ""
    language: str = "de"
    is_superuser: bool = False

    @property
    def email(self) -> str:
        """The login."""
        return f"{self.name}@example.org"


PEOPLE = (
    DemoPerson("administrator", "Anke Adler", (Role.ADMINISTRATOR,), is_superuser=True),
    DemoPerson("editor", "Edda Engel", (Role.EDITOR,)),
    DemoPerson("reviewer", "Ruben Richter", (Role.REVIEWER,)),
    DemoPerson("publisher", "Paula Petersen", (Role.PUBLISHER,)),
    DemoPerson("translator-ar", "Amal Haddad", translates="ar"),
    DemoPerson("project-editor", "Pavel Prager", (Role.PROJECT_EDITOR,)),
    DemoPerson("manager", "Mariam Mansour", (Role.COMMUNITY_MANAGER, Role.MEMBER)),
    DemoPerson("member", "Layla Haddad", (Role.MEMBER,)),
    DemoPerson("guest", "Gül Güneş", (Role.GUEST,)),
    DemoPerson("visitor", "Viktor Vogel"),
)


def load(progress: Callable[[str], None]) -> None:
    """Make the accounts that are missing; the password of those that are there is left as it is."""
    grant_roles()
    password = os.environ["DEMO_PASSWORD"]
    town = Municipality.objects.filter(ags=_TOWN).first()
    for person in PEOPLE:
        progress(person.email)
        with transaction.atomic():
            _account_of(person, password, town)


def _account_of(person: DemoPerson, password: str, town: Municipality | None) -> None:
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create_user(
            person.email,
            password,
            display_name=person.display_name,
            language=person.language,
            municipality=town,
            is_superuser=person.is_superuser,
            is_staff=person.is_superuser,
        )
    user.groups.add(*groups_of(*person.roles))
    if person.translates:
        user.groups.add(translators_of(person.translates))
    EmailAddress.objects.get_or_create(user=user, email=person.email, defaults={"verified": True, "primary": True})
