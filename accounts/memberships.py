"""Where somebody belongs: told by the apps that know, shown on the account page and under `/api/v3/me/`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User
from cms.core.registry import Registry


@dataclass(frozen=True)
class Belonging:
    """One thing that a person belongs to.

    Attributes:
        kind: what it is, e.g. "community".
        identifier: how the API names it.
        title: how people name it, in the reader's language.
        role: what the person is there, e.g. "member", "manager".
        role_label: the same for people, in the reader's language.
        url: its page, without host; empty if it has none.
    """

    kind: str
    identifier: str
    title: str
    role: str
    role_label: str
    url: str = ""


#: By app; each source returns where the person belongs now.
belongings: Registry[str, Callable[[User], Iterable[Belonging]]] = Registry("belongings")


def belongings_of(user: User) -> list[Belonging]:
    """Return everything that `user` belongs to, in the order in which apps registered."""
    return [belonging for source in belongings.values() for belonging in source(user)]
