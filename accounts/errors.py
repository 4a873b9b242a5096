"""What can go wrong between people and rights.

AccessDenied (403; django.core.exceptions.PermissionDenied)
NotVisible (404; django.http.Http404): whoever may not know of a thing learns nothing of it.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404


class AccessDenied(PermissionDenied):
    """The person knows of the thing but may not do this with it. Carries the reason, for people."""


class NotVisible(Http404):
    """The person may not know that the thing exists."""
