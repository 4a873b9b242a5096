"""Advice on Easy German: what makes a text hard, sentence by sentence. Never a wall: a good writer may know better.

The rules are those of BITV 2.0, annex 2, part 2 (short sentences, no passive, no negation where it can be avoided,
no abbreviations, long words divided) and of the network Leichte Sprache. Neither gives numbers for all of them: how
many words and letters are too many is this project's choice, and stands here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

MOST_WORDS = 12
MOST_LETTERS = 13
#: U+00B7, as in "Bundes·amt"; a hyphen serves as well.
MEDIOPOINT = "·"

#: Dots do not end a sentence in these. Longer ones first, so that "i. d. R." is not taken for something shorter.
_ABBREVIATIONS = (
    "i. d. R.", "z. B.", "d. h.", "u. a.", "o. ä.", "v. a.", "s. o.", "s. u.", "z. T.", "usw.", "bzw.", "ggf.",
    "evtl.", "inkl.", "etc.", "ca.", "Nr.", "Tel.", "Std.", "Min.", "Str.", "Abs.", "Art.", "vgl.", "bspw.", "max.",
    "mind.", "zzgl.", "Mio.", "Mrd.", "Dr.", "Hr.", "Fr.", "tgl.", "allg.",
)  # fmt: skip
_ABBREVIATION = re.compile(
    "|".join(rf"(?<!\w){re.escape(short).replace(re.escape(' '), r'[  ]?')}" for short in _ABBREVIATIONS)
)
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{2,}\b")
_SENTENCE = re.compile(r".+?(?:[.!?:](?=\s|$)|\n|$)", re.DOTALL)
_ORDINAL = re.compile(r"\b\d+\.$")
_WORD = re.compile(r"[^\W\d_]+(?:[·‧\-][^\W\d_]+)*")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\b(?:www\.)?[\w-]+\.(?:de|org|com|net|eu)\b\S*")
_TO_BE_DONE = re.compile(r"\b(?:wird|werden|wurde|wurden|worden|werde|wirst|werdet)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\b(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer|miss)[a-zäöüß]{2,}t|[a-zäöüß]+iert)\b"
)
#: Look like participles and are none.
_NO_PARTICIPLES = {"gegen", "geben", "gehen", "gelten", "geht", "gilt", "angeben", "abgeben", "eingeben", "hingehen",
                   "weitergeben", "zurückgeben", "gerecht", "bereit", "erst", "gewinnen", "genießen"}  # fmt: skip
_NEGATION = re.compile(
    r"\b(?:nicht|nichts|nie|niemals|niemand|nirgends|nirgendwo|kein(?:e|en|em|er|es)?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Advice:
    """Something that is hard to read.

    Attributes:
        rule: "sentence", "word", "passive", "negation" or "abbreviation".
        message: what to do about it.
        part: the words it is about, as they stand in the text.
    """

    rule: str
    message: str
    part: str


def advice_on(text: str) -> list[Advice]:
    """Return what is hard in a text, in reading order, each thing once.

    Args:
        text: plain text or inline HTML.
    """
    found = [advice for sentence in sentences(_plain(text)) for advice in _on_sentence(sentence)]
    return list(dict.fromkeys(found))


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text; ordinals ("am 1. Januar") and abbreviations do not end one."""
    result: list[str] = []
    is_open = False
    for piece in (match.group().strip() for match in _SENTENCE.finditer(text)):
        if not piece:
            continue
        if is_open and result:
            result[-1] += f" {piece}"
        else:
            result.append(piece)
        is_open = (
            bool(_ORDINAL.search(piece)) or piece.endswith(_ABBREVIATIONS) or bool(re.search(r"(?<!\w)\w\.$", piece))
        )
    return result


def _plain(text: str) -> str:
    soup = BeautifulSoup(text, "html.parser")
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    return soup.get_text()


def _on_sentence(sentence: str) -> Iterator[Advice]:
    bare = _ADDRESS.sub(" ", sentence)
    words = _WORD.findall(bare)
    if len(words) > MOST_WORDS:
        message = _("%(number)s words. Make two sentences of it; up to %(most)s words are easy to read.")
        yield Advice("sentence", message % {"number": len(words), "most": MOST_WORDS}, sentence)
    for word in words:
        if max(len(part) for part in re.split(r"[·‧-]", word)) > MOST_LETTERS:
            message = _("A long word. Divide it with a mediopoint (·) or a hyphen, or take a shorter one.")
            yield Advice("word", message, word)
    if _is_passive(bare):
        message = _("This may be passive. Say who does it: “You get …” instead of “… is sent”.")
        yield Advice("passive", message, sentence)
    for match in _NEGATION.finditer(bare):
        yield Advice("negation", _("A negation. Say what is so, or what to do, if you can."), match.group())
    for match in _ABBREVIATION.finditer(bare):
        yield Advice("abbreviation", _("An abbreviation. Write the words out."), match.group())
    for match in _CAPITALS.finditer(bare):
        yield Advice("abbreviation", _("A short form. Say what it stands for when it comes first."), match.group())


def _is_passive(sentence: str) -> bool:
    if not _TO_BE_DONE.search(sentence):
        return False
    return any(word not in _NO_PARTICIPLES for word in _PARTICIPLE.findall(sentence))
