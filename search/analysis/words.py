"""The words of a text, each with its place and with the tokens it is found by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cms.core.folding import fold, spelled_out
from search.analysis.compounds import split
from search.analysis.spelling import APOSTROPHES, INSIDE_WORDS, spelled
from search.analysis.stemming import stemmer_for
from search.analysis.stopwords import STOP_WORDS

_COMPOUNDING = frozenset({"de"})
#: Longer runs of letters are no words: keys, data, attacks. Both engines refuse tokens of some length.
LONGEST_WORD = 60

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f"
)
#: Scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han. Pairs of letters stand for words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}{INSIDE_WORDS}]|[{re.escape(APOSTROPHES)}](?=[^\W_]))*")


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a word is found by, whatever text it stands in.

    Attributes:
        exact: its folded spellings, the first without spelled-out umlauts: for phrases and corrections.
        stems: itself without endings.
        parts: stems of the parts of a compound: each finds it, and all together ask for the same.
        is_stop: whether it asks for nothing.
    """

    exact: tuple[str, ...]
    stems: tuple[str, ...]
    parts: tuple[str, ...] = ()
    is_stop: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a text, from character `start` up to `end`."""

    start: int
    end: int
    analysis: Analysis


def primary(language: str) -> str:
    """Return the primary subtag of a BCP 47 tag: Easy German is analysed as German."""
    return language.partition("-")[0].lower()


def words_of(text: str, language: str) -> Iterator[Word]:
    """Yield the words of `text` in order; `language` is a BCP 47 tag."""
    subtag = primary(language)
    for surface, start, end in surfaces_of(text):
        analysis = analysed(surface, subtag)
        if analysis.exact:
            yield Word(start, end, analysis)


def surfaces_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield words as they are written, each with where it begins and ends."""
    for match in _WORD.finditer(text):
        surface = match.group()
        if _UNSPACED_RUN.search(surface):
            yield from _pairs(surface, match.start())
        elif len(surface) <= LONGEST_WORD:
            yield surface, match.start(), match.end()


def _pairs(surface: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield pairs of letters of unspaced scripts, overlapping, and whole words of others between them."""
    place = 0
    for run in _UNSPACED_RUN.finditer(surface):
        if place < run.start():
            yield surface[place : run.start()], start + place, start + run.start()
        for first in range(run.start(), max(run.end() - 1, run.start() + 1)):
            last = min(first + 2, run.end())
            yield surface[first:last], start + first, start + last
        place = run.end()
    if place < len(surface):
        yield surface[place:], start + place, start + len(surface)


@lru_cache(maxsize=100_000)
def analysed(surface: str, subtag: str) -> Analysis:
    """Analyse one word as it is written; `subtag` is a primary language subtag such as "de"."""
    word = spelled(surface, subtag)
    exact = fold(word).replace(" ", "")
    if not exact:
        return Analysis((), ())
    stem = stemmer_for(subtag)
    parts: tuple[str, ...] = ()
    if subtag in _COMPOUNDING:
        parts = tuple(dict.fromkeys(_bare(stem(part)) for part in split(word)))
    return Analysis(
        exact=tuple(dict.fromkeys([exact, spelled_out(word).replace(" ", "")])),
        # Whoever types without marks should get the same: Turkish and Serbian endings depend on them.
        stems=tuple(dict.fromkeys([_bare(stem(word)) or exact, _bare(stem(exact)) or exact])),
        parts=parts,
        is_stop=exact in STOP_WORDS.get(subtag, frozenset()),
    )


def _bare(stem: str) -> str:
    return fold(stem).replace(" ", "")
