"""How old an answer of the API is."""

from django.db.models import Max
from django.http import HttpResponse
from django.utils.http import http_date
from wagtail.models import PageLogEntry


def say_when_changed(response: HttpResponse) -> None:
    """Say when the guidance last changed.

    Anything that somebody did with any topic counts, because an answer names its neighbours and tells whether it is
    outdated. The ETag is made by Django's ConditionalGetMiddleware of the answer itself; who may keep the answer is
    said by cms/api/middleware.py.
    """
    entries = PageLogEntry.objects.filter(content_type__app_label="guidance")
    changed = entries.aggregate(last=Max("timestamp"))["last"]
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
