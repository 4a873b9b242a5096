"""Texts as the vectors that PostgreSQL keeps: tokens with places and weights, written by Python."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from search.analysis.words import words_of

#: Limits of PostgreSQL's type, https://www.postgresql.org/docs/current/textsearch-limitations.html
_LAST_PLACE, _MOST_PLACES = 16_383, 255
#: Between texts, so that no phrase reaches from one into the next.
_GAP = 10
#: Before words with their endings.
EXACT = "="


@dataclass(frozen=True)
class Vector:
    """A text as both engines take it.

    Attributes:
        literal: PostgreSQL's `tsvector`, as text.
        words: how many words there are, stop words not counted.
        by_weight: tokens in order, by weight: Elasticsearch's fields.
        exact: words with their endings, in order.
    """

    literal: str
    words: int
    by_weight: Mapping[str, str]
    exact: str


def vector_of(texts: Mapping[str, str], language: str) -> Vector:
    """Analyse texts by weight "A" to "D", in this order; `language` is a BCP 47 tag."""
    places: dict[str, list[str]] = defaultdict(list)
    by_weight: dict[str, str] = {}
    exact: list[str] = []
    place = words = 0
    for weight in sorted(texts):
        tokens: list[str] = []
        for word in words_of(texts[weight], language):
            place += 1
            at = f"{min(place, _LAST_PLACE)}{'' if weight == 'D' else weight}"
            exact.append(word.analysis.exact[0])
            for form in word.analysis.exact:
                places[EXACT + form].append(at)
            if word.analysis.is_stop:
                continue
            words += 1
            found_by = dict.fromkeys((*word.analysis.stems, *word.analysis.parts))
            tokens += found_by
            for token in found_by:
                places[token].append(at)
        place += _GAP
        by_weight[weight] = " ".join(tokens)
    # Folded tokens hold letters and digits only: nothing in them can end the quotes.
    literal = " ".join(f"'{token}':{','.join(at[:_MOST_PLACES])}" for token, at in places.items())
    return Vector(literal, words, by_weight, " ".join(exact))
