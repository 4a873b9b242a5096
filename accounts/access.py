"""The one place that decides who may see and do what.

A person *holds* a set of audience tokens; an object *asks for* a set. The object is visible when the
person holds every token it asks for, and an object that asks for none is visible to nobody: what has
not been decided stays closed. Tokens are short texts, so the same rule holds in Python, in PostgreSQL
(`audience <@ held`) and in Elasticsearch (`terms_set`):

    public            everybody holds it
    signed-in         everybody with an account holds it
    restriction:17    who satisfies Wagtail's view restriction 17 of pages
    collection:9      who satisfies Wagtail's view restriction 9 of collections
    person:5          one person
    nobody            no one: drafts, expired and deleted things
    community:3:…     from the communities app, as other apps add theirs

Apps add knowledge by four registries and never decide themselves:
`token_sources` (what somebody holds), `page_restrictions` and `collection_restrictions` (branches of
the trees that ask for a token), `rules` (how an object of a model is judged, one by one and as a filter)
and `permissions` (what somebody may do).

Two modules belong to this one: accounts/branches.py reads which branches of the trees are restricted (a
page's restriction holds for all its translations), accounts/rules.py judges what lies in the trees.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.branches import (
    branches_read_once,
    collection_restrictions,
    group_restriction_tokens,
    outermost,
    page_restrictions,
    restricted_collection_branches,
    restricted_page_branches,
)
from accounts.enums import NOBODY, PUBLIC, SIGNED_IN
from accounts.errors import AccessDenied, NotVisible
from accounts.models import User
from accounts.rules import CollectionMemberRule, PageRule
from cms.core.registry import Registry

__all__ = [
    "ANONYMOUS",
    "NOBODY",
    "PUBLIC",
    "SIGNED_IN",
    "CollectionMemberRule",
    "Decision",
    "PageRule",
    "Person",
    "Rule",
    "audience_of",
    "branches_read_once",
    "collection_restrictions",
    "filter_visible",
    "group_restriction_tokens",
    "has_right",
    "holds",
    "may",
    "may_enter_administration",
    "may_see",
    "page_restrictions",
    "permissions",
    "person_of",
    "require",
    "require_visible",
    "roles_of",
    "rules",
    "token_sources",
]  # fmt: skip

Row = TypeVar("Row", bound=Model)

token_sources: Registry[str, Callable[[User], Iterable[str]]] = Registry("token sources")
permissions: Registry[str, Callable[["Person", Any], "Decision"]] = Registry("permissions")


class Rule(Protocol):
    """How objects of one model are judged; both methods must say the same."""

    def audience(self, obj: Any) -> frozenset[str]:
        """Return the tokens that `obj` asks for."""

    def visible(self, queryset: QuerySet[Any], person: "Person") -> QuerySet[Any]:
        """Return those rows whose audience `person` holds."""


rules: Registry[type[Model], Rule] = Registry("access rules")


@dataclass(frozen=True)
class Decision:
    """Whether something is allowed, and why or why not, for people to read."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


class Person:
    """Whoever asks: somebody with an account, or an anonymous visitor. Lives for one request."""

    def __init__(self, user: User | AnonymousUser) -> None:
        self.user = user

    @property
    def account(self) -> User | None:
        """The person's account, None for anonymous visitors: to note who did something."""
        return self.user if isinstance(self.user, User) else None

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The audience tokens this person holds now."""
        if not isinstance(self.user, User) or not self.user.is_active:
            return frozenset({PUBLIC})
        held = {PUBLIC, SIGNED_IN, f"person:{self.user.pk}"}
        for source in token_sources.values():
            held.update(source(self.user))
        return frozenset(held)

    @cached_property
    def closed_page_branches(self) -> list[str]:
        """Paths of the page tree below which this person sees nothing, none inside another."""
        return outermost(path for path, token in restricted_page_branches() if token not in self.tokens)

    @cached_property
    def closed_collection_branches(self) -> list[str]:
        """The same for collections."""
        return outermost(path for path, token in restricted_collection_branches() if token not in self.tokens)


ANONYMOUS = AnonymousUser()


def person_of(request: HttpRequest) -> Person:
    """Return who asks. Django Ninja replaces `request.user`, so it is compared each time."""
    user = getattr(request, "user", ANONYMOUS)
    known: Person | None = getattr(request, "_person", None)
    if known is None or known.user != user:
        known = Person(user)
        request._person = known  # type: ignore[attr-defined]  # requests carry what middleware finds out
    return known


def holds(person: Person, audience: frozenset[str]) -> bool:
    """Return whether `person` holds every token of `audience`; an empty one is closed."""
    return bool(audience) and audience <= person.tokens


def audience_of(obj: Model) -> frozenset[str]:
    """Return the tokens that `obj` asks for.

    Raises:
        LookupError: no rule is registered for its model: a new kind of content has no audience by itself.
    """
    return _rule_for(type(obj)).audience(obj)


def may_see(person: Person, obj: Model) -> bool:
    """Return whether `person` may see `obj`."""
    return holds(person, audience_of(obj))


def filter_visible(queryset: QuerySet[Row], person: Person) -> QuerySet[Row]:
    """Return those rows of `queryset` that `person` may see; the list form of `may_see`.

    Raises:
        LookupError: no rule is registered for the model.
    """
    return _rule_for(queryset.model).visible(queryset, person)


def require_visible(person: Person, obj: Model) -> None:
    """Raise NotVisible unless `person` may see `obj`."""
    if not may_see(person, obj):
        raise NotVisible


def may(person: Person, action: str, obj: Any = None) -> Decision:
    """Decide whether `person` may do `action`, e.g. "communities.post_notice", with `obj`.

    What is open to some people is acted upon by those only who may see it. What is open to nobody, as
    drafts are, is left to the decision that was registered.

    Raises:
        LookupError: no such action is registered.
    """
    decide = permissions.get(action)
    if decide is None:
        raise LookupError(f"no permission is registered as {action!r}")
    if _is_hidden(person, obj) and NOBODY not in audience_of(obj):
        return Decision(allowed=False, reason=_("This is not open to you."))
    return decide(person, obj)


def require(person: Person, action: str, obj: Any = None) -> None:
    """Let pass whoever may do `action` with `obj`.

    Raises:
        NotVisible: they may not even know of it, so the refusal must not tell them either.
        AccessDenied: they know of it; carries the reason.
    """
    decision = may(person, action, obj)
    if decision:
        return
    if _is_hidden(person, obj):
        raise NotVisible
    raise AccessDenied(decision.reason)


def may_enter_administration(person: Person) -> bool:
    """Return whether `person` has rights in the administration."""
    user = person.user
    return isinstance(user, User) and user.is_active and user.has_perm("wagtailadmin.access_admin")


def has_right(person: Person, right: str) -> bool:
    """Return whether `person` was granted a right ("app.codename") by a role; for decisions that apps register."""
    user = person.user
    return isinstance(user, User) and user.is_active and user.has_perm(right)


def roles_of(user: User) -> list[str]:
    """Return the names of the groups that `user` is in, sorted."""
    return sorted(user.groups.values_list("name", flat=True))


def _is_hidden(person: Person, obj: Any) -> bool:
    """Return whether `obj` is of a judged kind and closed to `person`."""
    if not isinstance(obj, Model) or _known_rule(type(obj)) is None:
        return False
    return not may_see(person, obj)


def _rule_for(model: type[Model]) -> Rule:
    rule = _known_rule(model)
    if rule is None:
        raise LookupError(f"no access rule is registered for {model.__name__}")
    return rule


def _known_rule(model: type[Model]) -> Rule | None:
    known = (rules.get(ancestor) for ancestor in model.__mro__ if issubclass(ancestor, Model))
    return next((rule for rule in known if rule is not None), None)
