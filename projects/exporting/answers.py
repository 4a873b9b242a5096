"""Answers that carry a single record away, in the format that was asked for by name or by the header Accept."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import override

from accounts.access import person_of
from projects.exporting.formats import FORMATS, Format
from projects.exporting.head import Head
from projects.licences import licence_url
from projects.whole import WholeRecord, whole_records

if TYPE_CHECKING:
    from projects.models.project import ProjectPage

_TEXTS = ("text/", "application/x-bibtex", "application/x-research-info-systems")


def root_url(request: HttpRequest) -> str:
    """Return the address of the site as it was asked for, without a path."""
    return f"{request.scheme}://{request.get_host()}"


def record_answer(
    request: HttpRequest, page: "ProjectPage", language: str, form: Format, *, as_file: bool = False
) -> HttpResponse:
    """Return one record in a format.

    Args:
        request: who asks; decides what of the record's relatives and material is told.
        page: the version to give away; whoever calls has asked whether it may be seen.
        language: BCP 47 tag of labels and addresses.
        form: the format.
        as_file: whether browsers should store it instead of showing it.
    """
    with override(language):
        record = whole_record(request, page, language)
        head = Head(request.build_absolute_uri(), timezone.localtime(), language, is_list=False)
        response = HttpResponse(b"".join(form.write([record], head)), content_type=content_type(form))
    response["Content-Language"] = page.locale.language_code
    if page.last_published_at:
        response["Last-Modified"] = http_date(page.last_published_at.timestamp())
    links = [f'<{record.url}>; rel="canonical"']
    if url := licence_url(page.licence):
        links.append(f'<{url}>; rel="license"')
    response["Link"] = ", ".join(links)
    if as_file:
        response["Content-Disposition"] = content_disposition_header(True, f"{page.identifier}.{form.name}")
    return response


def whole_record(request: HttpRequest, page: "ProjectPage", language: str) -> WholeRecord:
    """Return a page with all that belongs to it, as who asks may see it."""
    [record] = whole_records([page], person=person_of(request), language=language, root_url=root_url(request))
    return record


def asked_format(request: HttpRequest, *, default: str) -> Format | None:
    """Return the format that the header Accept prefers to `default` (a media type), or None."""
    by_type = {media_type: form for form in FORMATS if form.name != "xlsx" for media_type in form.media_types}
    preferred = request.get_preferred_type([default, *by_type])
    return None if preferred in (None, default) else by_type[preferred]


def negotiated(request: HttpRequest, page: "ProjectPage", language: str) -> HttpResponse | None:
    """Return a record at the address of its page in the format asked for; None where that is a web page."""
    form = asked_format(request, default="text/html")
    if form is None:
        return None
    response = record_answer(request, page, language, form)
    patch_vary_headers(response, ["Accept"])
    return response


def content_type(form: Format) -> str:
    """Return the media type of a format as the header says it."""
    return f"{form.media_type}; charset=utf-8" if form.media_type.startswith(_TEXTS) else form.media_type
