"""Words that mean the same, as editors keep them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

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


def groups_in_use(trying: Trying | None = None) -> list[SynonymGroup]:
    """Return the groups that hold for a question; `trying`: one to be treated otherwise than it is set."""
    with connection.cursor() as cursor:  # asked for each question: a third of what it takes through the ORM
        cursor.execute("SELECT id, language, words FROM search_synonymgroup WHERE is_live")
        groups = [SynonymGroup(pk=key, language=code, words=words) for key, code, words in cursor.fetchall()]
    if trying is not None:
        groups = [group for group in groups if group.pk != trying.group.pk]
        groups += [trying.group] if trying.is_used else []
    return groups


def synonyms_for(words: Sequence[Analysis], language: str, groups: Iterable[SynonymGroup]) -> Synonyms:
    """Return the synonyms of the words of a question.

    Args:
        words: as they were typed, in order.
        language: BCP 47 tag; groups of Easy German hold for German too, and the other way round.
        groups: those in use, of any language.
    """
    groups = [group for group in groups if _is_for(group, language)]
    typed = {stem for word in words for stem in word.stems}
    by_stem: dict[str, list[Tokens]] = {}
    for group in groups:
        forms = [_stems(phrase, language) for phrase in group.phrases]
        for form in forms:
            if form and typed.issuperset(form):
                # Of a phrase, each of its words may be found by what the whole phrase means.
                others = [other for other in forms if other and other != form]
                for stem in form:
                    by_stem.setdefault(stem, []).extend(others)
    return Synonyms(by_stem)


def _is_for(group: SynonymGroup, language: str) -> bool:
    return primary(group.language) == primary(language)


def _stems(phrase: str, language: str) -> Tokens:
    words = [word.analysis for word in words_of(phrase, language)]
    asking = [word.stems[0] for word in words if not word.is_stop]
    return tuple(asking) or tuple(EXACT + word.exact[0] for word in words)
