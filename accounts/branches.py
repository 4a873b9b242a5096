"""Which branches of the trees of pages and collections ask for a token: the part of access that reads trees.

A page's restriction holds for all its translations: they are found by `translation_key`, because
Wagtail stores restrictions by page and would leave the other languages open.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Left
from django.db.models.lookups import In
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.models.view_restrictions import BaseViewRestriction

from accounts.enums import NOBODY, SIGNED_IN
from accounts.models import User
from cms.core.registry import Registry

#: A branch of a tree (treebeard path) and the token that everything in it asks for.
RestrictedBranch = tuple[str, str]

page_restrictions: Registry[str, Callable[[], Iterable[RestrictedBranch]]] = Registry("page restrictions")
collection_restrictions: Registry[str, Callable[[], Iterable[RestrictedBranch]]] = Registry("collection restrictions")
#: Those of them that stay closed in the administration too, see accounts/sealing.py.
sealed_pages: Registry[str, Callable[[], Iterable[RestrictedBranch]]] = Registry("sealed pages")
sealed_collections: Registry[str, Callable[[], Iterable[RestrictedBranch]]] = Registry("sealed collections")

_kept: ContextVar[dict[str, list[RestrictedBranch]] | None] = ContextVar("restricted branches", default=None)


@contextmanager
def branches_read_once() -> Iterator[None]:
    """Read the restricted branches once within the block, for jobs that judge thousands of pages.

    What is restricted meanwhile is not noticed, so never around a whole request.
    """
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def restricted_page_branches() -> list[RestrictedBranch]:
    """Return every branch of the page tree that asks for a token, all translations included."""
    return _read("pages", _page_branches)


def restricted_collection_branches() -> list[RestrictedBranch]:
    """Return every branch of the tree of collections that asks for a token."""
    return _read("collections", _collection_branches)


def group_restriction_tokens(user: User) -> Iterable[str]:
    """Return a token for each of Wagtail's restrictions to groups that `user` is in."""
    for model, name in ((PageViewRestriction, "restriction"), (CollectionViewRestriction, "collection")):
        restrictions = model.objects.filter(restriction_type=BaseViewRestriction.GROUPS)
        if not user.is_superuser:
            restrictions = restrictions.filter(groups__in=user.groups.all()).distinct()
        for key in restrictions.values_list("pk", flat=True):
            yield f"{name}:{key}"


def outermost(paths: Iterable[str]) -> list[str]:
    """Return those paths that lie in none of the others, in order."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def below(paths: Iterable[str], *, field: str = "path") -> Q:
    """Return the condition that the path in `field` lies in one of the branches `paths`.

    One list for each depth, which PostgreSQL hashes: hundreds of LIKEs would be asked one by one.
    """
    by_length = defaultdict[int, list[str]](list)
    for path in paths:
        by_length[len(path)].append(path)
    condition = Q(pk__in=[])
    for length, same_length in by_length.items():
        condition |= Q(In(Left(field, length), same_length))
    return condition


def _read(tree: str, read: Callable[[], list[RestrictedBranch]]) -> list[RestrictedBranch]:
    kept = _kept.get()
    if kept is None:
        return read()
    if tree not in kept:
        kept[tree] = read()
    return kept[tree]


def _page_branches() -> list[RestrictedBranch]:
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


def _collection_branches() -> list[RestrictedBranch]:
    branches = [branch for source in collection_restrictions.values() for branch in source()]
    return branches + [
        (restriction.collection.path, _restriction_token(restriction))
        for restriction in CollectionViewRestriction.objects.select_related("collection")
    ]


def _restriction_token(restriction: BaseViewRestriction) -> str:
    if restriction.restriction_type == BaseViewRestriction.LOGIN:
        return SIGNED_IN
    if restriction.restriction_type == BaseViewRestriction.GROUPS:
        name = "restriction" if isinstance(restriction, PageViewRestriction) else "collection"
        return f"{name}:{restriction.pk}"
    return NOBODY  # shared passwords are switched off; what still has one stays closed
