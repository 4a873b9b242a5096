"""Marking in titles and texts what was asked for, and choosing the passage to show: the same for both engines.

Everything is escaped; the only tags are `<mark>` of our own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.words import Analysis, Word, words_of
from search.engines.ask import Words
from search.vectors import EXACT

EXCERPT = 220
#: Passages are looked for in this much of a text.
_LOOKED_AT = 6_000


@dataclass(frozen=True)
class Wanted:
    """What is marked: tokens, and beginnings of words."""

    tokens: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def has(self, word: Analysis) -> bool:
        """Return whether a word is one of those that were asked for."""
        if not self.tokens.isdisjoint(word.stems) or not self.tokens.isdisjoint(word.parts):
            return not word.is_stop
        if any(EXACT + form in self.tokens for form in word.exact):
            return True
        return any(form.startswith(self.beginnings) for form in word.exact) if self.beginnings else False


def wanted_of(branches: Iterable[Words]) -> Wanted:
    """Return what a question looks for, in all its languages."""
    alternatives = [
        one for words in branches for clause in (*words.clauses, *words.optional) for one in clause.alternatives
    ]
    return Wanted(
        frozenset(token for one in alternatives if not one.is_prefix for token in one.tokens),
        tuple(one.tokens[0].removeprefix(EXACT) for one in alternatives if one.is_prefix),
    )


def marked(text: str, wanted: Wanted, language: str) -> SafeString:
    """Return `text` as HTML with what is wanted marked."""
    return _marked(text, [word for word in words_of(text, language) if wanted.has(word.analysis)])


def excerpt(texts: Sequence[str], wanted: Wanted, language: str) -> SafeString:
    """Return the passage of the first text that has most of what is wanted, else the beginning of the first one."""
    best, best_score = "", 0
    best_words: list[Word] = []
    for text in texts:
        looked_at = text[:_LOOKED_AT]
        found = [word for word in words_of(looked_at, language) if wanted.has(word.analysis)]
        start, score = _densest(found)
        if score > best_score:
            begin, end = _bounds(looked_at, start)
            best = _with_dots(text, begin, end)
            shift = begin - (1 if begin > 0 else 0)
            inside = [word for word in found if begin <= word.start and word.end <= end]
            best_words = [Word(word.start - shift, word.end - shift, word.analysis) for word in inside]
            best_score = score
    if not best_score:
        first = next((text for text in texts if text), "")
        _begin, end = _bounds(first[:_LOOKED_AT], 0)
        return mark_safe(escape(_with_dots(first, 0, end)))  # noqa: S308  escaped
    return _marked(best, best_words)


def _densest(found: Sequence[Word]) -> tuple[int, int]:
    """Return where the passage with most different words begins, and how many they are."""
    best = (0, 0)
    for first, word in enumerate(found):
        inside = {other.analysis.stems[0] for other in found[first:] if other.end <= word.start + EXCERPT}
        if len(inside) > best[1]:
            best = (word.start, len(inside))
    return best


def _bounds(text: str, start: int) -> tuple[int, int]:
    """Return the passage around `start`, cut between words, from the beginning of a sentence where one is near."""
    begin = max(0, start - EXCERPT // 4)
    if begin:
        sentence = max(text.rfind(". ", begin - 40, start), text.rfind("\n", begin - 40, start))
        begin = sentence + 1 if sentence > 0 else text.find(" ", begin, start + 1)
        begin = start if begin < 0 else begin
        while begin < start and text[begin].isspace():
            begin += 1
    end = min(len(text), begin + EXCERPT)
    if end < len(text):
        blank = text.rfind(" ", begin, end)
        end = blank if blank > begin + EXCERPT // 2 else end
    return begin, end


def _with_dots(text: str, begin: int, end: int) -> str:
    passage = text[begin:end].replace("\n", " ")
    return f"{'…' if begin > 0 else ''}{passage}{'…' if end < len(text.rstrip()) else ''}"


def _marked(text: str, words: Iterable[Word]) -> SafeString:
    parts, place = [], 0
    for word in words:
        parts += [escape(text[place : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        place = word.end
    return mark_safe("".join([*parts, escape(text[place:])]))  # noqa: S308  all parts are escaped
