"""Inline markup of a text as inline elements of XLIFF 2.0, and back.

`<b>` and `<a>` become `<pc>`, `<br>` becomes `<ph>`. Coming back, elements are known by their number only: whatever
else a file says of them is not believed, so no script and no other address can come in this way.

Source: XLIFF 2.0, OASIS Standard, 4.2.3 and 4.7.
"""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from django.utils.html import escape
from lxml import etree

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_PAIRED = f"{{{NAMESPACE}}}pc"
_SINGLE = f"{{{NAMESPACE}}}ph"
#: What annotates without being text; kept as the text within.
_MARKED = f"{{{NAMESPACE}}}mrk"
#: Marks without attributes, which a translation may have where its source has none.
_ADDABLE = {"b", "i", "strong", "em", "br", "code", "abbr", "acronym"}
_FORMATS = {"b": "xlf:b", "i": "xlf:i"}


class BrokenInline(Exception):
    """An element is not one of the source's, or cannot be read."""


class Inline:
    """The inline elements of one source text: its numbers, and what they stand for."""

    def __init__(self, stored: str) -> None:
        """Read a text as it is stored."""
        self._soup = BeautifulSoup(stored, "html.parser")
        self._tags: list[Tag] = self._soup.find_all(True)
        self._added: set[str] = set()
        self._count = 0
        self._numbers: dict[str, list[str]] = {_sign(tag): [] for tag in self._tags}
        for number, tag in enumerate(self._tags, 1):
            self._numbers[_sign(tag)].append(str(number))

    @property
    def originals(self) -> Iterator[tuple[str, str]]:
        """Name and tag of all that `write` refers to, for `<originalData>`."""
        for number, tag in enumerate(self._tags, 1):
            yield f"d{number}", _opening(tag)
        for name in sorted({tag.name for tag in self._tags if tag.name != "br"} | self._added):
            if name != "br":
                yield f"e{name}", f"</{name}>"
        for name in sorted(self._added):
            yield f"n{name}", "<br/>" if name == "br" else f"<{name}>"

    def write(self, parent: Any, stored: str) -> None:
        """Append a text with this source's numbers to an element of XLIFF.

        Plain marks that the source lacks (`<b>` in the translation only) get names of their own; other elements, which
        no stored text has, become text.
        """
        free = {sign: list(numbers) for sign, numbers in self._numbers.items()}
        self._append(parent, BeautifulSoup(stored, "html.parser"), free)

    def read(self, element: Any) -> str:
        """Return the text of a `<source>` or `<target>` as it is stored.

        Raises:
            BrokenInline: it has an element that the source has not.
        """
        return str(BeautifulSoup(self._html(element), "html.parser"))

    def _append(self, parent: Any, node: Any, free: dict[str, list[str]]) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                _add_text(parent, str(child))
                continue
            numbers = free.get(_sign(child))
            if numbers:
                number = numbers.pop(0)
                start = f"d{number}"
            elif child.name in _ADDABLE and not child.attrs:
                self._added.add(child.name)
                self._count += 1
                number, start = f"{child.name}-{self._count}", f"n{child.name}"
            else:
                self._append(parent, child, free)
                continue
            if child.name == "br":
                etree.SubElement(parent, _SINGLE, id=number, type="fmt", subType="xlf:lb", dataRef=start)
                continue
            attributes = {"id": number, "dataRefStart": start, "dataRefEnd": f"e{child.name}"}
            if child.name in _FORMATS:
                attributes |= {"type": "fmt", "subType": _FORMATS[child.name]}
            elif child.name == "a":
                attributes |= {"type": "link", "canDelete": "no"}
            self._append(etree.SubElement(parent, _PAIRED, attributes), child, free)

    def _html(self, element: Any) -> str:
        pieces: list[str] = [escape(element.text or "")]
        for child in element:
            if not isinstance(child.tag, str):  # comments and instructions
                pieces.append(escape(child.tail or ""))
                continue
            pieces += [self._element(child), escape(child.tail or "")]
        return "".join(pieces)

    def _element(self, child: Any) -> str:
        if child.tag == _MARKED:
            return self._html(child)
        if child.tag not in {_PAIRED, _SINGLE}:
            raise BrokenInline(etree.QName(child).localname)
        number = child.get("id", "")
        name = number.partition("-")[0]
        if name in _ADDABLE:
            return "<br/>" if name == "br" else f"<{name}>{self._html(child)}</{name}>"
        if not number.isdecimal() or not 1 <= int(number) <= len(self._tags):
            raise BrokenInline(number)
        tag = self._tags[int(number) - 1]
        return "<br/>" if tag.name == "br" else f"{_opening(tag)}{self._html(child)}</{tag.name}>"


def _sign(tag: Tag) -> str:
    return f"{tag.name}#{tag.get('id', '')}"


def _opening(tag: Tag) -> str:
    if tag.name == "br":
        return "<br/>"
    name = tag.get("id")
    return f'<{tag.name} id="{escape(str(name))}">' if name else f"<{tag.name}>"


#: What XML 1.0 cannot hold at all.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _add_text(parent: Any, text: str) -> None:
    text = _NO_XML.sub("", text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
