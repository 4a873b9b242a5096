"""The languages of the site, in one table: tag, name in itself, direction, name in German.

Tags are BCP 47 in lower case, as they stand in addresses. Django does not know Easy German
(`de-simple`, variant subtag "simple" of the IANA registry), so it is told here, before settings
are read by anything else. This module imports nothing of Django's machinery and may be read by settings.
"""

from dataclasses import dataclass
from typing import Literal

from django.conf.locale import LANG_INFO

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """A language the site can be read in.

    Attributes:
        code: BCP 47 tag in lower case, also the first part of each address.
        name: its name in itself, as the language menu shows it.
        name_de: its name in German, for the administration.
        direction: writing direction.
    """

    code: str
    name: str
    name_de: str
    direction: Direction = "ltr"


SOURCE_LANGUAGE = "de"
#: Where a reader is sent when a page has no translation into theirs, in this order.
FALLBACK_LANGUAGES = ("de", "en")

LANGUAGES = (
    Language("de", "Deutsch", "Deutsch"),
    Language("de-simple", "Deutsch (leicht)", "Leichtes Deutsch"),
    Language("en", "English", "Englisch"),
    Language("ar", "العربية", "Arabisch", "rtl"),
    Language("fr", "Français", "Französisch"),
    Language("sr", "Српски", "Serbisch"),
    Language("es", "Español", "Spanisch"),
    Language("uk", "Українська", "Ukrainisch"),
    Language("tr", "Türkçe", "Türkisch"),
)
BY_CODE = {language.code: language for language in LANGUAGES}

LANG_INFO.setdefault(
    "de-simple",
    {
        "bidi": False,
        "code": "de-simple",
        "name": "Easy German",
        "name_local": BY_CODE["de-simple"].name,
    },
)
