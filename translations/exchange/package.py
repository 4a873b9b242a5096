"""What goes out and comes back, whatever the format."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.core.languages import SOURCE_LANGUAGE
from translations.models import GlossaryTerm
from translations.units import Unit

#: Larger files are no texts of one page.
MOST_BYTES = 5_000_000


@dataclass(frozen=True)
class Outgoing:
    """The texts of a page in a language, for somebody elsewhere.

    Attributes:
        page_id: translation key of the page: the same in all languages, and for ever.
        title: of the source.
        language: BCP 47 tag of the target.
        units: in reading order.
        terms: the glossary's, by key of the text.
    """

    page_id: str
    title: str
    language: str
    units: Sequence[Unit]
    terms: dict[str, Sequence[GlossaryTerm]]
    made_at: datetime

    @property
    def source_language(self) -> str:
        """BCP 47 tag of the source."""
        return SOURCE_LANGUAGE


@dataclass(frozen=True)
class Incoming:
    """One text that came back.

    Attributes:
        path: content path.
        source: the source as it was sent (inline HTML as stored).
        target: the translation, in the same form; empty if there is none.
        base: mark of the translation as it was when it went out, None if the file lost it.
        is_broken: whether its markup is not what went out; there is no text then.
    """

    path: str
    source: str
    target: str
    base: str | None
    is_broken: bool = False


@dataclass(frozen=True)
class Package:
    """A file that came back.

    Attributes:
        page_id: the page it says it belongs to.
        language: the language it says it is in.
        is_cut_off: whether it holds fewer texts than it says.
    """

    page_id: str
    language: str
    texts: Sequence[Incoming]
    is_cut_off: bool = False


def outgoing(page: Any, language: str, units: Sequence[Unit], terms: dict[str, Sequence[GlossaryTerm]]) -> Outgoing:
    """Put a page's texts together."""
    return Outgoing(str(page.translation_key), page.title, language, units, terms, timezone.now())


def stored_text(unit: Unit) -> str:
    """Return the translation as it is stored, "" if there is none."""
    return str(unit.row.data) if unit.row else ""


def name_of(unit: Unit) -> str:
    """Return a name for a text that files can carry: letters and digits, the same each time."""
    return "u" + hashlib.sha256(f"{unit.path}\x00{unit.stored}".encode()).hexdigest()[:16]
