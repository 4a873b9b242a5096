"""Another spelling for what found nothing, and titles while somebody types.

Nothing is offered that the searcher may not see: a spelling only if it finds something for them, a title only if it
is theirs to read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cms.core.folding import fold
from cms.core.languages import SOURCE_LANGUAGE
from search.analysis.words import primary, words_of
from search.asking import Question, clean_text
from search.models import IndexEntry
from search.preparing import Prepared

_MOST_TITLES = 8
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
        .only("title", "url", "kind", "language")
        .extra(where=["vector @@ %s::tsquery"], params=[beginnings])
    )
    begun = fold(" ".join(typed))
    first = list(entries.filter(sort_title__startswith=begun).order_by("-weight", "sort_title")[:_MOST_TITLES])
    rest = []
    if len(first) < _MOST_TITLES:
        known = [entry.pk for entry in first]
        rest = list(entries.exclude(pk__in=known).order_by("-weight", "sort_title")[: _MOST_TITLES - len(first)])
    return [Title(entry.title, entry.url, entry.kind, entry.language) for entry in (*first, *rest)]
