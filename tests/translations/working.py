"""What translators do, for tests."""

from typing import Any

from wagtail.models import Locale

from accounts.access import Person
from guidance.models import GuidancePage
from translations.overview import cell_for
from translations.services import Draft, Saved, save_texts, source_of
from translations.units import Unit, units_of


def republish(page: GuidancePage, **fields: object) -> GuidancePage:
    """Publish the source with other texts."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return GuidancePage.objects.get(pk=page.pk)


def units(page: Any, language: str = "ar") -> dict[str, Unit]:
    """Return the texts of a page by their source."""
    found = units_of(page, source_of(page), Locale.objects.get(language_code=language))
    return {unit.source: unit for unit in found}


def write(page: Any, by: Person, texts: dict[str, str], language: str = "ar") -> Saved:
    """Save translations by source text, as somebody who has just opened the page."""
    known = units(page, language)
    drafts = [Draft(known[source].key, text, known[source].base) for source, text in texts.items()]
    return save_texts(page, language, drafts, by=by)


def write_all(page: Any, by: Person, language: str = "ar") -> Saved:
    """Translate whatever has no translation."""
    known = units(page, language)
    return write(page, by, {text: f"[{language}] {text}" for text, unit in known.items() if not unit.text}, language)


def state(page: Any, language: str = "ar") -> str:
    """Return the state of a page in a language."""
    return str(cell_for(GuidancePage.objects.get(pk=page.pk), language).state)
