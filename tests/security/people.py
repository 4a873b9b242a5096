"""Those who ask: one of each kind, in the browser and with a token."""

from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from wagtail.models import APIToken

from accounts.enums import Role, translator_group
from accounts.models import User
from tests.factories.accounts import UserFactory

ANONYMOUS = "anonymous"
#: Everybody who asks, and the groups they are in.
GROUPS: dict[str, list[str]] = {
    "visitor": [],
    "guest": [Role.GUEST],
    "applicant": [Role.GUEST],
    "other_member": [Role.MEMBER],
    "other_manager": [Role.MEMBER, Role.COMMUNITY_MANAGER],
    "former_member": [Role.GUEST],
    "member": [Role.MEMBER],
    "manager": [Role.MEMBER, Role.COMMUNITY_MANAGER],
    "editor": [Role.EDITOR],
    "reviewer": [Role.REVIEWER],
    "publisher": [Role.PUBLISHER],
    "project_editor": [Role.PROJECT_EDITOR],
    "translator_ar": [translator_group("ar")],
    "administrator": [Role.ADMINISTRATOR],
}
STAFF = ("editor", "reviewer", "publisher", "project_editor", "translator_ar")
READERS = tuple(name for name in GROUPS if name not in (*STAFF, "administrator"))


class People:
    """One person of each kind, by name: `people.member`."""

    def __init__(self) -> None:
        self._by_name: dict[str, User] = {}
        for name, groups in GROUPS.items():
            person = UserFactory(is_superuser=name == "administrator")
            person.groups.set(Group.objects.filter(name__in=groups))
            self._by_name[name] = person

    def __getattr__(self, name: str) -> User:
        try:
            return self._by_name[name]
        except KeyError:
            raise AttributeError(name) from None

    def by_name(self) -> dict[str, User]:
        """Return everybody with their name."""
        return self._by_name

    def user(self, name: str) -> User | AnonymousUser:
        """Return the person called `name`; also the anonymous one."""
        return AnonymousUser() if name == ANONYMOUS else self._by_name[name]


class Asker:
    """A person in a browser and with a token."""

    def __init__(self, name: str, user: User | AnonymousUser) -> None:
        self.name = name
        self.browser = Client(raise_request_exception=False)
        self.program = Client(raise_request_exception=False)
        if isinstance(user, User):
            self.browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            _token, key = APIToken.create_token(user=user, name="asks")
            self.program = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {key}"})

    def for_path(self, path: str) -> Client:
        """Return the client that such a path is asked with."""
        return self.program if path.startswith("/api/") else self.browser


#: The names of all who ask.
EVERYBODY = (ANONYMOUS, *GROUPS)
