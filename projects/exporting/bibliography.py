"""What reference managers read: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rispy
from django.conf import settings

from projects.citing import Work, work_of
from projects.exporting.head import Head
from projects.whole import WholeRecord

#: Signs that mean something to TeX.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TEX_SIGNS = re.compile("|".join(map(re.escape, _TEX)))


class _Ris(rispy.RisWriter):  # type: ignore[misc]  # rispy says nothing of its types
    """RIS as the format wants it: references are not numbered."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy passes it
        return ""


def work_of_record(record: WholeRecord) -> Work:
    """Return a record as a work to cite, with its fields of action and target groups as keywords."""
    page, names = record.page, record.vocabularies
    keywords = [names.fields.get(row.field.slug, "") for row in page.fields_of_action.all()]
    keywords += [names.target_groups.get(key, "") for key in page.target_group_keys]
    return work_of(page, root_url=record.root_url, language=record.language, keywords=tuple(filter(None, keywords)))


def write_bibtex(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:
    """Yield entries of the type "misc", which old and new BibTeX know; the head is said in comments."""
    if head.is_list:
        yield "".join(f"% {name}: {text}\n" for name, text in head.lines).encode()
    for record in records:
        yield _bibtex(work_of_record(record)).encode()


def write_ris(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:  # noqa: ARG001 - each reference says it
    """Yield references of the type "electronic resource"."""
    for record in records:
        yield f"{rispy.dumps([_ris(work_of_record(record))], implementation=_Ris)}\n".encode()


def write_csl(records: Iterable[WholeRecord], head: Head) -> Iterator[bytes]:
    """Yield a list of items; a single record is one item."""
    items = (json.dumps(work_of_record(record).as_csl(), ensure_ascii=False) for record in records)
    if not head.is_list:
        yield next(items).encode()
        return
    yield b"["
    for number, item in enumerate(items):
        yield f"{',' if number else ''}\n{item}".encode()
    yield b"\n]\n"


def _bibtex(work: Work) -> str:
    fields = {
        "author": f"{{{_tex(work.author)}}}" if work.author else "",  # a name of an organisation is not turned around
        "title": f"{{{_tex(work.title)}}}",
        "publisher": _tex(settings.SITE_NAME),
        "year": str(work.issued.year) if work.issued else "",
        "date": work.issued.isoformat() if work.issued else "",
        "version": str(work.version),
        "url": re.sub(r"[{}\\\s]", "", work.url),
        "langid": work.language,
        "keywords": _tex(", ".join(work.keywords)),
        "abstract": _tex(work.summary),
        "note": _tex(work.licence),
    }
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
    return f"@misc{{{work.identifier},\n{lines}}}\n\n"


def _tex(text: str) -> str:
    return _TEX_SIGNS.sub(lambda sign: _TEX[sign[0]], " ".join(text.split()))


def _ris(work: Work) -> Mapping[str, Any]:
    fields: dict[str, Any] = {
        "type_of_reference": "ELEC",
        "id": work.identifier,
        "authors": [work.author] if work.author else [],
        "title": work.title,
        "secondary_title": settings.SITE_NAME,
        "publisher": settings.SITE_NAME,
        "year": str(work.issued.year) if work.issued else "",
        "date": work.issued.strftime("%Y/%m/%d/") if work.issued else "",
        "edition": str(work.version),
        "language": work.language,
        "abstract": work.summary,
        "keywords": list(work.keywords),
        "notes": [work.licence] if work.licence else [],
        "urls": [work.url],
    }
    return {name: _one_line(value) for name, value in fields.items() if value}


def _one_line(value: str | list[str]) -> str | list[str]:
    """Return texts without line breaks: in RIS a line is a field."""
    if isinstance(value, list):
        return [" ".join(text.split()) for text in value]
    return " ".join(value.split())
