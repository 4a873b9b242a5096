"""What an engine is asked, after words have become tokens, and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from search.contract import MOST_VALUES, EngineName, FacetCount, Sort

#: How much a text counts by its weight; PostgreSQL's labels, Elasticsearch's fields.
WEIGHTS: Mapping[str, float] = {"A": 1.0, "B": 0.6, "C": 0.4, "D": 0.2}
#: Saturation and length of BM25, the usual 1.2, and 0.5 for texts of very different length.
K1, B = 1.2, 0.5
#: So much of a text is looked at for the passage that is shown of it, and so much of it engines give back.
SHOWN_CHARACTERS = 6_001
#: What a word in exactly this form adds to what its stem counts.
EXACT_BONUS = 0.2


@dataclass(frozen=True)
class Alternative:
    """Tokens that satisfy a clause if all of them are there.

    Attributes:
        tokens: as they stand in the index; words with their endings begin with "=".
        boost: how much it counts, 1 for what was asked for itself.
        rarity: of its tokens, on average; where it differs from the clause's, an engine that knows rarities of its
            own must not let a rare stand-in count more than the word itself.
        is_phrase: the tokens must follow one another.
        is_prefix: the only token is the beginning of a word.
    """

    tokens: tuple[str, ...]
    boost: float = 1.0
    rarity: float = 0.0
    is_phrase: bool = False
    is_prefix: bool = False


@dataclass(frozen=True)
class Clause:
    """One thing that was asked for: any of the alternatives.

    Attributes:
        rarity: inverse document frequency of the word, as BM25 has it.
    """

    alternatives: tuple[Alternative, ...]
    rarity: float = 1.0


@dataclass(frozen=True)
class Words:
    """What is asked for in some languages.

    Attributes:
        languages: BCP 47 tags.
        clauses: what is asked for.
        needed: how many of the clauses an entry must satisfy.
        excluded: what an entry must not have.
        optional: what adds to the score only, besides.
        exact: words as they were written, with their rarity; they add to the score only.
        grams: the same words, for the engine that compares parts of words.
    """

    languages: tuple[str, ...]
    clauses: tuple[Clause, ...]
    needed: int
    excluded: tuple[Clause, ...] = ()
    optional: tuple[Clause, ...] = ()
    exact: tuple[tuple[str, float], ...] = ()
    grams: str = ""


@dataclass(frozen=True)
class Ask:
    """A whole question for an engine.

    Attributes:
        branches: alternatives, by language. None: everything in `languages`.
        most_values: of each facet, beside those that are chosen.
        kinds_under: count hits by kind under these filters instead of `filters`; None: do not.
        without: key of an entry that is left out.
    """

    branches: tuple[Words, ...]
    held: frozenset[str]
    filters: Mapping[str, tuple[str, ...]]
    facets: tuple[str, ...]
    sort: Sort
    offset: int
    limit: int
    at: datetime
    languages: tuple[str, ...] = ()
    without: str = ""
    average_words: float = 100.0
    most_values: int = MOST_VALUES
    kinds_under: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Row:
    """An entry that was found."""

    kind: str
    object_id: int
    language: str
    url: str
    title: str
    summary: str
    text: str
    place: str
    dated: datetime | None
    score: float = 0.0

    @property
    def key(self) -> str:
        """Its name in the API, as `IndexEntry.key`."""
        return f"{self.kind}:{self.object_id}"


@dataclass(frozen=True)
class Found:
    """What an engine gives back; see `Answer`."""

    rows: Sequence[Row]
    total: int
    facets: Mapping[str, Sequence[FacetCount]] = field(default_factory=dict)
    cut_facets: frozenset[str] = frozenset()
    kinds: Mapping[str, int] = field(default_factory=dict)


class Engine(Protocol):
    """An engine."""

    name: EngineName

    def find(self, ask: Ask) -> Found:
        """Answer.

        Raises:
            EngineFails: it cannot now; another one must.
        """


class EngineFails(Exception):
    """An engine cannot answer now."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason)[:500])
