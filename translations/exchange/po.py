"""PO, as gettext has it: one entry a text, its place as context."""

import tempfile
from pathlib import Path

import polib
from django.utils.translation import gettext as _

from translations.errors import NotAFile
from translations.exchange.package import Incoming, Outgoing, Package, stored_text
from translations.units import Unit

_PAGE, _TEXTS, _BASE = "X-Wegweiser-Page", "X-Wegweiser-Texts", "base: "


def write_po(package: Outgoing) -> bytes:
    """Return the file. A text whose source changed carries its former translation as fuzzy."""
    file = polib.POFile(wrapwidth=0)
    stamp = package.made_at.strftime("%Y-%m-%d %H:%M%z")
    file.metadata = {
        "Project-Id-Version": package.title,
        "POT-Creation-Date": stamp,
        "PO-Revision-Date": stamp,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": package.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        _PAGE: package.page_id,
        _TEXTS: str(len(package.units)),
    }
    for unit in package.units:
        file.append(_entry(unit, package))
    return str(file).encode()


def read_po(content: bytes) -> Package:
    """Read a file that came back; fuzzy entries are not yet translations.

    Raises:
        NotAFile: it cannot be read.
    """
    # polib takes a text that is the name of a file for that file, so it gets a file of ours.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "back.po"
        path.write_bytes(content)
        try:
            file = polib.pofile(str(path), encoding="utf-8")
        except (OSError, UnicodeError, ValueError, IndexError, AttributeError) as error:
            raise NotAFile(_("The file cannot be read as PO; it may be cut off.")) from error
    metadata = file.metadata
    entries = [entry for entry in file if not entry.obsolete]
    texts = [
        Incoming(entry.msgctxt or "", entry.msgid, entry.msgstr, _base(entry))
        for entry in entries
        if entry.msgstr and not entry.fuzzy
    ]
    wanted = metadata.get(_TEXTS, "")
    is_cut_off = wanted.isdecimal() and len(entries) < int(wanted)
    language = metadata.get("Language", "").replace("_", "-").lower()
    return Package(metadata.get(_PAGE, ""), language, texts, is_cut_off)


def _entry(unit: Unit, package: Outgoing) -> polib.POEntry:
    lines = [unit.place, *(f"{term.term} = {term.wording or term.term}" for term in package.terms.get(unit.key, ()))]
    lines += [f"{name}: {address}" for name, address in unit.links.items()]
    lines.append(f"{_BASE}{unit.base or '-'}")
    entry = polib.POEntry(msgctxt=unit.path, msgid=unit.stored, msgstr=stored_text(unit), comment="\n".join(lines))
    if not entry.msgstr and unit.earlier:
        entry.flags.append("fuzzy")
        entry.msgstr, entry.previous_msgid = unit.earlier.text, unit.earlier.source
    return entry


def _base(entry: polib.POEntry) -> str | None:
    for line in (entry.comment or "").splitlines():
        if line.startswith(_BASE):
            return line.removeprefix(_BASE).strip().replace("-", "")
    return None
