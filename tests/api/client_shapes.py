"""What Integreat's client reads of each answer, as a small validator.

Written from the documented shapes (github.com/digitalfabrik/integreat-app, `shared/src/api/types.ts`): no package
carries the client's own mappers, and its code cannot lie here.
"""

from datetime import datetime
from typing import Any

Shape = dict[str, Any]


class Missing(AssertionError):
    """The client would fail on this."""


def text(value: Any) -> bool:
    return isinstance(value, str)


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def boolean(value: Any) -> bool:
    return isinstance(value, bool)


def moment(value: Any) -> bool:
    return text(value) and datetime.fromisoformat(value).tzinfo is not None


def path(value: Any) -> bool:
    """The client compares paths after normalising them: only such may be sent."""
    return text(value) and value.startswith("/") and not value.endswith("/") and value == value.lower()


def nullable(check: Any) -> Any:
    return lambda value: value is None or check(value)


def versions(value: Any) -> bool:
    return all(text(code) and fits(one, {"id": number, "url": text, "path": path}) for code, one in value.items())


def box(value: Any) -> bool:
    (west, south), (east, north) = value
    return west < east and south < north


REGION: Shape = {
    "name": text, "path": text, "live": boolean, "events": boolean, "pois": boolean, "push_notifications": boolean,
    "external_news": boolean, "name_without_prefix": text, "prefix": nullable(text), "latitude": number,
    "longitude": number, "aliases": nullable(dict), "bounding_box": box, "is_chat_enabled": boolean,
    "zammad_privacy_policy": nullable(text),
    "languages": lambda value: all(fits(one, {"code": text, "native_name": text}) for one in value),
}  # fmt: skip
PAGE: Shape = {
    "id": number, "url": text, "path": path, "title": text, "last_updated": moment, "excerpt": text, "content": text,
    "available_languages": versions, "thumbnail": nullable(text), "order": number, "organization": nullable(dict),
    "embedded_offers": lambda value: isinstance(value, list),
    "parent": lambda value: fits(value, {"id": number, "url": nullable(text), "path": nullable(path)}),
}  # fmt: skip
NEWS: Shape = {
    "id": lambda value: text(value) and value.startswith("local-"), "title": text, "content": text,
    "display_date": moment, "source": lambda value: value in {"local", "tunews", "amalnews"},
    "externalUrl": nullable(text),
    "available_languages": nullable(lambda value: all(fits(one, {"id": text}) for one in value.values())),
}  # fmt: skip


def fits(value: Any, shape: Shape) -> bool:
    """Return True, or say which field the client would stumble over."""
    for name, check in shape.items():
        if name not in value:
            raise Missing(f"{name} is missing")
        if not check(value[name]):
            raise Missing(f"{name}: {value[name]!r}")
    return True
