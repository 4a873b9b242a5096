"""What lists of other apps get of the search: their rows that have the words, and how well each fits."""

from collections.abc import Sequence
from typing import Any

from django.db.models import FloatField, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.utils import timezone

from search.asking import read_text
from search.contract import Sort
from search.engines.ask import Ask, Words
from search.engines.postgres import condition_and_score
from search.models import IndexEntry
from search.preparing import Prepared, tokens_of
from search.state import read_state
from search.vocabulary import languages_by_subtag


def narrow(queryset: QuerySet, kind: str, words: str, languages: Sequence[str]) -> QuerySet:
    """Keep rows whose entry has all of `words`, or words that begin so; see `cms.core.word_search`."""
    question = read_text(words, languages[0])
    if not question.asks_for_words:
        return queryset.annotate(relevance=Value(0.0))
    by_subtag = languages_by_subtag(languages)
    state = read_state({subtag: tokens_of(question, subtag) for subtag in by_subtag})
    prepared = [Prepared(question, codes, state, with_beginnings=True) for codes in by_subtag.values()]
    branches = tuple(one.strict for one in prepared)
    if not any(words.clauses or words.excluded for words in branches):
        return queryset.annotate(relevance=Value(0.0))  # signs only: they ask for nothing
    entries: QuerySet[Any] = _entries(kind, branches, max(one.counts.average_words for one in prepared))
    own = entries.filter(object_id=OuterRef("pk")).values("score")[:1]
    return queryset.filter(pk__in=entries.values("object_id")).annotate(
        relevance=Subquery(own, output_field=FloatField())
    )


def _entries(kind: str, branches: tuple[Words, ...], average_words: float) -> QuerySet[IndexEntry]:
    ask = Ask(
        branches, frozenset(), {}, facets=(), sort=Sort.RELEVANCE, offset=0, limit=0, at=timezone.now(),
        average_words=average_words,
    )  # fmt: skip
    condition, conditions, score, scores = condition_and_score(ask)
    entries = IndexEntry.objects.filter(kind=kind).extra(where=[condition], params=conditions)  # noqa: S610
    return entries.annotate(score=RawSQL(score, scores, output_field=FloatField()))  # noqa: S611  values are parameters
