"""Words that mean the same, as editors keep them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis.words import Analysis, primary, words_of
from search.models import SynonymGroup
from search.vectors import EXACT

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """What may stand for the words of a question.

    Attributes:
        by_stem: other ways by the stem of a word that was asked for.
    """

    by_stem: Mapping[str, Sequence[Tokens]] = field(default_factory=dict)

    @property
    def tokens(self) -> set[str]:
        """All tokens that are looked for."""
        return {token for ways in self.by_stem.values() for way in ways for token in way}

    def ways(self, word: Analysis) -> list[Tokens]:
        """Return other tokens, all of them together, that mean the same as `word`."""
        return [way for stem in word.stems for way in self.by_stem.get(stem, ())]


@dataclass(frozen=True)
class Trying:
    """A group that is tried out: used, or left out, whether it is live or not."""

    group: SynonymGroup
    is_used: bool


class Groups:
    """Groups of synonyms, taken apart once for all questions."""

    def __init__(self, groups: Iterable[SynonymGroup]) -> None:
        """Take groups of any language."""
        self._groups = tuple(groups)
        self._by_subtag: dict[str, Mapping[str, list[tuple[Tokens, list[Tokens]]]]] = {}

    def trying(self, trying: Trying | None) -> "Groups":
        """Return the same with one group treated otherwise than it is set."""
        if trying is None:
            return self
        others = [group for group in self._groups if group.pk != trying.group.pk]
        return Groups([*others, trying.group] if trying.is_used else others)

    def beginning_with(self, stem: str, subtag: str) -> list[tuple[Tokens, list[Tokens]]]:
        """Return the ways to say something that begin with a stem, each with the other ways to say it."""
        if subtag not in self._by_subtag:
            self._by_subtag[subtag] = self._read(subtag)
        return self._by_subtag[subtag].get(stem, [])

    def _read(self, subtag: str) -> Mapping[str, list[tuple[Tokens, list[Tokens]]]]:
        by_stem: dict[str, list[tuple[Tokens, list[Tokens]]]] = {}
        for group in self._groups:
            if primary(group.language) == subtag:
                forms = [form for phrase in group.phrases if (form := _stems(phrase, subtag))]
                for form in forms:
                    by_stem.setdefault(form[0], []).append((form, [other for other in forms if other != form]))
        return by_stem


def synonyms_for(words: Sequence[Analysis], subtag: str, groups: Groups) -> Synonyms:
    """Return the synonyms of the words of a question.

    Args:
        words: as they were typed, in order.
        subtag: primary subtag: groups of Easy German hold for German too, and the other way round.
        groups: those in use, of any language.
    """
    typed = dict.fromkeys(stem for word in words for stem in word.stems)
    by_stem: dict[str, list[Tokens]] = {}
    for first in typed:
        for form, others in groups.beginning_with(first, subtag):
            if typed.keys() >= set(form):
                # Of a phrase, each of its words may be found by what the whole phrase means.
                for stem in form:
                    by_stem.setdefault(stem, []).extend(others)
    return Synonyms(by_stem)


def _stems(phrase: str, language: str) -> Tokens:
    words = [word.analysis for word in words_of(phrase, language)]
    asking = [word.stems[0] for word in words if not word.is_stop]
    return tuple(asking) or tuple(EXACT + word.exact[0] for word in words)
