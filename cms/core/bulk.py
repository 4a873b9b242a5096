"""Telling other layers of rows that were written past Django's signals.

Whoever writes many rows at once calls `announce` in the same transaction; whoever keeps something in step with
them (the search index, caches) registers a listener in `ready()`.
"""

from collections.abc import Callable, Sequence

from django.db.models import Model

from cms.core.registry import Registry

#: Called with the model and the primary keys of the rows that were added or changed.
listeners: Registry[str, Callable[[type[Model], Sequence[int]], None]] = Registry("bulk listeners")


def announce(model: type[Model], keys: Sequence[int]) -> None:
    """Tell all listeners that these rows were added or changed."""
    if keys:
        for listener in listeners.values():
            listener(model, keys)
