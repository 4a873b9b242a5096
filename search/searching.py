"""Asking the search: understand the question, choose an engine, answer.

`answer` is the one way in; pages, the API and benchmarks all come through it.
"""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from search.analysis.words import primary
from search.asking import Question, read_text
from search.contract import Answer, Query, Sort
from search.engines.ask import Alternative, Ask, Clause, Engine, Found, Words
from search.engines.choosing import ask_engines
from search.engines.postgres import PostgresEngine
from search.highlighting import wanted_of
from search.hits import hit_of
from search.preparing import Prepared, tokens_of
from search.state import State, read_state
from search.suggesting import better_spelling
from search.synonyms import Trying
from search.vectors import EXACT
from search.vocabulary import languages_by_subtag
from search.writing import KIND

#: Questions of this many words that nearly nothing has entirely are answered with what has some of them.
_MANY_WORDS, _FEW_HITS = 4, 10


class BadCursor(ValueError):
    """The cursor is not one of ours."""


@dataclass(frozen=True)
class _Attempt:
    """One way to ask: in which languages, all words or some."""

    found: Found
    branches: tuple[Words, ...]
    prepared: Sequence[Prepared]
    engine: Engine
    is_degraded: bool
    matched_all: bool


def answer(
    query: Query, *, at: datetime | None = None, engine: Engine | None = None, trying: Trying | None = None
) -> Answer:
    """Answer a question for whoever holds `query.held`.

    Args:
        query: what is asked.
        at: the time that decides what has expired; now if None.
        engine: this one and no other, for tests and measurements.
        trying: a group of synonyms to be treated otherwise than it is set.

    Raises:
        BadCursor: `query.cursor` is not one of ours.
    """
    started = time.perf_counter()
    question = read_text(query.text, query.language or "de")
    asked = _Asking(query, question, at or timezone.now(), engine, trying)
    own = asked.attempt(_groups(query.language))
    elsewhere = None
    if not own.found.total and query.language and not query.stays_in_language and question.asks_for_words:
        elsewhere = asked.attempt(_groups(""))
    best = elsewhere if elsewhere and elsewhere.found.total else own
    suggestion = ""
    if not best.found.total or any(one.corrected for one in best.prepared):
        suggestion = better_spelling(question, best.prepared or own.prepared, query.language, asked.finds_word)
    wanted = wanted_of(best.branches)
    return Answer(
        hits=[hit_of(row, wanted) for row in best.found.rows],
        total=best.found.total,
        facets=best.found.facets,
        cut_facets=best.found.cut_facets,
        kinds=best.found.kinds if _counts_kinds_apart(query) else _kinds(query, best.found),
        languages=(query.language,) if query.language and best is own else (),
        is_in_other_languages=best is elsewhere,
        matched_all_words=best.matched_all,
        suggestion=suggestion,
        engine=best.engine.name,
        is_degraded=best.is_degraded,
        milliseconds=(time.perf_counter() - started) * 1000,
        next_cursor=_next_cursor(asked.offset, query.per_page, best.found.total),
    )


class _Asking:
    """One question on its way, asked in several ways until something is found."""

    def __init__(
        self, query: Query, question: Question, at: datetime, engine: Engine | None, trying: Trying | None
    ) -> None:
        self._query, self._question, self._at = query, question, at
        self._engine = engine
        self._state = self._read(_groups(query.language))
        self._synonyms = self._state.synonyms.trying(trying)
        self.offset = _offset(query)

    def attempt(self, groups: Sequence[Sequence[str]]) -> _Attempt:
        """Ask for all the words, and for some of them where nothing, or nearly nothing, has all."""
        question = self._question
        if self._query.language and len(groups) > 1:  # elsewhere, after the reader's own
            self._state = self._read(groups)
        asked_for = groups if question.asks_for_words else ()
        prepared = [Prepared(question, codes, self._state, groups=self._synonyms) for codes in asked_for]
        strict = tuple(one.strict for one in prepared)
        first = self._ask(strict, prepared, matched_all=True, groups=groups)
        most = max((len(words.clauses) for words in strict), default=0)
        is_enough = first.found.total >= _FEW_HITS or most < _MANY_WORDS or bool(question.phrases)
        if first.found.total and is_enough:
            return first
        relaxed = tuple(one.relaxed for one in prepared if one.relaxed)
        if not relaxed:
            return first
        second = self._ask(relaxed, prepared, matched_all=False, groups=groups)
        return second if second.found.total > first.found.total else first

    def finds_word(self, word: str) -> bool:
        """Return whether somebody has written exactly this word in something that the same person may see."""
        clause = Clause((Alternative((EXACT + word,)),))
        branches = tuple(Words(tuple(languages), (clause,), needed=1) for languages in _groups(self._query.language))
        ask = Ask(branches, self._query.held, {}, facets=(), sort=Sort.TITLE, offset=0, limit=1, at=self._at)
        return bool(ask_engines(ask, self._state, only=self._engine)[0].total)

    def _read(self, groups: Sequence[Sequence[str]]) -> State:
        """Read what is known of the words in these languages."""
        return read_state({primary(codes[0]): tokens_of(self._question, primary(codes[0])) for codes in groups})

    def _ask(
        self,
        branches: tuple[Words, ...],
        prepared: Sequence[Prepared],
        *,
        matched_all: bool,
        groups: Sequence[Sequence[str]],
    ) -> _Attempt:
        query, question = self._query, self._question
        if question.asks_for_words and not any(words.clauses or words.excluded for words in branches):
            # Punctuation, emoji: something was typed, and there is nothing in it to look for.
            found, engine, is_degraded = Found([], 0, dict.fromkeys(query.facets, ())), self._any_engine(), False
        else:
            filters = {**query.filters}
            for name, values in question.filters.items():
                filters[name] = tuple(dict.fromkeys([*filters.get(name, ()), *values]))
            ask = Ask(
                branches=branches,
                held=query.held,
                filters=filters,
                facets=query.facets,
                sort=query.sort,
                offset=self.offset,
                limit=query.per_page,
                at=self._at,
                languages=tuple(code for group in groups for code in group) if query.language else (),
                most_values=query.most_values,
                kinds_under=question.filters if _counts_kinds_apart(query) else None,
                average_words=max((one.counts.average_words for one in prepared), default=100.0),
            )
            found, engine, is_degraded = ask_engines(ask, self._state, only=self._engine)
        return _Attempt(found, branches, prepared, engine, is_degraded, matched_all)

    def _any_engine(self) -> Engine:
        return self._engine or PostgresEngine()


def _groups(language: str) -> list[list[str]]:
    """Return languages that are analysed alike: that of the reader, or all."""
    return [[language]] if language else list(languages_by_subtag().values())


def _counts_kinds_apart(query: Query) -> bool:
    """Return whether counting the facet of kinds, which leaves out its own choice, is not enough."""
    return query.counts_kinds and not (KIND in query.facets and query.filters.keys() <= {KIND})


def _kinds(query: Query, found: Found) -> dict[str, int]:
    return {one.value: one.number for one in found.facets.get(KIND, ())} if query.counts_kinds else {}


def _offset(query: Query) -> int:
    if not query.cursor:
        return (query.page - 1) * query.per_page
    try:
        kind, _colon, number = urlsafe_b64decode(query.cursor.encode()).decode().partition(":")
        offset = int(number)
    except ValueError as error:
        raise BadCursor(query.cursor[:50]) from error
    if kind != "after" or offset < 0:
        raise BadCursor(query.cursor[:50])
    return offset


def _next_cursor(offset: int, per_page: int, total: int) -> str:
    following = offset + per_page
    return urlsafe_b64encode(f"after:{following}".encode()).decode() if following < total else ""
