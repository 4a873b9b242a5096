"""One spelling for each word: case, digits, apostrophes, scripts. Letters keep their marks, which stemmers need."""

import re
import unicodedata
from collections.abc import Callable

#: Invisible or decorative parts of a word: soft hyphen, mediopoint of Easy German, tatweel, joiners.
INSIDE_WORDS = "\u00ad\u00b7\u2027\u0640\u200d\u2060"
APOSTROPHES = "'’ʼ‘`´"

_DIGITS = {first + offset: str(offset) for first in (0x0660, 0x06F0) for offset in range(10)}
_REMOVED: dict[int, str | None] = {**dict.fromkeys(map(ord, INSIDE_WORDS)), **_DIGITS}
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")

#: Letters that people write for one another, by script and language.
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ک": "ك", "ی": "ي"})
_PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا", "ة": "ه", "ۀ": "ه"})

#: Serbian Cyrillic to Latin, exact (Pravopis srpskoga jezika, Matica srpska).
_SERBIAN = str.maketrans(
    {
        **dict(zip("абвгдезијклмнопрстуфхц", "abvgdezijklmnoprstufhc", strict=True)),
        "ђ": "đ",
        "ж": "ž",
        "љ": "lj",
        "њ": "nj",
        "ћ": "ć",
        "ч": "č",
        "џ": "dž",
        "ш": "š",
    }
)

_FRENCH_ELISION = re.compile(f"^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)[{re.escape(APOSTROPHES)}]")
_ENGLISH_GENITIVE = re.compile(f"[{re.escape(APOSTROPHES)}]s?$")


def _turkish_case(word: str) -> str:
    """Lower Turkish capitals: İ is i, I is ı."""
    return word.replace("İ", "i").replace("I", "ı")


def _before_apostrophe(word: str) -> str:
    """Keep what stands before the apostrophe: Turkish hangs the endings of names behind it."""
    return _APOSTROPHE.split(word, maxsplit=1)[0] or word


_FIRST: dict[str, Callable[[str], str]] = {"tr": _turkish_case, "az": _turkish_case}
_THEN: dict[str, Callable[[str], str]] = {
    "ar": lambda word: word.translate(_ARABIC_LETTERS),
    # Dari, Pashto, Urdu, Sorani and Sindhi write the same letters; keyboards offer the Arabic ones too.
    **dict.fromkeys(("fa", "prs", "ps", "ur", "ckb", "sd"), lambda word: word.translate(_PERSIAN_LETTERS)),
    "sr": lambda word: word.translate(_SERBIAN),
    "tr": _before_apostrophe,
    "fr": lambda word: _FRENCH_ELISION.sub("", word) or word,
    "en": lambda word: _ENGLISH_GENITIVE.sub("", word) or word,
}


def spelled(word: str, language: str) -> str:
    """Return `word` in the one spelling under which it is compared; `language` is a primary subtag such as "tr"."""
    word = unicodedata.normalize("NFKC", word).translate(_REMOVED)
    word = _FIRST.get(language, str)(word).casefold()
    word = _ARABIC_MARKS.sub("", unicodedata.normalize("NFC", word))
    word = _THEN.get(language, str)(word)
    return _APOSTROPHE.sub("", word)
