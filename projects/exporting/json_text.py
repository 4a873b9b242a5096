"""JSON as the API answers with it: one object, or an object a line."""

import json
from collections.abc import Iterable, Iterator

from projects.exporting.head import Head
from projects.representing import Representation
from projects.whole import WholeRecord


def _objects(records: Iterable[WholeRecord]) -> Iterator[str]:
    representation: Representation | None = None
    for record in records:
        if representation is None:
            representation = Representation(record.language, root_url=record.root_url, vocabularies=record.vocabularies)
        yield representation.detail(record).model_dump_json()


def write_json(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:
    """Yield an object with `items`; `total` stands at the end, so that a file that was cut off shows."""
    objects = _objects(records)
    if not head.is_list:
        yield next(objects).encode()
        return
    about = {
        "source": head.source,
        "url": head.url,
        "retrieved_at": head.made_at.isoformat(timespec="seconds"),
        "language": head.language,
        "licence": head.licence,
    }
    total = 0
    yield f'{json.dumps(about, ensure_ascii=False)[:-1]}, "items": ['.encode()
    for total, text in enumerate(objects, start=1):
        yield f"{',' if total > 1 else ''}\n{text}".encode()
    yield f'\n], "total": {total}}}\n'.encode()


def write_json_lines(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:  # noqa: ARG001 - each line says it
    """Yield an object a line."""
    for text in _objects(records):
        yield f"{text}\n".encode()
