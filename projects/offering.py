"""What pages offer to take along: the list as a file, the record as a citation and as data for machines."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from projects.addresses import list_address
from projects.citing import CitationStyle, citation
from projects.exporting.answers import whole_record
from projects.exporting.bibliography import work_of_record
from projects.exporting.formats import LIST_FORMATS, RECORD_FORMATS, Format
from projects.schema_org import as_schema_org

if TYPE_CHECKING:
    from projects.asking import Question
    from projects.models.project import ProjectPage

#: Name of the parameter by which a style is chosen.
STYLE = "cite"
#: Signs that could end the element around the text, as Django's own json_script writes them.
_IN_A_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Download:
    """A file that can be had."""

    label: str
    purpose: str
    url: str
    media_type: str


@dataclass(frozen=True)
class StyleLink:
    """A citation style, as a link that chooses it."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Offer:
    """What the page of a record offers.

    Attributes:
        citation: in the chosen style, in the reader's language.
        json_ld: the record in the words of schema.org, safe to stand in a script element.
    """

    citation: str
    styles: list[StyleLink]
    downloads: list[Download]
    json_ld: SafeString


def list_downloads(question: "Question", language: str) -> list[Download]:
    """Return the files that hold all that `question` asks for."""
    parameters = question.whole().address()
    return [_download(form, f"{list_address(language)}export.{form.name}{parameters}") for form in LIST_FORMATS]


def offer_of(page: "ProjectPage", request: HttpRequest, language: str) -> Offer:
    """Return what the page of a record offers to readers of `language` (BCP 47 tag)."""
    record = whole_record(request, page, language)
    chosen = request.GET.get(STYLE)
    style = CitationStyle(chosen) if chosen in CitationStyle.values else CitationStyle.APA
    address = f"{list_address(language)}{page.identifier}"
    return Offer(
        citation=citation(work_of_record(record), style, language),
        styles=[
            StyleLink(str(one.label), f"{address}/?{STYLE}={one.value}#cite", one == style) for one in CitationStyle
        ],
        downloads=[_download(form, f"{address}.{form.name}") for form in RECORD_FORMATS],
        json_ld=_json_for_script(as_schema_org(record)),
    )


def _download(form: Format, url: str) -> Download:
    return Download(form.label, str(form.purpose), url, form.media_type)


def _json_for_script(data: dict[str, Any]) -> SafeString:
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_IN_A_SCRIPT))  # noqa: S308 - escaped here
