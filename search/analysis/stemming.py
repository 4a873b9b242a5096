"""Words without their endings: Snowball's stemmers, and a light one of our own for Ukrainian, which Snowball lacks."""

import re
import threading
from collections.abc import Callable
from functools import cache

import Stemmer

#: Primary language subtag (BCP 47) to Snowball's algorithm. Persian takes Arabic letters as `spelling` leaves them.
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "hr": "serbian", "bs": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "prs": "persian", "yi": "yiddish",
}  # fmt: skip

#: Endings of Ukrainian nouns, adjectives and verbs, longest first; a light stemmer takes one of them, after the
#: principle of J. Savoy, "Searching strategies for the Bulgarian language" (2007), for Slavic languages.
_UKRAINIAN = re.compile(
    "(?:ування|ювання|уватися|ятися|атися|итися|еннями|еннях|ення|ання|іння|ами|ями|ові|еві|єві|ого|ього|ому|ьому"
    "|ими|іми|іями|іях|ією|ість|ості|істю|ують|юють|ити|ати|яти|іти|ься|ся|ють|уть|ять|ать|ить|їть|ів|їв|ах|ях|ам|ям"
    "|ою|ею|єю|ий|ій|их|іх|им|ім|ої|ії|ія|іє|ію|ем|ом|єм|ть|ла|ли|ло|в|а|я|о|е|є|у|ю|и|і|ї|ь|й)$"
)
_SHORTEST_STEM = 3

# Snowball's stemmers keep a state while they work and must not be shared by threads.
_own = threading.local()


def stemmer_for(language: str) -> Callable[[str], str]:
    """Return what takes the endings off words of `language`, a primary subtag; unknown ones keep theirs."""
    if language == "uk":
        return _ukrainian
    algorithm = _SNOWBALL.get(language)
    return _snowball(algorithm) if algorithm else str


@cache
def _snowball(algorithm: str) -> Callable[[str], str]:
    def stem(word: str) -> str:
        known: dict[str, Stemmer.Stemmer] = _own.__dict__.setdefault("stemmers", {})
        if algorithm not in known:
            known[algorithm] = Stemmer.Stemmer(algorithm)
        stemmer = known[algorithm]
        stem = str(stemmer.stemWord(word))
        # Once is not enough: "kurse" loses its "e", "kurs" its "s", and both should meet.
        return str(stemmer.stemWord(stem)) if algorithm == "german" else stem

    return stem


def _ukrainian(word: str) -> str:
    stem = _UKRAINIAN.sub("", word, count=1)
    return stem if len(stem) >= _SHORTEST_STEM else word
