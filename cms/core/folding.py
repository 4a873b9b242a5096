"""Spelling made comparable in Python, because the database knows no collations (docs/decisions).

German has two ways to do without umlauts, so there are two forms: `fold` has a for ä (sorting as DIN 5007-1
does, and what people type on a foreign keyboard), `spelled_out` has ae (what people type who know the rule).
"""

import re
import unicodedata

#: Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return `text` in lower case, without marks and punctuation, words apart by one space.

    >>> fold("Öhringen / Württ.")
    'ohringen wurtt'
    """
    if text.isascii():  # has no marks; most texts of a list of 100,000 projects go this way
        return _NOT_A_WORD.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", bare).strip()


def spelled_out(text: str) -> str:
    """Return `text` folded, with ae, oe, ue for umlauts.

    >>> spelled_out("München") == fold("Muenchen")
    True
    """
    return fold(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))


def searchable_text(*texts: str) -> str:
    """Return all words of `texts` folded, and those with umlauts spelled out as well: what search compares."""
    words = dict.fromkeys(fold(" ".join(texts)).split())
    words.update(dict.fromkeys(spelled_out(" ".join(texts)).split()))
    return " ".join(words)
