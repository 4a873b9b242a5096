"""Another spelling for what found nothing, and titles while somebody types.

Nothing is offered that the searcher may not see: a spelling only if it finds something for them, a title only if it
is theirs to read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from cms.core.folding import fold
from cms.core.languages import SOURCE_LANGUAGE
from search.analysis.words import primary, words_of
from search.asking import Question, clean_text
from search.models import IndexEntry
from search.preparing import Prepared

_MOST_TITLES = 8
#: Two letters may begin words of 100,000 titles: any so many of them are looked at.
_COMPARED = 1000
_SHORTEST = 2


@dataclass(frozen=True)
class Title:
    """Something that somebody may mean who is typing."""

    title: str
    url: str
    kind: str
    language: str


def better_spelling(
    question: Question, prepared: Sequence[Prepared], language: str, finds_word: Callable[[str], bool]
) -> str:
    """Return what was typed with words that somebody has written, or "" if there are none.

    Args:
        question: what was typed.
        prepared: the same with corrections.
        language: BCP 47 tag of the reader, or "".
        finds_word: whether a word stands in anything that whoever asks may see; others are never named.
    """
    corrected: dict[str, str] = {}
    for wrong, near in ((wrong, near) for one in prepared for wrong, near in one.corrected.items()):
        visible = next((other for other in near if finds_word(other)), None)
        if visible:
            corrected.setdefault(wrong, visible)
    text = question.words
    for word in reversed(list(words_of(text, primary(language or SOURCE_LANGUAGE)))):
        better = corrected.get(word.analysis.exact[0])
        if better:
            text = f"{text[: word.start]}{better}{text[word.end :]}"
    return text if text != question.words else ""


def titles_for(text: str, language: str, held: frozenset[str], *, at: datetime | None = None) -> list[Title]:
    """Return titles with words that begin like those typed, those that begin like the whole text first.

    Args:
        text: what has been typed so far.
        language: BCP 47 tag of the reader.
        held: audience tokens of who types.
        at: the time that decides what has expired; now if None.
    """
    typed = [word.analysis.exact[0] for word in words_of(clean_text(text), primary(language))]
    if len("".join(typed)) < _SHORTEST:
        return []
    beginnings = " & ".join(f"'={word}':*A" for word in typed)
    entries = (
        IndexEntry.objects.visible_to(held, at=at or timezone.now())
        .filter(language=language)
        .extra(where=["vector @@ %s::tsquery"], params=[beginnings])
    )
    begun = fold(" ".join(typed))
    first = _best(entries.filter(sort_title__startswith=begun), _MOST_TITLES)
    rest = []
    if len(first) < _MOST_TITLES:
        known = [entry.pk for entry in first]
        rest = _best(entries.exclude(pk__in=known), _MOST_TITLES - len(first))
    return [Title(entry.title, entry.url, entry.kind, entry.language) for entry in (*first, *rest)]


def _best(entries: QuerySet[IndexEntry], number: int) -> list[IndexEntry]:
    """Return the best of so many of the entries as can be put in order while somebody types."""
    some = entries.order_by().values("pk")[:_COMPARED]
    compared = IndexEntry.objects.filter(pk__in=some).order_by("-weight", "sort_title", "pk")
    return list(compared.only("title", "url", "kind", "language")[:number])
