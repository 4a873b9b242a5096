"""What tables say of a page's streams, as blocks: its story, its indicators, its links."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from projects.models import ProjectPage


def _stream(column: str, blocks: Iterable[tuple[str, Any]]) -> StreamValue:
    block = ProjectPage._meta.get_field(column).stream_block
    return StreamValue(block, [(name, block.child_blocks[name].normalize(value)) for name, value in blocks])


def story(parts: Iterable[tuple[str, str]]) -> StreamValue:
    """Return the story of parts and rich text."""
    return _stream("story", [(part, RichText(html)) for part, html in parts])


def indicators(found: Iterable[tuple[str, Decimal, str, int | None]]) -> StreamValue:
    """Return indicators of what was measured, value, unit and year."""
    return _stream(
        "indicators",
        [
            ("indicator", {"name": name, "value": value, "unit": unit, "year": year})
            for name, value, unit, year in found
        ],
    )


def links(found: Iterable[tuple[str, str]]) -> StreamValue:
    """Return links of title and address."""
    return _stream("material", [("link", {"title": title, "url": url}) for title, url in found])


#: By the name in `Record.values`: the page's column, and what makes blocks.
STREAMS: dict[str, tuple[str, Callable[[Any], StreamValue]]] = {
    "story": ("story", story),
    "indicators": ("indicators", indicators),
    "links": ("material", links),
}
