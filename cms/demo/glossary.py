"""The demo's glossary: how the office says a few German words, and which of them stay German."""

from collections.abc import Callable

from translations.models import GlossaryTerm

#: German word: its wording by language; "" stays German.
TERMS: dict[str, dict[str, str]] = {
    "Bürgeramt": {
        "ar": "مكتب المواطنين",
        "en": "citizens' office",
        "tr": "vatandaşlık ofisi",
        "de-simple": "Bürger·amt",
    },
    "Ausländerbehörde": {"ar": "دائرة الأجانب", "en": "immigration office", "de-simple": "Ausländer·behörde"},
    "Meldebestätigung": {"ar": "", "en": "", "fr": "", "uk": ""},
    "Wohnungsgeberbestätigung": {"ar": "", "en": "", "fr": "", "uk": ""},
    "Aufenthaltstitel": {"ar": "تصريح الإقامة", "en": "residence permit", "fr": "titre de séjour"},
    "Krankenkasse": {"ar": "صندوق التأمين الصحي", "en": "health insurance fund", "de-simple": "Kranken·kasse"},
}


def load(progress: Callable[[str], None]) -> None:
    """Add the terms that are missing; what somebody changed stays."""
    progress("glossary")
    for term, wordings in TERMS.items():
        for language, wording in wordings.items():
            GlossaryTerm.objects.get_or_create(term=term, language=language, defaults={"wording": wording})
