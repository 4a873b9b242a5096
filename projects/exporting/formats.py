"""The formats in which projects are taken away, once: for lists, for single records, for menus and for negotiation."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.exporting.bibliography import write_bibtex, write_csl, write_ris
from projects.exporting.head import Head
from projects.exporting.json_text import write_json, write_json_lines
from projects.exporting.linked import write_datacite, write_json_ld
from projects.exporting.table import write_csv
from projects.exporting.workbook import write_workbook
from projects.whole import WholeRecord

Writer = Callable[[Iterable[WholeRecord], Head], Iterator[bytes]]


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        name: behind the last dot of an address.
        media_types: the first is said of answers; all of them can be asked for.
        label: for menus; names of formats are the same in all languages.
        purpose: what one does with it, in a few words.
        of_lists: whether there can be many records in it.
    """

    name: str
    media_types: tuple[str, ...]
    label: str
    purpose: Any
    write: Writer
    of_lists: bool = True

    @property
    def media_type(self) -> str:
        """What answers say they are."""
        return self.media_types[0]


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    Format("csv", ("text/csv",), "CSV", _("table for any program"), write_csv),
    Format("xlsx", (_XLSX,), "Excel (XLSX)", _("table for spreadsheets"), write_workbook),
    Format("json", ("application/json",), "JSON", _("everything, for programs"), write_json),
    Format(
        "jsonl",
        ("application/jsonl", "application/x-ndjson"),
        "JSON Lines",
        _("everything, a project a line"),
        write_json_lines,
    ),
    Format(
        "bib", ("application/x-bibtex", "text/x-bibtex"), "BibTeX", _("for LaTeX and reference managers"), write_bibtex
    ),
    Format(
        "ris",
        ("application/x-research-info-systems",),
        "RIS",
        _("for Citavi, EndNote and Zotero"),
        write_ris,
    ),
    Format(
        "csl.json",
        ("application/vnd.citationstyles.csl+json",),
        "CSL-JSON",
        _("for citation styles"),
        write_csl,
    ),
    Format(
        "jsonld",
        ("application/ld+json",),
        "schema.org (JSON-LD)",
        _("for search engines"),
        write_json_ld,
        of_lists=False,
    ),
    Format(
        "datacite.json",
        ("application/vnd.datacite.datacite+json",),
        "DataCite (JSON)",
        _("for repositories"),
        write_datacite,
        of_lists=False,
    ),
)
FORMAT_BY_NAME = {one.name: one for one in FORMATS}
LIST_FORMATS = tuple(one for one in FORMATS if one.of_lists)
#: Of a single record: a workbook of one line helps nobody.
RECORD_FORMATS = tuple(one for one in FORMATS if one.name not in ("xlsx", "jsonl"))
