"""How what lies in Wagtail's trees is judged: pages, pictures, documents. Belongs to accounts/access.py."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Collection, Page

from accounts.branches import RestrictedBranch, below, restricted_collection_branches, restricted_page_branches
from accounts.enums import NOBODY, PUBLIC

if TYPE_CHECKING:
    from accounts.access import Person


class PageRule:
    """Pages: live, not expired, and no closed branch above them or above the page they are an alias of."""

    def audience(self, obj: Page) -> frozenset[str]:
        """Return the tokens of all branches that the page lies in; drafts are nobody's."""
        if not obj.live or (obj.expire_at and obj.expire_at <= timezone.now()):
            return frozenset({NOBODY})
        paths = [obj.path]
        if obj.alias_of_id:
            paths += Page.objects.filter(pk=obj.alias_of_id).values_list("path", flat=True)
        return _audience_at(paths, restricted_page_branches())

    def visible(self, queryset: QuerySet[Page], person: "Person") -> QuerySet[Page]:
        """Return live pages outside the branches closed to `person`."""
        # Wagtail takes expired pages down by a scheduled job, which may be late or not be running.
        unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
        pages = queryset.filter(unexpired, live=True)
        if closed := person.closed_page_branches:
            pages = pages.exclude(below(closed)).exclude(alias_of__in=Page.objects.filter(below(closed)))
        return pages


class CollectionMemberRule:
    """Pictures, their renditions and documents: no closed branch of collections above them."""

    def __init__(self, *, via: str = "") -> None:
        """Judge by the collection of the object itself, or of the object that its field `via` leads to."""
        self._via = via

    def audience(self, obj: Any) -> frozenset[str]:
        """Return the tokens of all branches of collections that the file lies in."""
        collection: Collection = (getattr(obj, self._via) if self._via else obj).collection
        return _audience_at([collection.path], restricted_collection_branches())

    def visible(self, queryset: QuerySet[Any], person: "Person") -> QuerySet[Any]:
        """Return files outside the collections closed to `person`."""
        field = f"{self._via}__collection__path" if self._via else "collection__path"
        closed = person.closed_collection_branches
        return queryset.exclude(below(closed, field=field)) if closed else queryset


def _audience_at(paths: Iterable[str], branches: Iterable[RestrictedBranch]) -> frozenset[str]:
    tokens = {token for branch, token in branches if any(path.startswith(branch) for path in paths)}
    return frozenset(tokens | {PUBLIC})
