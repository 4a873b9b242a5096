"""Communities on the home page."""

from typing import Any

from django.http import HttpRequest

from cms.core.teasers import Teaser
from communities.presenting import cards_for

SHOWN = 3


def _some(request: HttpRequest) -> dict[str, Any] | None:
    cards = cards_for(request, at_most=SHOWN)
    return {"cards": cards} if cards else None


SOME_COMMUNITIES = Teaser(slot="community", template="communities/teaser.html", content=_some)
