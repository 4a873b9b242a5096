"""Where projects are read: the same path in every language, after the language."""

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

if TYPE_CHECKING:
    from projects.asking import Question

#: Of the list, in every language; slugs are the German ones.
SLUG = "projekte"


@cache  # asked for each of 100,000 rows when the search index is made
def list_address(language: str) -> str:
    """Return the address of the list for readers of `language` (BCP 47 tag), without host."""
    with override(language):
        return reverse("wagtail_serve", args=[f"{SLUG}/"])


def project_address(identifier: str, language: str) -> str:
    """Return the address of a project for readers of `language`, whatever language its text has."""
    return f"{list_address(language)}{identifier}/"


def compare_address(language: str) -> str:
    """Return where projects are laid side by side; it takes their identifiers as `id`."""
    return f"{list_address(language)}vergleich/"


def feed_address(question: "Question", language: str) -> str:
    """Return the feed of what is new to a question, for readers of `language`."""
    return f"{reverse('projects_feed')}?{urlencode([*question.pairs(), ('language', language)])}"
