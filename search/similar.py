"""What resembles an entry: what shares its telling words."""

from datetime import datetime

from django.utils import timezone

from search.analysis.words import primary
from search.contract import Hit, Sort
from search.engines.ask import Alternative, Ask, Clause, Words
from search.engines.choosing import ask_engines
from search.hits import hit_of
from search.models import IndexEntry
from search.state import State, read_state
from search.vocabulary import counts_of

_MOST_WORDS = 16
#: How many of the telling words must be shared.
_SHARED = 0.3
#: How much a word counts by where it stands.
_WEIGHTS = {"A": 4, "B": 2, "C": 1}
MOST = 20


class NoSuchEntry(LookupError):
    """There is no such entry, or not for whoever asks."""


def similar_to(
    key: str, held: frozenset[str], *, same_kind: bool = False, limit: int = 5, at: datetime | None = None
) -> list[Hit]:
    """Return entries in the same language that resemble one, best first.

    Args:
        key: of the entry, e.g. "project:17".
        held: audience tokens of who asks.
        same_kind: only entries of the same kind.
        limit: how many, up to 20.
        at: the time that decides what has expired; now if None.

    Raises:
        NoSuchEntry: it is not there, or not for them.
    """
    at = at or timezone.now()
    kind, _colon, number = key.rpartition(":")
    if not number.isdigit() or len(number) > 18:
        raise NoSuchEntry(key[:50])
    entry = IndexEntry.objects.visible_to(held, at=at).filter(kind=kind, object_id=int(number)).first()
    if entry is None:
        raise NoSuchEntry(key[:50])
    state = read_state()
    telling = _telling_words(entry, state)
    if not telling:
        return []
    clauses = tuple(Clause((Alternative((token,)),), rarity) for token, rarity in telling)
    ask = Ask(
        branches=(Words((entry.language,), clauses, max(1, int(len(clauses) * _SHARED))),),
        held=held,
        filters={"kind": (kind,)} if same_kind else {},
        facets=(),
        sort=Sort.RELEVANCE,
        offset=0,
        limit=min(limit, MOST),
        at=at,
        without=entry.key,
    )
    found, _engine, _is_degraded = ask_engines(ask, state)
    return [hit_of(row) for row in found.rows]


def _telling_words(entry: IndexEntry, state: State) -> list[tuple[str, float]]:
    """Return the words that tell this entry from others, with their rarity, the most telling first."""
    often: dict[str, int] = {}
    for label, weight in _WEIGHTS.items():
        for token in entry.tokens.get(label, "").split():
            often[token] = often.get(token, 0) + weight
    counts = counts_of(list(often), primary(entry.language), state)
    shared = {token: counts.rarity(token) for token in often if counts.of.get(token, 2) > 1 and len(token) > 2}
    best = sorted(shared, key=lambda token: (-min(often[token], 8) * shared[token], token))[:_MOST_WORDS]
    return [(token, shared[token]) for token in best]
