"""Where projects are read: the same path in every language, after the language."""

from functools import cache

from django.urls import reverse
from django.utils.translation import override

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
