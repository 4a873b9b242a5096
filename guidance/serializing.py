"""From topics and blocks to the shapes of the API."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import override
from wagtail.rich_text import RichText, expand_db_html

from guidance.models import GuidancePage
from guidance.presenting import Surroundings, revised_since
from guidance.topics import Topic


def topic_out(topic: Topic) -> dict[str, Any]:
    """Describe a topic as lists show it."""
    return {
        "path": topic.path,
        "title": topic.page.title,
        "summary": topic.page.summary,
        "icon": topic.page.icon,
        "url": topic.url,
        "language": topic.language.code,
        "direction": topic.language.direction,
        "translation": {
            "status": topic.state.status,
            "fallback_from": topic.state.fallback_from,
            "outdated_since": topic.state.outdated_since,
        },
    }


def branch_out(topic: Topic) -> dict[str, Any]:
    """Describe a topic with those below it."""
    return {**topic_out(topic), "children": [branch_out(child) for child in topic.children]}


def page_out(page: GuidancePage, around: Surroundings) -> dict[str, Any]:
    """Describe a whole page; labels in its HTML are in the language of its text."""
    with override(around.topic.language.code):
        html = str(page.body.render_as_block())
    return {
        **topic_out(around.topic),
        "body": [part_out(part) for part in page.body],
        "html": html,
        "parts": [topic_out(topic) for topic in around.parts],
        "next_step": topic_out(around.next_step) if around.next_step else None,
        "see_also": [topic_out(topic) for topic in around.see_also],
        "responsible": page.responsible,
        "checked_on": page.checked_on,
        "revised_since": revised_since(page),
        "sources": [{"label": source.label, "url": source.url} for source in page.sources.all()],
        "versions": [{"language": version.language.code, "url": version.url} for version in around.versions],
    }


def part_out(part: Any) -> dict[str, Any]:
    """Describe one part of the body by its type."""
    serialize = _SPECIAL.get(part.block_type, _of_struct)
    return {"type": part.block_type, "id": str(part.id), **serialize(part.value)}


def _plain(value: Any) -> Any:
    if isinstance(value, RichText):
        return expand_db_html(value.source)
    return "" if value is None else value


def _of_struct(value: Any) -> Mapping[str, Any]:
    return {name: _plain(child) for name, child in value.items()}


def _of_list(value: Any) -> Mapping[str, Any]:
    return {"items": [_of_struct(item) for item in value]}


def _of_contact(contact: Any) -> Mapping[str, Any]:
    names = ("name", "number", "email", "text")
    return {**{name: contact[name] or "" for name in names}, "languages": [one.code for one in contact.spoken]}


def _of_text(value: Any) -> Mapping[str, Any]:
    return {"text": _plain(value)}


_SPECIAL: Mapping[str, Callable[[Any], Mapping[str, Any]]] = {
    "steps": _of_list,
    "need": _of_list,
    "links": _of_list,
    "form": lambda value: {"name": value["name"], "url": value.href, "text": value["text"]},
    "contacts": lambda value: {"items": [_of_contact(contact) for contact in value]},
    "phone": lambda value: {**_of_struct(value), "dialled": value.dialled},
    "heading": _of_text,
    "text": _of_text,
    "warning": _of_text,
    "tip": _of_text,
}
