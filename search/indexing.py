"""Which entries are written, taken away or restricted: in the transaction of whoever changes what they are made of."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from accounts.access import PUBLIC, audience_of, branches_read_once
from accounts.branches import below, restricted_page_branches
from cms.core.searchable import SearchableType, searchables
from search.models import IndexEntry
from search.writing import Written, entry_row, restrict_rows, take_away_rows, write_rows

_BATCH = 500


def type_of(obj: Model) -> SearchableType | None:
    """Return how objects like this one are searched, or None if they are not."""
    return next((kind for kind in searchables.values() if isinstance(obj, kind.model)), None)


def index_object(kind: SearchableType, obj: Model) -> None:
    """Write the entry of an object that has just been saved, or take it away if it is not published."""
    if kind.queryset().filter(pk=obj.pk).exists():
        write_rows([_written(kind, obj)])
    else:
        take_away(kind, [obj.pk])


def index_objects(kind: SearchableType, keys: Iterable[int], *, locked: bool = False) -> int:
    """Write the entries of objects by primary key, take away those that are not published; return the number.

    Reads what is restricted once for each batch of 500.

    Args:
        kind: what they are.
        keys: primary keys.
        locked: hold whoever changes one of them up until its batch is written: what was read must still be so.
    """
    count = 0
    for batch in _batches(iter(sorted(set(keys)))):
        with transaction.atomic(), branches_read_once():
            objects = kind.queryset().filter(pk__in=batch)
            if locked:
                own = ("self", "page_ptr") if issubclass(kind.model, Page) else ("self",)
                objects = objects.select_for_update(of=own, no_key=True)
            found = {obj.pk: obj for obj in objects}
            write_rows([_written(kind, obj) for obj in found.values()])
            take_away(kind, [key for key in batch if key not in found])
        count += len(found)
    return count


def take_away(kind: SearchableType, keys: Sequence[int]) -> None:
    """Delete entries; what has none is passed over."""
    take_away_rows(kind.kind, keys)


def take_away_others(kind: SearchableType) -> None:
    """Delete entries of objects that are not published, or not there any more."""
    published = kind.queryset().order_by().values("pk")
    others = IndexEntry.objects.filter(kind=kind.kind).exclude(object_id__in=published)
    for batch in _batches(others.values_list("object_id", flat=True).iterator()):
        take_away(kind, batch)


def renew_audiences(kinds: Iterable[SearchableType] | None = None) -> None:
    """Decide anew who may see each entry that is restricted, or was."""
    for kind in searchables.values() if kinds is None else kinds:
        restricted = IndexEntry.objects.filter(kind=kind.kind).exclude(audience=[PUBLIC])
        keys = set(restricted.values_list("object_id", flat=True))
        with branches_read_once():
            if issubclass(kind.model, Page):
                closed = below(path for path, _token in restricted_page_branches())
                keys.update(kind.model._default_manager.filter(closed).values_list("pk", flat=True))
            for batch in _batches(iter(sorted(keys))):
                restrict_rows(kind.kind, {obj.pk: audience_of(obj) for obj in kind.queryset().filter(pk__in=batch)})


def _batches(keys: Iterator[int]) -> Iterator[list[int]]:
    while batch := list(islice(keys, _BATCH)):
        yield batch


def _written(kind: SearchableType, obj: Any) -> Written:
    """Work out the row of a published object."""
    return entry_row(
        kind=kind.kind,
        object_id=obj.pk,
        language=kind.language(obj),
        title=kind.title(obj),
        body=kind.body(obj),
        audience=audience_of(obj),
        url=kind.url(obj) or "",
        summary=kind.summary(obj),
        place=kind.place(obj),
        weight=kind.weight(obj),
        dated=kind.dated(obj),
        expires=getattr(obj, "expire_at", None),
        facets={name: tuple(values) for name, values in kind.facet_values(obj).items()},
    )
