"""Pictures and documents by the name under which they are stored: the only way to any uploaded file.

Whoever may not see a file gets the same answer as for one that is not there, before anything of it is
compared or sent: no conditional request tells whether it exists.
"""

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from accounts.access import PUBLIC, audience_of, holds, person_of
from accounts.errors import NotVisible
from cms.core.models import SiteDocument, SiteImage, SiteRendition

#: Sent with each file: it is shown alone or not at all, and runs nothing.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def serve_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the file stored as `name` to whoever may see it, else 404."""
    stored = _stored_as(name)
    audience = audience_of(stored)
    if not holds(person_of(request), audience):
        raise NotVisible
    is_public = audience == frozenset({PUBLIC})
    response = (_if_unchanged(request, name) if is_public else None) or _sent(name)
    _describe(response, name, as_attachment=isinstance(stored, SiteDocument))
    if is_public:
        patch_cache_control(response, public=True, max_age=settings.PUBLIC_FILES_MAX_AGE)
    else:
        add_never_cache_headers(response)
    return response


def send_privately(stored: SiteImage | SiteDocument) -> HttpResponseBase:
    """Send a file to somebody of whom an app knows that they may have it, though its collection is closed to them.

    Args:
        stored: what was uploaded; the caller has asked access.py about the thing that it belongs to.

    Raises:
        Http404: the file is gone.
    """
    name = str(stored.file.name)
    if not default_storage.exists(name):
        raise Http404
    response = _sent(name)
    _describe(response, name, as_attachment=isinstance(stored, SiteDocument))
    add_never_cache_headers(response)
    return response


def _stored_as(name: str) -> SiteImage | SiteRendition | SiteDocument:
    rendition = SiteRendition.objects.filter(file=name).select_related("image__collection").first()
    for found in (rendition, *_originals(name)):
        if found is not None and default_storage.exists(name):
            return found
    raise Http404


def _originals(name: str) -> list[SiteImage | SiteDocument | None]:
    return [
        SiteImage.objects.filter(file=name).select_related("collection").first(),
        SiteDocument.objects.filter(file=name).select_related("collection").first(),
    ]


def _if_unchanged(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """Return 304 if the reader has the file already. ETag and date come from storage, not from the content."""
    changed = default_storage.get_modified_time(name)
    etag = f'"{int(changed.timestamp()):x}-{default_storage.size(name):x}"'
    response = get_conditional_response(request, etag=etag, last_modified=int(changed.timestamp()))
    fresh = response if response is not None else _sent(name)
    fresh["ETag"] = etag
    fresh["Last-Modified"] = http_date(changed.timestamp())
    return fresh


def _sent(name: str) -> HttpResponseBase:
    """Hand the file to the web server if there is one that sends it (X_ACCEL_PREFIX), else send it ourselves."""
    if settings.X_ACCEL_PREFIX:
        response = HttpResponse()
        response["X-Accel-Redirect"] = settings.X_ACCEL_PREFIX + quote(name)
        return response
    return FileResponse(default_storage.open(name))


def _describe(response: HttpResponseBase, name: str, *, as_attachment: bool) -> None:
    path = PurePosixPath(name)
    response["Content-Type"] = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    response["Content-Disposition"] = content_disposition_header(as_attachment, path.name) or "inline"
    response["Content-Security-Policy"] = FILE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
