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

A page's restriction holds for all its translations: they are found by `translation_key`, because
Wagtail stores restrictions by page and would leave the other languages open.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.models.view_restrictions import BaseViewRestriction

from accounts.errors import AccessDenied, NotVisible
from accounts.models import User
from cms.core.registry import Registry

PUBLIC = "public"
SIGNED_IN = "signed-in"
NOBODY = "nobody"

Row = TypeVar("Row", bound=Model)
#: A branch of a tree (treebeard path) and the token that everything in it asks for.
RestrictedBranch = tuple[str, str]

token_sources: Registry[str, Callable[[User], Iterable[str]]] = Registry("token sources")
page_restrictions: Registry[str, Callable[[], Iterable[RestrictedBranch]]] = Registry("page restrictions")
collection_restrictions: Registry[str, Callable[[], Iterable[RestrictedBranch]]] = Registry("collection restrictions")
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
        return _outermost(path for path, token in restricted_page_branches() if token not in self.tokens)

    @cached_property
    def closed_collection_branches(self) -> list[str]:
        """The same for collections."""
        return _outermost(path for path, token in restricted_collection_branches() if token not in self.tokens)


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

    An object that the person may not see is never acted upon. An unknown action is an error of ours.
    """
    decide = permissions.get(action)
    if decide is None:
        raise LookupError(f"no permission is registered as {action!r}")
    return decide(person, obj)


def require(person: Person, action: str, obj: Any = None) -> None:
    """Raise AccessDenied, with the reason, unless `person` may do `action` with `obj`."""
    decision = may(person, action, obj)
    if not decision:
        raise AccessDenied(decision.reason)


def restricted_page_branches() -> list[RestrictedBranch]:
    """Return every branch of the page tree that asks for a token, all translations included."""
    branches = [branch for source in page_restrictions.values() for branch in source()]
    restrictions = list(PageViewRestriction.objects.select_related("page"))
    if restrictions:
        paths = defaultdict[UUID, list[str]](list)
        keys = {restriction.page.translation_key for restriction in restrictions}
        for key, path in Page.objects.filter(translation_key__in=keys).values_list("translation_key", "path"):
            paths[key].append(path)
        for restriction in restrictions:
            token = _restriction_token(restriction)
            branches += [(path, token) for path in paths[restriction.page.translation_key]]
    return branches


def restricted_collection_branches() -> list[RestrictedBranch]:
    """Return every branch of the tree of collections that asks for a token."""
    branches = [branch for source in collection_restrictions.values() for branch in source()]
    return branches + [
        (restriction.collection.path, _restriction_token(restriction))
        for restriction in CollectionViewRestriction.objects.select_related("collection")
    ]


class PageRule:
    """Pages: live, and no closed branch above them."""

    def audience(self, obj: Page) -> frozenset[str]:
        """Return the tokens of all branches that the page lies in; drafts are nobody's."""
        if not obj.live:
            return frozenset({NOBODY})
        tokens = {token for path, token in restricted_page_branches() if obj.path.startswith(path)}
        return frozenset(tokens | {PUBLIC})

    def visible(self, queryset: QuerySet[Page], person: Person) -> QuerySet[Page]:
        """Return live pages outside the branches closed to `person`."""
        return queryset.filter(live=True).exclude(_below(person.closed_page_branches))


class CollectionMemberRule:
    """Pictures and documents: no closed branch of collections above them."""

    def audience(self, obj: Any) -> frozenset[str]:
        """Return the tokens of all branches of collections that the file lies in."""
        collection: Collection = obj.collection
        tokens = {token for path, token in restricted_collection_branches() if collection.path.startswith(path)}
        return frozenset(tokens | {PUBLIC})

    def visible(self, queryset: QuerySet[Any], person: Person) -> QuerySet[Any]:
        """Return files outside the collections closed to `person`."""
        return queryset.exclude(_below(person.closed_collection_branches, prefix="collection__"))


def group_restriction_tokens(user: User) -> Iterable[str]:
    """Return a token for each of Wagtail's restrictions to groups that `user` is in."""
    for model, name in ((PageViewRestriction, "restriction"), (CollectionViewRestriction, "collection")):
        restrictions = model.objects.filter(restriction_type=BaseViewRestriction.GROUPS)
        if not user.is_superuser:
            restrictions = restrictions.filter(groups__in=user.groups.all()).distinct()
        for key in restrictions.values_list("pk", flat=True):
            yield f"{name}:{key}"


def _restriction_token(restriction: BaseViewRestriction) -> str:
    if restriction.restriction_type == BaseViewRestriction.LOGIN:
        return SIGNED_IN
    if restriction.restriction_type == BaseViewRestriction.GROUPS:
        name = "restriction" if isinstance(restriction, PageViewRestriction) else "collection"
        return f"{name}:{restriction.pk}"
    return NOBODY  # shared passwords are switched off; what still has one stays closed


def _rule_for(model: type[Model]) -> Rule:
    for ancestor in model.__mro__:
        rule = rules.get(ancestor) if isinstance(ancestor, type) else None
        if rule is not None:
            return rule
    raise LookupError(f"no access rule is registered for {model.__name__}")


def _outermost(paths: Iterable[str]) -> list[str]:
    """Return those paths that lie in none of the others, in order."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def _below(paths: Iterable[str], *, prefix: str = "") -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{prefix}path__startswith": path})
    return condition
