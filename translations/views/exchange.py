"""Files for agencies, out and in."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Locale

from accounts.access import require
from cms.core.languages import BY_CODE
from translations.errors import NotAFile
from translations.exchange.merging import merge
from translations.exchange.package import MOST_BYTES, Package, outgoing
from translations.exchange.po import read_po, write_po
from translations.exchange.xliff import read_xliff, write_xliff
from translations.glossary import terms_by_unit
from translations.services import source_of
from translations.units import units_of
from translations.views.working import page_in

_FORMATS = {
    "xlf": (write_xliff, "application/xliff+xml"),
    "po": (write_po, "text/x-gettext-translation"),
}


@require_GET
def export_view(request: HttpRequest, page_id: int, target_language: str, file_format: str) -> HttpResponse:
    """Give the texts of a page as a file."""
    page, person = page_in(request, page_id, target_language)
    require(person, "translations.translate", target_language)
    if file_format not in _FORMATS:
        raise Http404
    write, content_type = _FORMATS[file_format]
    units = units_of(page, source_of(page), Locale.objects.get(language_code=target_language))
    package = outgoing(page, target_language, units, dict(terms_by_unit(units, target_language)))
    response = HttpResponse(write(package), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.{target_language}.{file_format}"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def import_view(request: HttpRequest, page_id: int, target_language: str) -> HttpResponse:
    """Take a file back, and show what became of each text."""
    page, person = page_in(request, page_id, target_language)
    require(person, "translations.translate", target_language)
    try:
        package, tool = _read(request.FILES.get("file"))
        merged = merge(page, target_language, package, by=person, tool=tool)
    except NotAFile as reason:
        messages.error(request, str(reason))
        return redirect("translations:work", page_id=page.pk, target_language=target_language)
    context = {
        "page": page,
        "merged": merged,
        "language": BY_CODE[target_language],
        "header_title": _("A file came back"),
    }
    return TemplateResponse(request, "translations/merged.html", context)


def _read(file: UploadedFile | None) -> tuple[Package, str]:
    if file is None:
        raise NotAFile(_("Choose a file first."))
    if file.size is None or file.size > MOST_BYTES:
        raise NotAFile(_("The file is too large for the texts of one page."))
    content = file.read()
    if not content.strip():
        raise NotAFile(_("The file is empty."))
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return (read_xliff(content), "XLIFF") if is_xml else (read_po(content), "PO")
