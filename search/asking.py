"""What somebody typed, taken apart: words, phrases in quotes, what to leave out, `field:` and `city:`.

Nothing of it is handed through to an engine: both get tokens, which hold letters and digits only.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.core.searchable import Facet, searchables
from search.contract import LONGEST_TEXT

#: A value that no entry has: what is asked for by a name that does not exist finds nothing.
NO_SUCH_VALUE = ""

_PART = re.compile(r'(?P<minus>-?)(?:(?P<name>[a-z_]{2,30}):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟", '"'))
_KEPT_CONTROLS = {"\u200c", "\u200d", "\u00ad"}  # joiners stand in Persian words


@dataclass(frozen=True)
class Question:
    """What was typed, understood.

    Attributes:
        text: as it is shown again.
        words: to be found, in order, as one text.
        phrases: to be found as they are.
        excluded: words and phrases that must not be there.
        filters: values by facet, from prefixes.
        problems: sentences about what could not be understood.
    """

    text: str
    words: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def asks_for_words(self) -> bool:
        """Whether anything but filters was typed."""
        return bool(self.words or self.phrases or self.excluded)


def known_facets() -> dict[str, Facet]:
    """Return the facets of all kinds by name."""
    return {facet.name: facet for kind in searchables.values() for facet in kind.facets}


def clean_text(text: str) -> str:
    """Return what was typed without what no keyboard types: control characters, directions, surplus blanks."""
    kept = (
        letter if letter in _KEPT_CONTROLS or not unicodedata.category(letter).startswith("C") else " "
        for letter in text[: LONGEST_TEXT * 4]
    )
    return " ".join("".join(kept).split())[:LONGEST_TEXT]


def read_text(text: str, language: str) -> Question:
    """Take apart what was typed by a reader of `language` (BCP 47 tag); never fails."""
    shown = clean_text(text)
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    filters: dict[str, list[str]] = defaultdict(list)
    problems: list[str] = []
    facets = known_facets()
    for part in _PART.finditer(_balanced(shown.translate(_QUOTES))):
        name, phrase, word = part["name"], part["phrase"], part["word"]
        value = phrase if phrase is not None else word
        facet = facets.get(name or "")
        if facet is not None and not part["minus"]:
            keys = facet.meant_by(value, language)
            filters[facet.name] += keys or [NO_SUCH_VALUE]
            if not keys:
                problems.append(
                    _("There is no “%(value)s” in “%(facet)s”.") % {"value": value[:50], "facet": facet.label}
                )
            continue
        if name:
            value = f"{name} {value}"
        if part["minus"]:
            excluded.append(value)
        elif phrase is not None:
            phrases.append(value)
        else:
            words.append(value)
    return Question(
        text=shown,
        words=" ".join(words),
        phrases=tuple(phrases),
        excluded=tuple(excluded),
        filters={name: tuple(dict.fromkeys(values)) for name, values in filters.items()},
        problems=tuple(problems),
    )


def _balanced(text: str) -> str:
    """Take a quote that is not closed for none."""
    if text.count('"') % 2:
        place = text.rindex('"')
        return f"{text[:place]} {text[place + 1 :]}"
    return text
