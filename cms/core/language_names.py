"""How languages are called in other languages: from CLDR, by Babel.

For languages that people speak and in which something is offered; those of the site itself stand in languages.py.
"""

from functools import cache

from babel import Locale, UnknownLocaleError

from cms.core.languages import BY_CODE, SOURCE_LANGUAGE

#: BCP 47 tags of languages that migrants in Germany and those who work with them speak, by number of speakers at a
#: guess, not by rank; sign language and Easy German with them. Any other tag that CLDR knows may be stored too.
OFFERED = (
    "de", "de-simple", "gsg", "en", "ar", "tr", "ru", "uk", "pl", "fr", "es", "it", "pt", "ro", "bg", "el", "hr", "bs",
    "sr", "sq", "mk", "sl", "hu", "cs", "sk", "nl", "da", "sv", "fa", "ps", "prs", "ku", "kmr", "ckb", "rom", "ur",
    "hi", "pa", "bn", "ta", "ti", "am", "om", "so", "sw", "ha", "ig", "yo", "ff", "ln", "wo", "vi", "zh", "th", "ja",
    "ko", "id", "tl", "ka", "hy", "az", "kk", "uz", "he", "arc",
)  # fmt: skip

#: Languages that CLDR does not name: German Sign Language, Dari, Kurmanji.
_NOT_IN_CLDR = {
    "gsg": {
        "de": "Deutsche Gebärdensprache", "en": "German Sign Language", "ar": "لغة الإشارة الألمانية",
        "es": "Lengua de signos alemana", "fr": "Langue des signes allemande", "sr": "Немачки знаковни језик",
        "tr": "Alman İşaret Dili", "uk": "Німецька жестова мова",
    },
    "prs": {
        "de": "Dari", "en": "Dari", "ar": "الدرية", "es": "Dari", "fr": "Dari", "sr": "Дари", "tr": "Darice",
        "uk": "Дарі",
    },
    "kmr": {
        "de": "Kurmandschi", "en": "Kurmanji", "ar": "الكرمانجية", "es": "Kurmanji", "fr": "Kurmandji",
        "sr": "Курманџи", "tr": "Kurmancca", "uk": "Курманджі",
    },
}  # fmt: skip


def language_name(code: str, reader: str) -> str:
    """Return how `code` (BCP 47 tag) is called in the language of `reader`, else in German, else nothing.

    >>> language_name("tr", "de")
    'Türkisch'
    """
    if code in BY_CODE and code != code.split("-", maxsplit=1)[0]:
        return BY_CODE[code].name
    for language in (reader, SOURCE_LANGUAGE):
        own = _NOT_IN_CLDR.get(code, {}).get(language.split("-", maxsplit=1)[0])
        if name := own or _names(language).get(code.replace("-", "_")):
            return name
    return ""


def language_names(reader: str) -> dict[str, str]:
    """Return the languages to choose from, named in the language of `reader`, in the order of the alphabet."""
    names = {code: name for code in OFFERED if (name := language_name(code, reader))}
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


@cache
def _names(reader: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(reader.split("-", maxsplit=1)[0]).languages.items())
    except UnknownLocaleError:
        return {}
