"""The newest good practice, for the home page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.access import person_of
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.teasers import Teaser
from projects.addresses import list_address
from projects.models import ProjectPage
from projects.presenting import cards

_NEWEST = 3


def _newest(request: HttpRequest) -> dict[str, Any] | None:
    """Return the newest good practice and the address of the list, or None if there is none."""
    language = get_language() or SOURCE_LANGUAGE
    projects = ProjectPage.objects.visible_to(person_of(request)).in_language(language).for_card()
    newest = list(projects.good_practice().order_by("-identifier")[:_NEWEST])
    if not newest:
        return None
    url = list_address(language)
    return {"cards": cards(newest, language=language, index_url=url), "url": url}


NEWEST_GOOD_PRACTICE = Teaser(slot="projects", template="projects/teaser.html", content=_newest)
