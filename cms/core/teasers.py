"""What apps show of themselves on the home page, without the home page knowing them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cms.core.registry import Registry


@dataclass(frozen=True)
class Teaser:
    """A part of the home page that another app fills.

    Attributes:
        slot: where it stands: "doors", "events", "community", "projects", "notice".
        template: template that gets `content` as its only variable.
        content: what is shown; called with the request, returns None where there is nothing to show.
    """

    slot: str
    template: str
    content: Callable[[HttpRequest], Any]  # whatever the template needs


teasers: Registry[str, Teaser] = Registry("teasers")
