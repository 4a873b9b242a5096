"""Texts that may stand in XML."""

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def in_xml(text: str) -> str:
    """Return a text without the signs that XML 1.0 does not know, such as most control characters."""
    return _NOT_IN_XML.sub("", text)
