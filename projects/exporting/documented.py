"""What the API's document says of the formats."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from projects.exporting.formats import LIST_FORMATS, RECORD_FORMATS, Format

ListFormat = Enum("ListFormat", {form.name: form.name for form in LIST_FORMATS})  # type: ignore[misc]  # from the table
RecordFormat = Enum("RecordFormat", {form.name: form.name for form in RECORD_FORMATS})  # type: ignore[misc]


def file_answers(formats: Iterable[Format]) -> dict[str, Any]:
    """Return what the document says of an address that answers with files."""
    return {"responses": {200: {"description": "OK", "content": _contents(formats)}}}


def negotiable_answers() -> dict[str, Any]:
    """Return what the document adds where the header Accept chooses: JSON is described by its schema."""
    return {"responses": {200: {"content": _contents(form for form in RECORD_FORMATS if form.name != "json")}}}


def _contents(formats: Iterable[Format]) -> dict[str, Any]:
    return {form.media_type: {"schema": {"type": "string"}} for form in formats}
