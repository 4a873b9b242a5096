"""From what was typed to what engines are asked: tokens, synonyms, corrections, the rarity of each word."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from search.analysis.words import Analysis, primary, words_of
from search.asking import Question
from search.engines.ask import Alternative, Clause, Words
from search.state import State, probable_synonyms
from search.synonyms import Groups, Synonyms, synonyms_for
from search.vectors import EXACT
from search.vocabulary import Counts, Occurring, corrections, counts_of, families

#: How much what was not asked for itself counts beside what was.
_PARTS, _JOINED, _SYNONYM, _CORRECTED, _BEGINNING, _FAMILY = 0.7, 0.9, 0.8, 0.5, 0.4, 0.4
_MOST_WORDS = 32
_SHORTEST_BEGINNING = 4
#: The rarity of a word that every tenth entry has; rarer ones tell something about what is looked for.
_TELLING = math.log(10)


class Prepared:
    """A question in the tokens of some languages.

    Attributes:
        strict: asks for every word.
        counts: how often the tokens occur.
        corrected: words that nobody has written, with what is looked for beside them.
    """

    def __init__(
        self,
        question: Question,
        languages: Sequence[str],
        state: State,
        *,
        groups: Groups | None = None,
        with_beginnings: bool = False,
    ) -> None:
        """Prepare a question for entries in `languages` (BCP 47 tags), which share their primary subtag.

        Args:
            question: what was typed.
            languages: at least one.
            state: what the database says.
            groups: other synonyms than those in use.
            with_beginnings: whether each word may be the beginning of one, known or not.
        """
        self._subtag = subtag = primary(languages[0])
        groups = groups or state.synonyms
        reading = _Reading(question.words, languages, state, groups, with_beginnings=with_beginnings)
        self._phrases = [clause for phrase in question.phrases if (clause := _phrase(phrase, subtag, reading.counts))]
        self._excluded = [clause for text in question.excluded if (clause := _without(text, subtag, reading.counts))]
        self._loose = reading
        if self._phrases:  # where nobody has written the phrase, its words may be found apart
            self._loose = _Reading(" ".join([question.words, *question.phrases]), languages, state, groups)
        self.strict = reading.words(self._phrases, self._excluded)
        self.counts = self._loose.counts
        self.corrected = self._loose.corrected

    @cached_property
    def relaxed(self) -> Words | None:
        """Asks for some of the words, or for their families; None where that would be the same."""
        if not self._loose.clauses:
            return None
        relaxed = _relaxed(self._loose.words(excluded=self._excluded), self._subtag, self.counts)
        is_same = relaxed.clauses == self.strict.clauses and len(relaxed.clauses) == 1
        return None if is_same and not self._phrases else relaxed


class _Reading:
    """Words as they were typed, in the tokens of some languages."""

    def __init__(
        self, text: str, languages: Sequence[str], state: State, groups: Groups, *, with_beginnings: bool = False
    ) -> None:
        subtag = primary(languages[0])
        self._languages = tuple(languages)
        self._typed = [word.analysis for word in words_of(text, subtag)][:_MOST_WORDS]
        asked = [word for word in self._typed if not word.is_stop]
        synonyms = synonyms_for(self._typed, subtag, groups)
        self.counts = counts = counts_of(_tokens(self._typed) | synonyms.tokens, subtag, state)
        unknown = [word for word in asked if counts.is_known and not _is_known(word, counts)]
        near = corrections((word.exact[0] for word in unknown), subtag) if unknown else {}
        self.corrected = {word: tuple(other for other, _n in others) for word, others in near.items() if others}
        if asked:
            ways = _Ways(asked, counts, synonyms, near, subtag, with_beginnings)
            clauses = [ways.clause(place) for place in range(len(asked))]
        else:  # nothing but stop words: then they are meant
            clauses = [_exactly(word, counts) for word in self._typed]
        self.clauses = tuple(dict.fromkeys(clauses))

    def words(self, phrases: Sequence[Clause] = (), excluded: Sequence[Clause] = ()) -> Words:
        """Return what asks for all of them, and for `phrases`, and not for `excluded`."""
        exact = dict.fromkeys(EXACT + word.exact[0] for word in self._typed)
        return Words(
            languages=self._languages,
            clauses=(*self.clauses, *phrases),
            needed=len(self.clauses) + len(phrases),
            excluded=tuple(excluded),
            exact=tuple((token, self.counts.rarity(token)) for token in exact),
            grams=" ".join(word.exact[0] for word in self._typed),
        )


def tokens_of(question: Question, subtag: str) -> set[str]:
    """Return the tokens of a question in a language whose counts will be asked for, as far as one can tell."""
    text = " ".join([question.words, *question.phrases])
    words = [word.analysis for word in words_of(text, subtag)][:_MOST_WORDS]
    return _tokens(words) | synonyms_for(words, subtag, probable_synonyms()).tokens


def _relaxed(strict: Words, subtag: str, counts: Counts) -> Words:
    """Ask for any of the words that say something, or of their families; common ones only help to put in order."""
    clauses = _with_families(strict.clauses, subtag, counts)
    telling = tuple(clause for clause in clauses if clause.rarity > _TELLING)
    if telling:
        optional = tuple(clause for clause in clauses if clause.rarity <= _TELLING)
        return replace(strict, clauses=telling, needed=1, optional=optional)
    return replace(strict, clauses=tuple(clauses), needed=max(1, len(clauses) // 2))


def _with_families(clauses: Sequence[Clause], subtag: str, counts: Counts) -> list[Clause]:
    stems = {clause: clause.alternatives[0].tokens[0] for clause in clauses}
    found = families([stem for stem in stems.values() if not stem.startswith(EXACT)], subtag)
    return [_widened(clause, found.get(stem, ()), counts) for clause, stem in stems.items()]


def _widened(clause: Clause, family: Sequence[Occurring], counts: Counts) -> Clause:
    others = (Alternative((token,), _FAMILY, counts.rarity_of(entries)) for token, entries in family)
    return replace(clause, alternatives=(*clause.alternatives, *others))


def _tokens(words: Iterable[Analysis]) -> set[str]:
    return {token for word in words for token in (*word.stems, *word.parts, *(EXACT + form for form in word.exact))}


def _is_known(word: Analysis, counts: Counts) -> bool:
    """Whether somebody has written the word, or all the parts of it."""
    written = any(EXACT + form in counts.of for form in word.exact) or any(stem in counts.of for stem in word.stems)
    return written or (bool(word.parts) and all(part in counts.of for part in word.parts))


@dataclass(frozen=True)
class _Ways:
    """The words that were asked for, and all that is known of how each may be found."""

    asked: Sequence[Analysis]
    counts: Counts
    synonyms: Synonyms
    near: Mapping[str, Sequence[Occurring]]
    subtag: str
    with_beginnings: bool

    def clause(self, place: int) -> Clause:
        """Return all ways in which the word at `place` may be found."""
        word, counts = self.asked[place], self.counts
        form = word.exact[0]
        ways = [self._way((stem,)) for stem in word.stems]
        if len(word.parts) > 1:
            ways.append(self._way(word.parts, _PARTS))
        ways += [self._way((stem,), _JOINED) for stem in self._joined(place)]
        ways += [self._way(tokens, _SYNONYM) for tokens in self.synonyms.ways(word)]
        ways += [
            Alternative((EXACT + other,), _CORRECTED, counts.rarity_of(entries))
            for other, entries in self.near.get(form, ())
        ]
        is_unknown = form in self.near and len(form) >= _SHORTEST_BEGINNING
        if self.with_beginnings or is_unknown:
            ways.append(Alternative((EXACT + form,), _BEGINNING, is_prefix=True))
        known = [counts.rarity(token) for token in word.stems if token in counts.of]
        return Clause(tuple(dict.fromkeys(ways)), max(known, default=counts.rarity(word.stems[0])))

    def _way(self, tokens: tuple[str, ...], boost: float = 1.0) -> Alternative:
        return Alternative(tokens, boost, sum(map(self.counts.rarity, tokens)) / len(tokens))

    def _joined(self, place: int) -> list[str]:
        """Return the stems of the word joined with its neighbours: somebody may have split a compound."""
        pairs = [
            (self.asked[left], self.asked[left + 1])
            for left in (place - 1, place)
            if left >= 0 and left + 1 < len(self.asked)
        ]
        return [
            stem
            for left, right in pairs
            for joined in words_of(left.exact[-1] + right.exact[-1], self.subtag)
            for stem in joined.analysis.stems
        ]


def _exactly(word: Analysis, counts: Counts) -> Clause:
    token = EXACT + word.exact[0]
    return Clause((Alternative((token,)),), counts.rarity(token))


def _without(text: str, subtag: str, counts: Counts) -> Clause | None:
    """Leave out a word with all its endings, or a phrase as it is."""
    words = [word.analysis for word in words_of(text, subtag)]
    if len(words) == 1 and not words[0].is_stop:
        return Clause(tuple(Alternative((stem,)) for stem in words[0].stems))
    return _phrase(text, subtag, counts)


def _phrase(text: str, subtag: str, counts: Counts) -> Clause | None:
    tokens = tuple(EXACT + word.analysis.exact[0] for word in words_of(text, subtag))[:_MOST_WORDS]
    if not tokens:
        return None
    rarest = max(counts.rarity(token) for token in tokens)
    return Clause((Alternative(tokens, float(len(tokens)), is_phrase=len(tokens) > 1),), rarest)
