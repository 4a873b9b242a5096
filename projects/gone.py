"""What is answered where a withdrawn record was: 410, how it was cited, and why it has gone."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.api.v3.errors import PROBLEM_JSON

from projects.addresses import project_address
from projects.citing import CitationStyle, Work, citation
from projects.exporting.answers import root_url
from projects.models.withdrawn import WithdrawnRecord

if TYPE_CHECKING:
    from projects.models.index_page import ProjectIndexPage

_GONE = 410


class RecordWithdrawn(Exception):
    """Somebody asks for a record that was public once.

    Attributes:
        record: what stays of it.
        language: BCP 47 tag of the reader.
    """

    def __init__(self, record: WithdrawnRecord, language: str) -> None:
        self.record = record
        self.language = language
        super().__init__(str(record))


def withdrawn(identifier: str) -> WithdrawnRecord | None:
    """Return what stays of a record, if it was withdrawn."""
    return WithdrawnRecord.objects.filter(identifier=identifier).first()


def gone_page(request: HttpRequest, index: "ProjectIndexPage", record: WithdrawnRecord) -> TemplateResponse:
    """Answer a reader, in the frame of the list of projects."""
    language = index.locale.language_code
    context = {
        "page": index,
        "breadcrumb_pages": [index],
        "record": record,
        "list_url": index.get_url(request),
        "citation": citation(_work(record, request, language), CitationStyle.APA, language),
    }
    response = TemplateResponse(request, "projects/withdrawn.html", context, status=_GONE)
    response["X-Robots-Tag"] = "noindex"
    return response


def gone_problem(request: HttpRequest, gone: RecordWithdrawn) -> HttpResponse:
    """Answer a program: problem details (RFC 9457) with the same as further members."""
    record = gone.record
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": "Gone",
        "status": _GONE,
        "detail": record.reason or _("This project has been withdrawn."),
        "identifier": record.identifier,
        "withdrawn_at": record.withdrawn_at.isoformat(timespec="seconds"),
        "reason": record.reason,
        "citation": citation(_work(record, request, gone.language), CitationStyle.APA, gone.language),
    }
    return JsonResponse(problem, status=_GONE, content_type=PROBLEM_JSON)


def _work(record: WithdrawnRecord, request: HttpRequest, language: str) -> Work:
    return Work(
        identifier=record.identifier,
        title=record.title,
        author=record.author,
        issued=record.issued,
        version=record.version,
        language=record.language,
        url=f"{root_url(request)}{project_address(record.identifier, language)}",
        licence=record.licence,
    )
