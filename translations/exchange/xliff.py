"""XLIFF 2.0 (OASIS Standard, 5 August 2014): one file a page and language, one unit a text."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from lxml import etree
from wagtail_localize.strings import StringValue

from translations.errors import NotAFile
from translations.exchange.inline import NAMESPACE, BrokenInline, Inline
from translations.exchange.package import Incoming, Outgoing, Package, name_of, stored_text
from translations.units import Unit

_XML = "{http://www.w3.org/XML/1998/namespace}"
_NS = {"x": NAMESPACE}
#: Categories of notes: what the file has to bring back, and what helps whoever translates.
_BASE, _PLACE, _EARLIER, _TERM, _LINK = "base", "place", "earlier", "glossary", "link"


def write_xliff(package: Outgoing) -> bytes:
    """Return the file."""
    root = etree.Element(
        f"{{{NAMESPACE}}}xliff",
        {"version": "2.0", "srcLang": package.source_language, "trgLang": package.language, f"{_XML}space": "preserve"},
        nsmap={None: NAMESPACE},  # type: ignore[dict-item]  # the default namespace has no name
    )
    file = _sub(root, "file", id="page", original=package.page_id)
    notes = _sub(file, "notes")
    _sub(notes, "note", category="title").text = package.title
    for unit in package.units:
        _write_unit(file, unit, package)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False))


def read_xliff(content: bytes) -> Package:
    """Read a file that came back.

    Raises:
        NotAFile: it is no XLIFF 2, is cut off, declares entities, or names no page.
    """
    root = parse(content)
    if root.tag != f"{{{NAMESPACE}}}xliff" or not root.get("version", "").startswith("2."):
        raise NotAFile(_("This is no XLIFF 2.0 file."))
    files = root.findall("x:file", _NS)
    if len(files) != 1:
        raise NotAFile(_("The file must hold the texts of one page."))
    (file,) = files
    texts = [text for unit in file.iter(f"{{{NAMESPACE}}}unit") if (text := _read_unit(unit)) is not None]
    return Package(file.get("original", ""), root.get("trgLang", "").lower(), texts)


def parse(content: bytes) -> Any:
    """Parse XML of strangers: no entities, no document type, no network, bounded depth.

    Raises:
        NotAFile: it cannot be read, or declares what it must not.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False)
    try:
        root: Any = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotAFile(_("The file cannot be read; it may be cut off: %(reason)s") % {"reason": error.msg}) from error
    if root.getroottree().docinfo.doctype:
        raise NotAFile(_("The file declares a document type or entities. That is not allowed."))
    return root


def _write_unit(file: Any, unit: Unit, package: Outgoing) -> None:
    element = _sub(file, "unit", id=name_of(unit), name=unit.path)
    notes = _sub(element, "notes")
    _sub(notes, "note", category=_PLACE).text = unit.place
    _sub(notes, "note", category=_BASE).text = unit.base or "-"
    if unit.earlier:
        _sub(notes, "note", category=_EARLIER).text = f"{unit.earlier.source}\n→ {unit.earlier.text}"
    for term in package.terms.get(unit.key, ()):
        _sub(notes, "note", category=_TERM).text = f"{term.term}: {term.wording or term.term} {term.note}".strip()
    for name, address in unit.links.items():
        _sub(notes, "note", category=_LINK).text = f"{name}: {address}"
    inline, target = Inline(unit.stored), stored_text(unit)
    segment = etree.Element(f"{{{NAMESPACE}}}segment", id="s", state="translated" if target else "initial")
    inline.write(_sub(segment, "source"), unit.stored)
    if target:
        inline.write(_sub(segment, "target"), target)
    originals = list(inline.originals)
    if originals:
        data = _sub(element, "originalData")
        for name, tag in originals:
            _sub(data, "data", id=name).text = tag
    element.append(segment)


def _read_unit(unit: Any) -> Incoming | None:
    """Return the text of a unit, None if it has no translation; a tool may have divided it into segments."""
    path, base = unit.get("name", ""), unit.find(f"x:notes/x:note[@category='{_BASE}']", _NS)
    mark = None if base is None or not base.text else base.text.strip().replace("-", "")
    try:
        source = source_in(unit)
        inline = Inline(source)
        target = "".join(inline.read(one) for one in _parts(unit, "target"))
    except BrokenInline:
        return Incoming(path, "", "", mark, is_broken=True)
    has_target = unit.find(".//x:target", _NS) is not None
    return Incoming(path, source, target, mark) if has_target and target.strip() else None


def source_in(unit: Any) -> str:
    """Return the source of a unit as it was stored, put together from the elements' original data.

    Raises:
        BrokenInline: it names data that it does not have, or markup that no text of ours can have.
    """
    data = {one.get("id"): "".join(one.itertext()) for one in unit.iterfind("x:originalData/x:data", _NS)}
    text = "".join(_original(part, data) for part in _parts(unit, "source"))
    try:
        return str(StringValue.from_translated_html(text).data)
    except ValueError as error:
        raise BrokenInline(str(error)) from error


def _original(element: Any, data: dict[str, str]) -> str:
    pieces: list[str] = [escape(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            refs = [child.get(name) for name in ("dataRef", "dataRefStart", "dataRefEnd")]
            if any(ref is not None and ref not in data for ref in refs):
                raise BrokenInline(str(refs))
            single, start, end = (data[ref] if ref else "" for ref in refs)
            pieces.append(single + start + _original(child, data) + end)
        pieces.append(escape(child.tail or ""))
    return "".join(pieces)


def _parts(unit: Any, name: str) -> Iterator[Any]:
    """Yield the parts of a unit in order. Space between sentences stands in `<ignorable>`, maybe in the source only."""
    for part in unit:
        if not isinstance(part.tag, str):
            continue
        kind = etree.QName(part).localname
        if kind not in {"segment", "ignorable"}:
            continue
        found = part.find(f"x:{name}", _NS)
        if found is None and kind == "ignorable":
            found = part.find("x:source", _NS)
        if found is not None:
            yield found


def _sub(parent: Any, tag: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
