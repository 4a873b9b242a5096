"""Counting the texts of pages in all languages, and remembering the counts until a text changes.

For 1,000 pages in twenty languages there are some 600,000 texts: too many to count at each look at the matrix. What
was counted is kept with the version that it was counted at. Triggers raise the version with each change of a text, in
the transaction of the change, so a count that was overtaken while it was made is not kept.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Max, Q
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from cms.core.languages import SOURCE_LANGUAGE
from translations.models import TextCount

_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


class Texts(NamedTuple):
    """What there is of the texts of a page in a language.

    Attributes:
        is_followed: whether wagtail-localize keeps the page in this language; else only dates can judge it.
    """

    done: int = 0
    by_machine: int = 0
    last_written: datetime | None = None
    is_followed: bool = False


class Counted(NamedTuple):
    """The texts of a page: how many there are, when the source was frozen, and what is written by language."""

    total: int
    frozen_at: datetime | None
    by_language: Mapping[str, Texts]


NOTHING = Counted(0, None, {})


def count_texts(keys: Sequence[UUID]) -> Mapping[UUID, Counted]:
    """Return the counts of pages by translation key; one query if all are remembered, five if some are not."""
    known = {key: (version, counts) for key, version, counts in
             TextCount.objects.filter(object_id__in=keys).values_list("object_id", "version", "counts")}  # fmt: skip
    stale = [key for key in keys if known.get(key, (0, None))[1] is None]
    fresh = _count(stale) if stale else {}
    if fresh:
        _remember({key: (known.get(key, (0, None))[0], counts) for key, counts in fresh.items()})
    return {key: _read(fresh.get(key) or known[key][1]) for key in keys if key in fresh or key in known}


def _count(keys: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    counted: dict[UUID, dict[str, Any]] = {key: {"total": 0, "frozen_at": None, "languages": {}} for key in keys}
    sources = TranslationSource.objects.filter(object_id__in=keys, locale__language_code=SOURCE_LANGUAGE)
    totals = sources.annotate(texts=Count("stringsegment")).values_list("object_id", "texts", "last_updated_at")
    for key, total, frozen_at in totals:
        counted[key] |= {"total": total, "frozen_at": frozen_at.isoformat()}
    followed = defaultdict[UUID, set[str]](set)
    pairs = sources.filter(translations__enabled=True).values_list(
        "object_id", "translations__target_locale__language_code"
    )
    for key, language in pairs:
        followed[key].add(language)
    for key, language, done, machine, last in _written(keys):
        counted[key]["languages"][language] = [done, machine, last.isoformat(), language in followed[key]]
    for key, languages in followed.items():
        for language in languages:
            counted[key]["languages"].setdefault(language, [0, 0, None, True])
    return counted


def _written(keys: Sequence[UUID]) -> Any:
    """Count the texts that are in use and written, for all pages and languages in one statement."""
    return (
        StringSegment.objects.filter(
            source__object_id__in=keys,
            source__locale__language_code=SOURCE_LANGUAGE,
            context__translations__translation_of_id=F("string_id"),
            context__translations__has_error=False,
        )
        .values("source__object_id", "context__translations__locale__language_code")
        .annotate(
            done=Count("pk"),
            by_machine=Count("pk", filter=Q(context__translations__translation_type=_MACHINE)),
            last=Max("context__translations__updated_at"),
        )
        .values_list("source__object_id", "context__translations__locale__language_code", "done", "by_machine", "last")
    )


def _remember(counts: Mapping[UUID, tuple[int, dict[str, Any]]]) -> None:
    """Keep what was counted, unless a text has changed since the version was read."""
    rows = [[str(key), version, json.dumps(one)] for key, (version, one) in counts.items()]
    statement = """
        INSERT INTO translations_textcount AS known (object_id, version, counts)
        SELECT (row->>0)::uuid, (row->>1)::bigint, (row->>2)::jsonb FROM jsonb_array_elements(%s::jsonb) AS row
        ORDER BY 1
        ON CONFLICT (object_id) DO UPDATE SET counts = excluded.counts WHERE known.version = excluded.version
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows)])


def _read(counts: Mapping[str, Any] | None) -> Counted:
    if counts is None:
        return NOTHING
    languages = {
        language: Texts(done, machine, _time(last), is_followed)
        for language, (done, machine, last, is_followed) in counts["languages"].items()
    }
    return Counted(counts["total"], _time(counts["frozen_at"]), languages)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
