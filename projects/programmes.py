"""Funding programmes: records name them in free text; a short name of it stands in addresses and is counted by."""

import hashlib

from django.utils.text import slugify

from cms.core.folding import fold

_LONGEST = 50


def programme_key(name: str) -> str:
    """Return the short name of a programme: the same for the same words, whatever their case and punctuation.

    >>> programme_key("ESF Plus: Integration")
    'esf-plus-integration'
    """
    key = slugify(fold(name))
    if key and len(key) <= _LONGEST:
        return key
    digest = hashlib.sha256(name.strip().encode()).hexdigest()[:8]
    return f"{key[: _LONGEST - 9].rstrip('-')}-{digest}".lstrip("-") if name.strip() else ""
