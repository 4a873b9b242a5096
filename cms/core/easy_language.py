"""Easy German on screen: each sentence on a line of its own (DIN SPEC 33429, 2025-03)."""

import re

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

EASY_LANGUAGE = "de-simple"

_TAG = re.compile(r"(<[^>]*>)")
#: The space between two sentences. A number before the full stop is an ordinal: "am 1. Januar" stays on its line.
_BETWEEN_SENTENCES = re.compile(r"(?<=[^\W\d][.!?])\s+(?=[A-ZÄÖÜ„])|(?<=[:)“!?][.!?])\s+(?=[A-ZÄÖÜ„])")


def sentence_a_line(html: str) -> SafeString:
    """Break the lines of `html` between sentences if the reader's language is Easy German.

    Args:
        html: safe HTML; tags stay as they are.
    Returns: the same with `<br>` between the sentences of a paragraph, unchanged in other languages.
    """
    if get_language() != EASY_LANGUAGE:
        return mark_safe(html)  # noqa: S308  it was safe before
    parts = _TAG.split(html)
    parts[::2] = [_BETWEEN_SENTENCES.sub("<br>", text) for text in parts[::2]]
    return mark_safe("".join(parts))  # noqa: S308  only breaks were added
