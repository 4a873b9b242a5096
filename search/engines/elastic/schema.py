"""What an index looks like; documents.py writes what goes into it.

Tokens come ready from `search.analysis`, so the analyzers only cut at blanks. The one thing that Elasticsearch adds is
parts of words of four letters, which put hits in order that stems do not tell apart.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from search.engines.ask import K1, B

#: The fields of the weights A to D, and how much a word in each counts (`combined_fields` takes nothing below 1).
FIELDS: Mapping[str, float] = {"a": 6.0, "b": 3.0, "c": 2.0, "d": 1.0}
#: Beyond this, Elasticsearch wants a cursor; PostgreSQL answers there.
DEEPEST = 10_000
#: So much of an entry's words is compared by parts of words.
GRAMMED_CHARACTERS = 2_000

SHOWN = ("kind", "object_id", "language", "url", "title", "summary", "text", "place", "dated")

_TEXT = {"type": "text", "analyzer": "whitespace"}
_STORED = {"type": "keyword", "index": False, "doc_values": False}

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "refresh_interval": "1s",
    "max_result_window": DEEPEST,
    "similarity": {"default": {"type": "BM25", "k1": K1, "b": B}},
    "analysis": {
        "analyzer": {"grams": {"type": "custom", "tokenizer": "four_letters"}},
        # A tokenizer, not a filter: what a filter makes of one word counts as synonyms, of which the best is taken.
        "tokenizer": {
            "four_letters": {
                "type": "ngram",
                "min_gram": 4,
                "max_gram": 4,
                "token_chars": ["letter", "digit", "custom"],
                "custom_token_chars": "_",
            }
        },
    },
}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    # Only what is shown is kept as it came: hits are fetched faster, and the index is made from the table anyway.
    "_source": {"includes": [*SHOWN]},
    "properties": {
        "entry": {"type": "long"},
        "key": {"type": "keyword"},
        "kind": {"type": "keyword"},
        "object_id": {"type": "long", "index": False},
        "language": {"type": "keyword"},
        "url": _STORED,
        "title": _STORED,
        "summary": {"type": "object", "enabled": False},
        "text": {"type": "object", "enabled": False},
        "place": _STORED,
        "audience": {"type": "keyword"},
        "audience_size": {"type": "integer"},
        "facets": {"type": "object", "dynamic": True},
        "weight": {"type": "float"},
        "dated": {"type": "date"},
        "expires": {"type": "date"},
        "sort_title": {"type": "keyword"},
        "words": {"type": "object", "dynamic": True},
    },
    # A field for each language: how rare a word is depends on the language.
    "dynamic_templates": [
        {"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}},
        {"grams": {"path_match": "words.*.grams", "mapping": {"type": "text", "analyzer": "grams"}}},
        {"words": {"path_match": "words.*.*", "match_mapping_type": "string", "mapping": _TEXT}},
    ],
}

#: Changes whenever an index must be made anew for this code.
SCHEMA = hashlib.sha256(json.dumps([SETTINGS, MAPPINGS], sort_keys=True).encode()).hexdigest()[:8]


def alias() -> str:
    """Return the name under which the index that answers is asked."""
    return f"{settings.ELASTICSEARCH_PREFIX}-search"


def name_for(moment: str) -> str:
    """Return the name of a new index; `moment` tells it from others of the same schema."""
    return f"{alias()}-{SCHEMA}-{moment}"


def feeding_alias(name: str) -> str:
    """Return the name under which an index is written to: only where it exists, so that none is made by accident."""
    return f"{name}-feed"


def is_current(name: str) -> bool:
    """Return whether an index was made for this code."""
    return name.startswith(f"{alias()}-{SCHEMA}-")


def field(subtag: str, name: str) -> str:
    """Return the name of a field of the words of a language, e.g. "words.de.exact"."""
    return f"words.{subtag}.{name}"


def grammed(exact: str) -> str:
    """Mark where words begin and end, so that parts of words know it."""
    return " ".join(f"_{word}_" for word in exact.split())
