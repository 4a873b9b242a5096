"""Where a short address leads."""

from accounts.access import Person
from guidance.models import GuidancePage
from guidance.short_codes import number_of
from guidance.topics import address, path_of


def target(code: str, person: Person, language: str) -> str | None:
    """Return where the topic is read in `language`, without host; None if this person may see no version of it."""
    number = number_of(code)
    page = GuidancePage.objects.filter(pk=number).only("translation_key").first() if number else None
    if page is None:
        return None
    versions = GuidancePage.objects.visible_to(person).filter(translation_key=page.translation_key)
    best = versions.best_for(language) or versions.written().first()
    return address(language, path_of(best)) if best else None
