"""Pages that editors put first for certain questions."""

from django.utils import timezone
from wagtail.models import Page

from cms.core.searchable import searchables
from search.models import BestBet, IndexEntry
from search.models.editorial import compared

_MOST = 3


def best_bets_for(text: str, language: str, held: frozenset[str]) -> list[IndexEntry]:
    """Return the entries of pinned pages that whoever holds `held` may see, in the editors' order."""
    asked = compared(text)
    if not asked:
        return []
    pages = list(
        BestBet.objects.filter(language=language, asked__contains=[asked]).values_list("page_id", flat=True)[:_MOST]
    )
    if not pages:
        return []
    kinds = [kind.kind for kind in searchables.values() if issubclass(kind.model, Page)]
    visible = IndexEntry.objects.visible_to(held, at=timezone.now())
    entries = visible.filter(kind__in=kinds, object_id__in=pages)
    by_page = {entry.object_id: entry for entry in entries}
    return [by_page[page] for page in pages if page in by_page]
