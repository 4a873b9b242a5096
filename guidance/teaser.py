"""The first topics, for the home page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.access import person_of
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.teasers import Teaser
from guidance.models import GuidancePage
from guidance.topics import address, topic_tree

_FIRST = 8


def _first_topics(request: HttpRequest) -> dict[str, Any] | None:
    """Return the first topics in the reader's language and the address of all, or None if there are none."""
    language = get_language() or SOURCE_LANGUAGE
    topics = topic_tree(GuidancePage.objects.all(), person_of(request), language)
    return {"topics": topics[:_FIRST], "url": address(language)} if topics else None


FIRST_TOPICS = Teaser(slot="guidance", template="guidance/teaser.html", content=_first_topics)
