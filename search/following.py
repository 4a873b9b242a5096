"""Keeping the index in step with what it is made of: signals of Django and Wagtail, and bulk writes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from cms.core.bulk import listeners
from cms.core.searchable import SearchableType, searchables
from search.indexing import index_branch, index_object, index_objects, renew_audiences, take_away, type_of


def register() -> None:
    """Connect everything; called once, when the app is ready."""
    post_save.connect(saved, dispatch_uid="search.saved")
    post_delete.connect(_deleted, dispatch_uid="search.deleted")
    m2m_changed.connect(_relation_changed, dispatch_uid="search.m2m")
    post_page_move.connect(_moved, dispatch_uid="search.moved")
    page_slug_changed.connect(_moved, dispatch_uid="search.renamed")
    listeners.register("search", _written_in_bulk)


def saved(instance: Model, raw: bool = False, update_fields: Any = None, **_signal: Any) -> None:
    """Write the entry of what was saved, and of what follows it."""
    if raw:  # fixtures come in any order; `rebuild_search` reads them
        return
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
            index_objects(kind, finding(instance).values_list("pk", flat=True))
    if restricted:
        renew_audiences(restricted)


def _moved(instance: Page, **_signal: Any) -> None:
    index_branch(instance)


def _written_in_bulk(model: type[Model], keys: Sequence[int]) -> None:
    for kind in searchables.values():
        if issubclass(model, kind.model):
            index_objects(kind, keys)
