"""Licences that records name, as machines know them."""

from collections.abc import Mapping

#: Address and SPDX identifier (https://spdx.org/licenses/) by the name that records give.
_KNOWN: Mapping[str, tuple[str, str]] = {
    "CC BY 4.0": ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
    "CC BY-SA 4.0": ("https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
    "CC BY-NC 4.0": ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
    "CC BY-ND 4.0": ("https://creativecommons.org/licenses/by-nd/4.0/", "CC-BY-ND-4.0"),
    "CC BY 3.0 DE": ("https://creativecommons.org/licenses/by/3.0/de/", "CC-BY-3.0-DE"),
    "CC0 1.0": ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
    "dl-de/by-2-0": ("https://www.govdata.de/dl-de/by-2-0", "DL-DE-BY-2.0"),
    "dl-de/zero-2-0": ("https://www.govdata.de/dl-de/zero-2-0", "DL-DE-ZERO-2.0"),
}


def licence_url(name: str) -> str:
    """Return the address of a licence's text, or nothing where it is not known."""
    return _KNOWN.get(name, ("", ""))[0]


def licence_identifier(name: str) -> str:
    """Return the SPDX identifier of a licence, or nothing where it is not known."""
    return _KNOWN.get(name, ("", ""))[1]
