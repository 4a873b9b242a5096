"""Marking in titles and texts what was asked for, and choosing the passage to show: the same for both engines.

Everything is escaped; the only tags are `<mark>` of our own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from search.analysis.words import Analysis, analysed, primary, surfaces_of
from search.engines.ask import SHOWN_CHARACTERS, Words
from search.vectors import EXACT

EXCERPT = 220
#: Passages are looked for in this much of a text.
_LOOKED_AT = SHOWN_CHARACTERS - 1


class Place(NamedTuple):
    """A wanted word in a text, from `start` up to `end`; words with the same `stem` count once."""

    start: int
    end: int
    stem: str


@dataclass(frozen=True)
class Wanted:
    """What is marked: tokens, and beginnings of words; for one answer."""

    tokens: frozenset[str]
    beginnings: tuple[str, ...] = ()
    #: Stems of words that are wanted, "" of others, by how they are written: hits repeat their words.
    _known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def places(self, text: str, language: str) -> list[Place]:
        """Return where what is wanted stands in a text."""
        if not self.tokens and not self.beginnings:
            return []
        subtag = primary(language)
        known = self._known
        found = []
        for surface, start, end in surfaces_of(text):
            stem = known.get((surface, subtag))
            if stem is None:
                analysis = analysed(surface, subtag)
                stem = analysis.stems[0] if analysis.exact and self.has(analysis) else ""
                known[surface, subtag] = stem
            if stem:
                found.append(Place(start, end, stem))
        return found

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
    return _marked(text, wanted.places(text, language))


def excerpt(texts: Sequence[str], wanted: Wanted, language: str) -> SafeString:
    """Return the passage of the first text that has most of what is wanted, else the beginning of the first one."""
    best, best_score = "", 0
    best_places: list[Place] = []
    for text in texts:
        looked_at = text[:_LOOKED_AT]
        found = wanted.places(looked_at, language)
        start, score = _densest(found)
        if score > best_score:
            begin, end = _bounds(looked_at, start)
            best = _with_dots(text, begin, end)
            shift = begin - (1 if begin > 0 else 0)
            inside = [place for place in found if begin <= place.start and place.end <= end]
            best_places = [Place(place.start - shift, place.end - shift, place.stem) for place in inside]
            best_score = score
    if not best_score:
        first = next((text for text in texts if text), "")
        _begin, end = _bounds(first[:_LOOKED_AT], 0)
        return SafeString(escape(_with_dots(first, 0, end)))
    return _marked(best, best_places)


def _densest(found: Sequence[Place]) -> tuple[int, int]:
    """Return where the passage with most different words begins, and how many they are."""
    best = (0, 0)
    for first, place in enumerate(found):
        inside = set()
        for other in found[first:]:
            if other.end > place.start + EXCERPT:
                break
            inside.add(other.stem)
        if len(inside) > best[1]:
            best = (place.start, len(inside))
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


def _marked(text: str, places: Iterable[Place]) -> SafeString:
    parts, last = [], 0
    for begin, end, _stem in places:
        start = max(begin, last)  # pairs of letters overlap
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return SafeString("".join([*parts, escape(text[last:])]))
