"""Places and events for apps that show this site as a region: filled by the apps that have them, in `ready()`.

Read by cms/api/integreat, which answers empty lists while nobody has registered anything.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from cms.core.registry import Registry

#: Called with the request and a language (BCP 47 tag); returns what everybody may see, in the client's shape.
#: The number of its queries must not grow with the rows.
Listing = Callable[[HttpRequest, str], list[dict[str, Any]]]

region_places: Registry[str, Listing] = Registry("places of the region")
region_events: Registry[str, Listing] = Registry("events of the region")
