"""How old an answer of the API is, and who may keep it."""

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from wagtail.models import PageLogEntry

from accounts.access import PUBLIC, audience_of
from guidance.models import GuidancePage

_SECONDS = 60


def describe_age(request: HttpRequest, response: HttpResponse, *, page: GuidancePage | None = None) -> None:
    """Say when the guidance last changed, and whether the answer may be kept by others.

    Anything that editors did with any topic counts, because an answer names its neighbours and tells whether
    it is outdated. The ETag is made by Django's ConditionalGetMiddleware of the answer itself.

    Args:
        request: tells whether somebody asks with a token.
        response: gets the headers.
        page: what the answer shows; None for lists, which show everybody what everybody may see, or more to a person.
    """
    is_public = not request.user.is_authenticated and (page is None or audience_of(page) == frozenset({PUBLIC}))
    patch_vary_headers(response, ["Authorization"])
    if not is_public:
        add_never_cache_headers(response)
        return
    patch_cache_control(response, public=True, max_age=_SECONDS)
    entries = PageLogEntry.objects.filter(content_type__app_label="guidance")
    changed = entries.aggregate(last=Max("timestamp"))["last"]
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
