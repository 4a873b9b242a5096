"""Entries as Elasticsearch keeps them, written by PostgreSQL: twice as fast as by way of Python objects."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from search.engines.ask import SHOWN_CHARACTERS
from search.engines.elastic.schema import FIELDS, GRAMMED_CHARACTERS

#: A bulk request: lines of JSON.
Lines = list[Any]

_WORDS = ", ".join(f"'{field}', coalesce(tokens->'{field.upper()}', '\"\"')" for field in FIELDS)
# `_one_ _two_`: parts of words know where words begin and end.
_GRAMS = f"'_' || replace(left(tokens->>'exact', {GRAMMED_CHARACTERS}), ' ', '_ _') || '_'"
_DOCUMENTS = f"""
SELECT
    entry.id, kind, object_id,
    json_build_object('index', json_build_object(
        '_id', kind || ':' || object_id, 'version', version, 'version_type', 'external'
    ))::text,
    json_build_object(
        'entry', entry.id, 'key', kind || ':' || object_id, 'kind', kind, 'object_id', object_id,
        'language', language, 'url', url, 'title', title, 'place', place,
        'summary', json_build_object('is', summary), 'text', json_build_object('is', left(text, {SHOWN_CHARACTERS})),
        'audience', audience, 'audience_size', cardinality(audience), 'weight', weight,
        'dated', dated, 'expires', expires, 'sort_title', sort_title,
        'facets', coalesce((
            SELECT json_object_agg(name, taken) FROM (
                SELECT name, json_agg(value) AS taken FROM search_facetvalue
                WHERE id = ANY(entry.facets) GROUP BY name
            ) AS by_name
        ), '{{}}'),
        'words', json_build_object(split_part(language, '-', 1), json_build_object(
            {_WORDS}, 'exact', tokens->'exact', 'grams', {_GRAMS}
        ))
    )::text
FROM search_indexentry AS entry
"""  # noqa: S608  names of fields, all our own


def after(number: int, limit: int) -> tuple[Lines, int, int]:
    """Return a bulk request of the entries that follow `number`, the last of their numbers, and how many they are."""
    rows = _rows("WHERE entry.id > %s ORDER BY entry.id LIMIT %s", [number, limit])
    return (
        [line for *_key, about, document in rows for line in (about, document)],
        rows[-1][0] if rows else 0,
        len(rows),
    )


def of_objects(keys: Sequence[tuple[str, int]]) -> tuple[Lines, set[tuple[str, int]]]:
    """Return a bulk request of the entries of objects, by kind and number, and which of them have one."""
    kinds, numbers = [kind for kind, _number in keys], [number for _kind, number in keys]
    where = "JOIN unnest(%s::text[], %s::bigint[]) AS wanted (kind, object_id) USING (kind, object_id)"
    rows = _rows(where, [kinds, numbers])
    lines = [line for *_key, about, document in rows for line in (about, document)]
    return lines, {(kind, number) for _id, kind, number, _about, _document in rows}


def _rows(where: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_DOCUMENTS + where, parameters)
        return cursor.fetchall()
