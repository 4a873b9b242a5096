"""Trying out synonyms on real questions before they go live."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.access import PUBLIC
from cms.core.folding import fold
from search.contract import Query
from search.engines.postgres import PostgresEngine
from search.models import SynonymGroup
from search.questions import shown_questions
from search.searching import answer
from search.synonyms import Trying

_MOST_TRIALS = 12
_SHOWN = 3


@dataclass(frozen=True)
class Trial:
    """A question, what the public finds for it now, and what it would find."""

    question: str
    asked: int
    total_now: int
    total_then: int
    titles_now: Sequence[str]
    titles_then: Sequence[str]

    @property
    def changes(self) -> bool:
        """Whether the group makes a difference."""
        return (self.total_now, self.titles_now) != (self.total_then, self.titles_then)


def try_out(group: SynonymGroup, *, extra: str = "") -> list[Trial]:
    """Ask real questions with the words of a group, once without and once with it.

    Args:
        group: live or not.
        extra: a question of the editor's own, asked first.
    """
    questions = dict.fromkeys([extra] if extra.strip() else [], 0)
    words = [fold(phrase) for phrase in group.phrases]
    for counted in shown_questions().filter(language=group.language).order_by("-asked")[:2000]:
        if any(f" {word} " in f" {counted.words} " for word in words):
            questions.setdefault(counted.words, counted.asked)
    for phrase in group.phrases:
        questions.setdefault(phrase, 0)
    return [_trial(question, asked, group) for question, asked in list(questions.items())[:_MOST_TRIALS]]


def _trial(question: str, asked: int, group: SynonymGroup) -> Trial:
    query = Query(question, group.language, frozenset({PUBLIC}), per_page=_SHOWN)
    now = answer(query, engine=PostgresEngine(), trying=Trying(group, is_used=False))
    then = answer(query, engine=PostgresEngine(), trying=Trying(group, is_used=True))
    return Trial(
        question, asked, now.total, then.total, [hit.title for hit in now.hits], [hit.title for hit in then.hits]
    )
