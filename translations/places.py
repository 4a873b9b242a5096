"""Where a text stands on its page, in words: "Steps, 2: What to do"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField


def places_of(page: Any, paths: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the place of each text by its content path.

    Args:
        page: the source.
        paths: content path ("body.<key>.<key>.title") and field path ("body.steps.item.title") of each.
    """
    numbers = defaultdict[str, dict[str, int]](dict)
    places = {}
    for path, field_path in paths:
        keys, names = path.split("."), field_path.split(".")
        number = 0
        if len(names) > 3 and names[2] == "item":
            items = numbers[keys[1]]
            number = items.setdefault(keys[2], len(items) + 1)
        places[path] = _place(page, names, number)
    return places


def _place(page: Any, names: list[str], number: int) -> str:
    field = page._meta.get_field(names[0])
    if not isinstance(field, StreamField):
        return capfirst(str(getattr(field, "verbose_name", names[0])))
    block: Any = field.stream_block.child_blocks.get(names[1])
    labels = [f"{block.label} {number}" if number else str(block.label)]
    for name in names[2:]:
        block = _below(block, name)
        if block is None:
            break
        if name != "item":
            labels.append(str(block.label))
    return ": ".join(labels)


def _below(block: Any, name: str) -> Any:
    if isinstance(block, ListBlock):
        return block.child_block
    if isinstance(block, StructBlock | StreamBlock):
        return block.child_blocks.get(name)
    return None
