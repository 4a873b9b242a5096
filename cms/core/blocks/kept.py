"""Texts that stay as they are in every language: words on a letter, what to say at the counter, addresses, numbers.

wagtail-localize asks a block for its segments if it has this method, and copies from the source what has none; a
translator never meets these texts, and a change of the source reaches all languages with the next publication.
"""

from typing import Any

from wagtail.blocks import CharBlock, TextBlock


class _Kept:
    def get_translatable_segments(self, value: str) -> list[Any]:  # noqa: ARG002  # wagtail-localize gives it
        """Return nothing to translate."""
        return []


class KeptCharBlock(_Kept, CharBlock):
    """One line that is not translated."""


class KeptTextBlock(_Kept, TextBlock):
    """Several lines that are not translated."""
