"""CSV by RFC 4180, with the mark by which Excel knows UTF-8; what looks like a formula is defused."""

import csv
import io
from collections.abc import Iterable, Iterator

from projects.columns import COLUMNS, harmless, text_of
from projects.exporting.head import Head
from projects.whole import WholeRecord

_BYTE_ORDER_MARK = "\ufeff"


def write_csv(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:  # noqa: ARG001 - each line says it
    """Yield the heading and a line for each record; licence, source and address stand in columns of their own."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow([column.name for column in COLUMNS])
    yield (_BYTE_ORDER_MARK + _taken_from(line)).encode()
    for record in records:
        writer.writerow([harmless(text_of(column.cell(record))) for column in COLUMNS])
        yield _taken_from(line).encode()


def _taken_from(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
