"""Keeping the index in step with what it is made of: signals of Django and Wagtail, and bulk writes."""

from collections.abc import Iterable, Sequence
from copy import copy
from itertools import islice
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction

from cms.core.bulk import listeners
from cms.core.searchable import SearchableType, searchables
from search.indexing import index_object, index_objects, renew_audiences, take_away, type_of
from search.tasks import write_entries
from search.writing import move_addresses

#: So many entries follow another row in its transaction, at 2 ms each; further ones are left to the worker, in tasks
#: of as many that are queued in the same transaction.
AT_ONCE = 1000
#: What Wagtail notes of a page each time a draft is saved.
_NOTES = frozenset({"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"})


def register() -> None:
    """Connect everything; called once, when the app is ready."""
    pre_save.connect(_saving, dispatch_uid="search.saving")
    post_save.connect(saved, dispatch_uid="search.saved")
    post_delete.connect(_deleted, dispatch_uid="search.deleted")
    m2m_changed.connect(_relation_changed, dispatch_uid="search.m2m")
    listeners.register("search", _written_in_bulk)


def _saving(instance: Model, raw: bool = False, update_fields: Any = None, **_signal: Any) -> None:
    """Note the address that a page has had so far: `saved` is told of the new one only."""
    may_move = update_fields is None or not {"slug", "url_path"}.isdisjoint(update_fields)
    if isinstance(instance, Page) and instance.pk and may_move and not raw:
        before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
        instance.__dict__["_url_path_before"] = before


def saved(instance: Model, raw: bool = False, update_fields: Any = None, **_signal: Any) -> None:
    """Write the entry of what was saved, and of what follows it."""
    if raw or (update_fields is not None and _NOTES.issuperset(update_fields)):
        return  # fixtures come in any order, `rebuild_search` reads them; notes about drafts are nothing to be found
    obj: Any = instance
    if isinstance(instance, Page) and type(instance) is Page:
        obj = instance.specific
    kind = type_of(obj)
    if kind is not None and update_fields is not None:
        # Wagtail notes that there is a draft by saving a few fields of the draft itself: what else it holds is not
        # published, so what is in the database counts.
        index_objects(kind, [obj.pk])
    elif kind is not None:
        index_object(kind, obj)
    _follow(instance)
    before = instance.__dict__.pop("_url_path_before", None)
    if isinstance(instance, Page) and before and before != instance.url_path:
        _moved(instance, before)


def _deleted(instance: Model, **_signal: Any) -> None:
    kind = type_of(instance)
    if kind is not None:
        take_away(kind, [instance.pk])
    _follow(instance)


def _relation_changed(instance: Any, action: str, **_signal: Any) -> None:
    kind = type_of(instance) if isinstance(instance, Model) else None
    if kind is not None and action.startswith("post_"):
        index_objects(kind, [instance.pk])


def _follow(instance: Model) -> None:
    """Write what depends on a row of another model."""
    model = type(instance)
    restricted: list[SearchableType] = []
    for kind in searchables.values():
        if (model is PageViewRestriction and issubclass(kind.model, Page)) or model in kind.audience_follows:
            restricted.append(kind)
        finding = kind.follows.get(model)
        if finding is not None:
            _write(kind, finding(instance).values_list("pk", flat=True))
    if restricted:
        renew_audiences(restricted)


def _write(kind: SearchableType, keys: Iterable[int]) -> None:
    """Write entries now, or leave to the worker what would hold somebody up for seconds."""
    rest = iter(sorted(set(keys)))
    index_objects(kind, islice(rest, AT_ONCE))
    while batch := list(islice(rest, AT_ONCE)):
        write_entries.enqueue(kind.kind, batch)


def _moved(page: Page, url_path_before: str) -> None:
    """Give new addresses to all that lies below a page that was renamed or moved, and decide anew who may see it.

    Wagtail's own signals come after the commit, and it has not written the paths of the pages below yet.
    """
    before = copy(page)
    before.url_path = url_path_before
    if before.url and page.url:
        move_addresses(before.url, page.url)
    renew_audiences(kind for kind in searchables.values() if issubclass(kind.model, Page))


def _written_in_bulk(model: type[Model], keys: Sequence[int]) -> None:
    for kind in searchables.values():
        if issubclass(model, kind.model):
            index_objects(kind, keys)
        finding = kind.follows.get(model)
        if finding is not None:
            for row in model._default_manager.filter(pk__in=keys):
                _write(kind, finding(row).values_list("pk", flat=True))
