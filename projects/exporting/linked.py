"""A single record as linked data: schema.org for search engines, DataCite for repositories."""

import json
from collections.abc import Iterable, Iterator

from projects.datacite import as_datacite
from projects.exporting.head import Head
from projects.schema_org import as_schema_org
from projects.whole import WholeRecord


def write_json_ld(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:  # noqa: ARG001 - it says so itself
    """Yield each record as JSON-LD."""
    for record in records:
        yield json.dumps(as_schema_org(record), ensure_ascii=False, indent=1).encode()


def write_datacite(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:  # noqa: ARG001 - it says so itself
    """Yield each record as DataCite's JSON."""
    for record in records:
        yield json.dumps(as_datacite(record), ensure_ascii=False, indent=1).encode()
