"""German words taken apart: "Flüchtlingsunterkunft" is found by "Unterkunft".

Which parts are words is asked of the dictionary that the package simplemma brings (MIT licence), read from its
compressed form: 30 MB of memory, 8 µs a look-up, so results are kept by `words.py`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

#: What may stand between two parts, see Duden, Die Grammatik, "Fugenelemente".
_LINKS: Final = ("", "s", "es", "n", "en", "er", "e", "ens", "ns")
#: Short words that stand in compounds of this field; other short ones are syllables more often than words.
_SHORT: Final = frozenset({"amt", "arm", "art", "bau", "hof", "job", "kur", "not", "ort", "rad", "rat", "tag", "weg"})
_SHORTEST: Final = 4
_SHORTEST_COMPOUND: Final = 7
#: Parts that look like words and are endings.
_ENDINGS: Final = frozenset(
    {"lich", "heit", "keit", "ungen", "ende", "enden", "isch", "ische", "samt", "nahme", "nahmen", "bare"}
)


@lru_cache(maxsize=50_000)
def split(word: str) -> tuple[str, ...]:
    """Return the parts of a compound, from the left, or nothing; `word` in lower case with its umlauts.

    >>> split("sprachkurse")
    ('sprach', 'kurse')
    """
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    found = [split_at for place in range(len(word) - 3, 2, -1) for split_at in _splits_at(word, place)]
    return min(found)[-1] if found else ()


def _splits_at(word: str, place: int) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return (cost, balance, parts) of splits with the last part beginning at `place`; lowest is best."""
    front, head = word[:place], word[place:]
    if not _is_part(head):
        return []
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for link in _LINKS:
        base = front[: len(front) - len(link)]
        if front.endswith(link) and _is_part(base):
            found.append((len(link), -min(len(base), len(head)), (base, head)))
    if not found and (inner := split(front)):
        found.append((2, -min(map(len, inner)), (*inner, head)))
    if not found and _is_part(f"{front}e"):  # Sprach(e)kurs, Schul(e)hof
        found.append((1, -min(len(front), len(head)), (front, head)))
    return found


@lru_cache(maxsize=50_000)
def _is_part(word: str) -> bool:
    if len(word) < _SHORTEST:
        return word in _SHORT
    return word not in _ENDINGS and (word.capitalize() in _dictionary() or word in _dictionary())


@cache
def _dictionary() -> Mapping[str, str]:
    return LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary("de")
