"""What a translation may have lost: numbers, links, placeholders, names. And what must not be in it.

What is certain is refused; what may be right nevertheless ("two" for "2") is a matter of judgement: the translator
says so with a tick. Advice is only shown.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, extract_ids

from translations.glossary import terms_in
from translations.models import GlossaryTerm


class Weight(StrEnum):
    """What follows from a finding."""

    CERTAIN = "certain"
    JUDGEMENT = "judgement"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """Something that a translation lost, or has and should not.

    Attributes:
        kind: "number", "link", "placeholder", "name", "term", "mark", "sign", "length", "same".
        weight: whether it is refused, asked about, or only said.
        message: a sentence for the translator.
    """

    kind: str
    weight: Weight
    message: str


#: {name}, %(name)s, %s, {{ name }}
_PLACEHOLDER = re.compile(r"\{\{\s*\w+\s*\}\}|\{\w*\}|%\(\w+\)[sd]|%[sd]\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|[\w.+-]+@[\w-]+\.[\w.-]+\w")
_NUMBER = re.compile(r"\d+")
#: Names that stay: short forms in capitals ("BAMF", "B1"), words in German quotation marks.
_NAME = re.compile(r"\b(?=\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ0-9])[A-ZÄÖÜ0-9]{2,}\b|(?<=[„“\"»])[^„“”\"«»]{2,60}(?=[“”\"«])")
#: Signs that turn the direction of what follows; the isolating ones are allowed where they end again.
_OVERRIDES = "\u202a\u202b\u202d\u202e\u202c"
_ISOLATES, _ISOLATES_END = "\u2066\u2067\u2068", "\u2069"


def findings(
    source: str, text: str, *, is_html: bool, terms: Iterable[GlossaryTerm] = (), most: int | None = None
) -> list[Finding]:
    """Compare a translation with its source.

    Args:
        source: the text in the source language, as people write it.
        text: its translation.
        is_html: whether both are inline HTML.
        terms: the glossary of the language.
        most: how many signs fit.
    """
    return [
        *_signs(text),
        *_markup(source, text, is_html=is_html),
        *_length(text, most),
        *_placeholders(source, text),
        *_addresses(source, text),
        *_numbers(_words(source, is_html=is_html), _words(text, is_html=is_html)),
        *_names(_words(source, is_html=is_html), _words(text, is_html=is_html)),
        *_terms(source, text, terms),
        *_sameness(source, text),
    ]


def digest_of(found: Iterable[tuple[str, Finding]]) -> str:
    """Return a mark of findings by the texts they belong to: a tick holds for these and no others."""
    lines = sorted(f"{key} {finding.kind} {finding.message}" for key, finding in found)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def has_turning_signs(text: str) -> bool:
    """Return whether `text` has signs that turn the direction of what follows, or open what they do not close."""
    if any(sign in text for sign in _OVERRIDES):
        return True
    depth = 0
    for sign in text:
        depth += (sign in _ISOLATES) - (sign == _ISOLATES_END)
        if depth < 0:
            return True
    return depth != 0


def _signs(text: str) -> Iterator[Finding]:
    if has_turning_signs(text):
        yield Finding("sign", Weight.CERTAIN, _("It has an invisible sign that turns the direction of the text."))
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in text):
        yield Finding("sign", Weight.CERTAIN, _("It has an invisible control character."))


def _markup(source: str, text: str, *, is_html: bool) -> Iterator[Finding]:
    if not is_html:
        return
    try:
        StringValue.from_translated_html(text)
    except ValueError:
        yield Finding("mark", Weight.CERTAIN, _("It has markup that is not allowed here."))
        return
    before, after = extract_ids(source), extract_ids(text)
    for name in sorted(before - after):
        message = _("The link “%(link)s” is missing.") % {"link": _link_text(source, name)}
        yield Finding("link", Weight.CERTAIN, message)
    if after - before:
        yield Finding("link", Weight.CERTAIN, _("It has a link that the source does not have."))
    if ("<b>" in source or "<strong>" in source) and not ("<b>" in text or "<strong>" in text):
        yield Finding("mark", Weight.ADVICE, _("In the source some words are bold."))


def _link_text(source: str, name: str) -> str:
    element = BeautifulSoup(source, "html.parser").find("a", id=name)
    return element.get_text() if element else name


def _length(text: str, most: int | None) -> Iterator[Finding]:
    if most is not None and len(text) > most:
        message = _("It is too long: %(length)s signs, %(most)s fit.") % {"length": len(text), "most": most}
        yield Finding("length", Weight.CERTAIN, message)


def _placeholders(source: str, text: str) -> Iterator[Finding]:
    lost = Counter(_PLACEHOLDER.findall(source)) - Counter(_PLACEHOLDER.findall(text))
    for placeholder in sorted(lost):
        message = _("The placeholder %(placeholder)s is missing.") % {"placeholder": placeholder}
        yield Finding("placeholder", Weight.CERTAIN, message)


def _addresses(source: str, text: str) -> Iterator[Finding]:
    for address in sorted(set(_ADDRESS.findall(source)) - set(_ADDRESS.findall(text))):
        message = _("The address %(address)s is missing.") % {"address": address}
        yield Finding("link", Weight.CERTAIN, message)


def _numbers(source: str, text: str) -> Iterator[Finding]:
    lost = Counter(_numbers_in(source)) - Counter(_numbers_in(text))
    new = Counter(_numbers_in(text)) - Counter(_numbers_in(source))
    for number in sorted(lost):
        yield Finding("number", Weight.JUDGEMENT, _("The number %(number)s is missing.") % {"number": number})
    for number in sorted(new):
        message = _("The number %(number)s is not in the source.") % {"number": number}
        yield Finding("number", Weight.JUDGEMENT, message)


def _numbers_in(text: str) -> Sequence[str]:
    """Return the numbers in European digits without leading zeros: "٠٨" and "08" and "8" are the same."""
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    return [number.lstrip("0") or "0" for number in _NUMBER.findall(_PLACEHOLDER.sub(" ", plain))]


def _names(source: str, text: str) -> Iterator[Finding]:
    folded = text.casefold()
    for name in sorted({name.strip() for name in _NAME.findall(source)}):
        if not name.isdigit() and name.casefold() not in folded:
            message = _("The name “%(name)s” is missing.") % {"name": name}
            yield Finding("name", Weight.JUDGEMENT, message)


def _terms(source: str, text: str, terms: Iterable[GlossaryTerm]) -> Iterator[Finding]:
    folded = text.casefold()
    for term in terms_in(source, terms):
        if not term.wording and term.term.casefold() not in folded:
            message = _("The name “%(name)s” is missing.") % {"name": term.term}
            yield Finding("name", Weight.JUDGEMENT, message)
        elif term.wording and term.wording.casefold() not in folded:
            message = _("The glossary says “%(wording)s” for “%(term)s”.") % {
                "wording": term.wording, "term": term.term,
            }  # fmt: skip
            yield Finding("term", Weight.ADVICE, message)


def _sameness(source: str, text: str) -> Iterator[Finding]:
    if text.strip() == source.strip() and len(source.split()) > 3:
        yield Finding("same", Weight.JUDGEMENT, _("It is the same as the source."))


def _words(text: str, *, is_html: bool) -> str:
    return BeautifulSoup(text, "html.parser").get_text() if is_html else text
