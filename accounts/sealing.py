"""What stays closed in the administration too, even to superusers: communities' rooms. Belongs to accounts/access.py.

Wagtail asks its permission policies before it lists, shows or changes anything, and they let superusers pass. The
policies are narrowed here, in one place, so that explorer, choosers, search, reports, history, previews and the API
with a token agree. Whoever belongs to the community keeps the rights that they have otherwise.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import Collection, Page
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies.collections import (
    CollectionManagementPermissionPolicy,
    CollectionOwnershipPermissionPolicy,
    CollectionPermissionPolicy,
)
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.access import Person
from accounts.branches import below, outermost, sealed_collections, sealed_pages
from accounts.models import User

Anybody = User | AnonymousUser
_FOUND_PAGES = ("instances_user_has_any_permission_for", "explorable_instances")
_FOUND_FILES = ("instances_user_has_any_permission_for", "collections_user_has_any_permission_for")


def sealed_paths(user: Anybody) -> dict[type, list[str]]:
    """Return the branches of pages and of collections that are sealed to `user`; read once for a request's user."""
    known: dict[type, list[str]] | None = getattr(user, "_sealed_paths", None)
    if known is None:
        tokens = Person(user).tokens
        known = {
            model: outermost(path for source in sources.values() for path, token in source() if token not in tokens)
            for model, sources in ((Page, sealed_pages), (Collection, sealed_collections))
        }
        user._sealed_paths = known  # type: ignore[union-attr]  # lives as long as the request
    return known


def is_sealed(page: "Page | SealedPage", user: Anybody) -> bool:
    """Return whether `page` lies in a branch that is sealed to `user`."""
    return any(page.path.startswith(path) for path in sealed_paths(user)[Page])


class SealedPage:
    """Mixin for pages of sealed branches: rights on them need the branch's token first."""

    path: str

    def permissions_for_user(self, user: Anybody) -> PagePermissionTester:
        """Return no rights at all for those to whom the page is sealed."""
        return PagePermissionTester(AnonymousUser() if is_sealed(self, user) else user, self)


def narrow_wagtail() -> None:
    """Leave out of what Wagtail's policies find whatever is sealed to the person; called once, when apps are ready."""
    for name in _FOUND_PAGES:
        _narrow(PagePermissionPolicy, name, Page)
    for policy in (CollectionPermissionPolicy, CollectionOwnershipPermissionPolicy):
        for name in _FOUND_FILES:
            _narrow(policy, name, Collection)
        for name in ("user_has_permission_for_instance", "user_has_any_permission_for_instance"):
            _forbid_sealed_files(policy, name)
    for name in ("instances_user_has_any_permission_for", "instances_user_has_permission_for"):
        _narrow(CollectionManagementPermissionPolicy, name, Collection)


def _forbid_sealed_files(policy: type, name: str) -> None:
    wide: Callable[..., bool] = getattr(policy, name)

    @wraps(wide)
    def narrowed(self: Any, user: Anybody, action: Any, instance: Any) -> bool:
        paths = sealed_paths(user)[Collection]
        if any(instance.collection.path.startswith(path) for path in paths):
            return False
        return wide(self, user, action, instance)

    setattr(policy, name, narrowed)


def _narrow(policy: type, name: str, tree: type) -> None:
    wide: Callable[..., QuerySet[Any]] = getattr(policy, name)

    @wraps(wide)
    def narrowed(self: Any, user: Anybody, *arguments: Any, **more: Any) -> QuerySet[Any]:
        found = wide(self, user, *arguments, **more)
        paths = sealed_paths(user)[tree]
        if not paths:
            return found
        in_tree = issubclass(found.model, tree)
        return found.exclude(below(paths, field="path" if in_tree else "collection__path"))

    setattr(policy, name, narrowed)
