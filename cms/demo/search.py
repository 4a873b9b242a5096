"""What editors of the demo have told the search: words that mean the same, and a page that stands first."""

from collections.abc import Callable

from guidance.models import GuidancePage
from search.models import BestBet, SynonymGroup
from search.vocabulary import count_words

SYNONYMS = (
    ("Kita", "Kindertagesstätte", "Kindergarten"),
    ("Ausländerbehörde", "Ausländeramt", "Migrationsamt"),
    ("BAMF", "Bundesamt für Migration und Flüchtlinge"),
    ("Bürgeramt", "Einwohnermeldeamt", "Bürgerbüro"),
    ("Arzt", "Doktor", "Praxis"),
)
BEST_BETS = {"wohnsitz-anmelden": ("anmelden", "anmeldung", "adresse")}


def load(progress: Callable[[str], None]) -> None:
    """Write them, each once, and count the words of the demo."""
    progress("search")
    for words in SYNONYMS:
        SynonymGroup.objects.get_or_create(language="de", words="\n".join(words), defaults={"is_live": True})
    for slug, questions in BEST_BETS.items():
        page = GuidancePage.objects.filter(slug=slug, locale__language_code="de").first()
        if page is not None and not BestBet.objects.filter(page=page).exists():
            BestBet.objects.create(language="de", questions="\n".join(questions), page=page)
    count_words()
