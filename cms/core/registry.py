"""A list that apps fill in `ready()` and another layer reads: how knowledge travels against the imports."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class AlreadyRegistered(Exception):
    """Two apps claim the same name."""


class Registry(Generic[Key, Value]):
    """Things by name, in the order they came.

    >>> colours: Registry[str, int] = Registry("colours")
    >>> colours.register("red", 1)
    >>> list(colours.values())
    [1]
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._entries: dict[Key, Value] = {}

    def register(self, key: Key, value: Value) -> None:
        """Add `value` under `key`.

        Raises:
            AlreadyRegistered: something else stands there already.
        """
        if self._entries.get(key, value) is not value:
            raise AlreadyRegistered(f"{key!r} is registered twice in {self._name}")
        self._entries[key] = value

    def get(self, key: Key) -> Value | None:
        """Return what stands under `key`, or None."""
        return self._entries.get(key)

    def values(self) -> Iterator[Value]:
        """Return everything, in order of registration."""
        return iter(self._entries.values())

    def items(self) -> Iterator[tuple[Key, Value]]:
        """Return names and things, in order of registration."""
        return iter(self._entries.items())
