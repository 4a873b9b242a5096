"""Entries as hits, with what was asked for marked in them."""

from search.contract import Hit
from search.engines.ask import Row
from search.highlighting import Wanted, excerpt, marked
from search.models import IndexEntry

#: For entries that were not looked for by words.
NOTHING = Wanted(frozenset())


def hit_of(entry: Row | IndexEntry, wanted: Wanted = NOTHING) -> Hit:
    """Return an entry, as an engine found it or as it lies in the table, with `wanted` marked."""
    return Hit(
        key=entry.key,
        kind=entry.kind,
        language=entry.language,
        url=entry.url,
        title=entry.title,
        title_html=marked(entry.title, wanted, entry.language),
        excerpt_html=excerpt([entry.summary, entry.text], wanted, entry.language),
        place=entry.place,
        dated=entry.dated,
        score=entry.score if isinstance(entry, Row) else 0.0,
    )
