"""Writing rows of the index: what an entry is made of, and the statements that keep versions and changes.

`search.indexing` decides which rows; who feeds Elasticsearch hears of them on a channel, after the commit.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from cms.core.folding import fold
from search.models import FacetValue
from search.vectors import vector_of

#: Facets that every entry has.
KIND, LANGUAGE = "kind", "language"
#: Where the feed listens; see `search.feeding`.
CHANNEL = "search_changed"
_LONGEST_TEXT = 200_000
_LONGEST_TITLE = 300

_COLUMNS = {
    "kind": "text", "object_id": "bigint", "language": "text", "url": "text", "title": "text", "summary": "text",
    "text": "text", "place": "text", "audience": "varchar[]", "facets": "int[]", "weight": "float8",
    "dated": "timestamptz", "expires": "timestamptz", "sort_title": "text", "words": "int", "vector": "tsvector",
    "tokens": "jsonb",
}  # fmt: skip
_NAMES = ", ".join(_COLUMNS)
_KEPT = [name for name in _COLUMNS if name not in ("kind", "object_id")]

# Rows that say the same as before keep their version: nobody has to be told of them. What changes an entry
# that readers know already "closes": it must not go on being shown as it was.
_WRITE = f"""
WITH written AS (
    INSERT INTO search_indexentry AS old ({_NAMES}, version)
    SELECT {", ".join(f"{name}::{kind}" for name, kind in _COLUMNS.items())}, nextval('search_version')
    FROM unnest({", ".join(["%s::text[]"] * len(_COLUMNS))}) AS new ({_NAMES})
    ON CONFLICT (kind, object_id) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in _KEPT)}, version = nextval('search_version')
    WHERE ({", ".join(f"old.{name}" for name in _KEPT)})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in _KEPT)})
    RETURNING kind, object_id, version, xmax <> 0 AS is_known
)
INSERT INTO search_change (kind, object_id, version, closes, created_at, problem)
SELECT kind, object_id, version, is_known, clock_timestamp(), '' FROM written
WHERE EXISTS (SELECT FROM search_elasticindex)
"""  # noqa: S608  names of columns, all from above
_TAKE_AWAY = """
WITH gone AS (
    DELETE FROM search_indexentry WHERE kind = %s AND object_id = ANY(%s) RETURNING kind, object_id
)
INSERT INTO search_change (kind, object_id, version, closes, created_at, problem)
SELECT kind, object_id, nextval('search_version'), true, clock_timestamp(), '' FROM gone
WHERE EXISTS (SELECT FROM search_elasticindex)
"""
_RESTRICT = """
WITH changed AS (
    UPDATE search_indexentry SET audience = new.audience::varchar[], version = nextval('search_version')
    FROM unnest(%s::bigint[], %s::text[]) AS new (object_id, audience)
    WHERE kind = %s AND search_indexentry.object_id = new.object_id
        AND search_indexentry.audience <> new.audience::varchar[]
    RETURNING kind, search_indexentry.object_id, version
)
INSERT INTO search_change (kind, object_id, version, closes, created_at, problem)
SELECT kind, object_id, version, true, clock_timestamp(), '' FROM changed
WHERE EXISTS (SELECT FROM search_elasticindex)
"""
_MOVE = """
WITH changed AS (
    UPDATE search_indexentry SET url = %s || substr(url, length(%s) + 1), version = nextval('search_version')
    WHERE starts_with(url, %s)
    RETURNING kind, object_id, version
)
INSERT INTO search_change (kind, object_id, version, closes, created_at, problem)
SELECT kind, object_id, version, true, clock_timestamp(), '' FROM changed
WHERE EXISTS (SELECT FROM search_elasticindex)
"""


@dataclass(frozen=True)
class Written:
    """What a row of the index is made of, before facets have their numbers."""

    columns: Mapping[str, Any]
    facets: frozenset[tuple[str, str]]


def entry_row(
    *,
    kind: str,
    object_id: int,
    language: str,
    title: str,
    body: Mapping[str, str],
    audience: Iterable[str],
    url: str = "",
    summary: str = "",
    place: str = "",
    weight: float = 1.0,
    dated: datetime | None = None,
    expires: datetime | None = None,
    facets: Mapping[str, Iterable[str]] | None = None,
) -> Written:
    """Analyse what is found of an object in one language; the arguments are those of `SearchableType`."""
    title = _clean(title)[:_LONGEST_TITLE]
    texts = {label: _clean(text)[:_LONGEST_TEXT] for label, text in body.items()}
    vector = vector_of({**texts, "A": f"{title}\n{texts['A']}" if "A" in texts else title}, language)
    pairs = {(name, value) for name, values in (facets or {}).items() for value in values}
    columns = {
        "kind": kind,
        "object_id": object_id,
        "language": language,
        "url": url,
        "title": title,
        "summary": _clean(summary),
        # Names and numbers (D) are found but make no sentences: no passage is shown of them.
        "text": "\n".join(text for label, text in sorted(texts.items()) if text and label != "D"),
        "place": _clean(place)[:300],
        "audience": _array(sorted(audience)),
        "weight": weight,
        "dated": _moment(dated),
        "expires": _moment(expires),
        "sort_title": fold(title)[:_LONGEST_TITLE],
        "words": vector.words,
        "vector": vector.literal,
        "tokens": json.dumps({**vector.by_weight, "exact": vector.exact}, ensure_ascii=False),
    }
    return Written(columns, frozenset(pairs | {(KIND, kind), (LANGUAGE, language)}))


def write_rows(rows: Sequence[Written]) -> None:
    """Write rows of the index; those that say the same as before keep their version."""
    if not rows:
        return
    rows = sorted(rows, key=lambda row: (row.columns["kind"], row.columns["object_id"]))  # one order: no deadlocks
    numbers = _facet_numbers({pair for row in rows for pair in row.facets})
    facets = [_array(sorted(numbers[pair] for pair in row.facets)) for row in rows]
    arrays = [
        facets if name == "facets" else [None if (value := row.columns[name]) is None else str(value) for row in rows]
        for name in _COLUMNS
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, arrays)
    _tell()


def take_away_rows(kind: str, keys: Sequence[int]) -> None:
    """Delete rows of a kind by the numbers of their objects; what has none is passed over."""
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_AWAY, [kind, list(keys)])
        _tell()


def restrict_rows(kind: str, audiences: Mapping[int, Iterable[str]]) -> None:
    """Change only who may see rows of a kind, by the numbers of their objects."""
    if audiences:
        arrays = [_array(sorted(audience)) for audience in audiences.values()]
        with connection.cursor() as cursor:
            cursor.execute(_RESTRICT, [list(audiences), arrays, kind])
        _tell()


def move_addresses(before: str, after: str) -> None:
    """Change only the addresses of rows that begin with `before`; 100,000 take about two seconds."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [after, before, before])
    _tell()


def _facet_numbers(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the number of each value, making those that are new."""
    wanted = sorted((name[:50], value[:100]) for name, value in pairs)
    with connection.cursor() as cursor:
        arrays = [[name for name, _value in wanted], [value for _name, value in wanted]]
        cursor.execute(_FACETS, arrays)
        known = {(name, value): number for name, value, number in cursor.fetchall()}
        new = [pair for pair in wanted if pair not in known]
        if new:
            FacetValue.objects.bulk_create([FacetValue(name=n, value=v) for n, v in new], ignore_conflicts=True)
            cursor.execute(_FACETS, arrays)
            known = {(name, value): number for name, value, number in cursor.fetchall()}
    return known


_FACETS = """
SELECT name, value, id FROM search_facetvalue
JOIN unnest(%s::text[], %s::text[]) AS wanted (name, value) USING (name, value)
"""


def _tell() -> None:
    """Wake whoever feeds Elasticsearch, once the transaction is there to be read."""
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")


def _clean(text: Any) -> str:
    return str(text or "").replace("\x00", "").strip()


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None


def _array(values: Iterable[Any]) -> str:
    """Write a PostgreSQL array; tokens and numbers hold nothing that needs quotes but get them all the same."""
    quoted = ('"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return "{" + ",".join(quoted) + "}"
