"""Which words occur how often: counted from the index now and then, asked for each question.

Rarity decides what a word counts; a word that nobody has written is compared with those that somebody has.
The counts are of all entries, also of those that the searcher may not see. So they order hits and name candidates,
and nothing that is shown comes from them: a correction is offered only if it finds something for whoever asks.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Avg, Count, Max, Q
from rapidfuzz.distance import OSA

from cms.core.languages import BY_CODE
from search.analysis.words import primary
from search.models import IndexEntry, LanguageStatistics, Token
from search.state import State
from search.vectors import EXACT

#: A token, and how many entries have it.
Occurring = tuple[str, int]

_SHORTEST_CORRECTED, _LONGEST_CORRECTED = 4, 30
_MOST_CORRECTIONS = 3
_SHORTEST_BEGINNING = 4
_MOST_FAMILY, _MOST_FAMILY_ROWS = 8, 500
#: From this length on, a word may have two typos.
_LONG = 8

_COUNT = """
INSERT INTO search_token (language, token, entries, shortened)
SELECT %s, word, ndoc, CASE
    WHEN word LIKE '=%%' AND length(word) BETWEEN %s AND %s AND word !~ '[0-9]' THEN (
        SELECT array_agg(DISTINCT left(substr(word, 2), place - 1) || substr(word, place + 2))
        FROM generate_series(1, length(word)) AS place
    ) ELSE '{}' END
FROM ts_stat(format('SELECT vector FROM search_indexentry WHERE language = ANY(%%L::varchar[])', %s::varchar[]))
WHERE length(word) <= 80
"""


@dataclass(frozen=True)
class Counts:
    """How often tokens occur in a language.

    Attributes:
        entries: of the language.
        average_words: of an entry.
        of: entries by token; what is not there was not counted.
        is_known: whether the language was counted at all.
    """

    entries: int
    average_words: float
    of: Mapping[str, int]
    is_known: bool = True

    def rarity(self, token: str) -> float:
        """Return the inverse document frequency of a token, as BM25 has it (Robertson and Zaragoza 2009, 3.4)."""
        return self.rarity_of(self.of.get(token, 0))

    def rarity_of(self, number: int) -> float:
        """Return the same for a token that so many entries have."""
        number = min(number, self.entries)
        return math.log(1 + (self.entries - number + 0.5) / (number + 0.5))


def counts_of(tokens: Collection[str], subtag: str, state: State) -> Counts:
    """Return how often `tokens` occur in a language, given as primary subtag."""
    statistics = state.statistics.get(subtag)
    if statistics is None:
        return Counts(1000, 100.0, {}, is_known=False)
    known = statistics.looked_up
    missing = [token for token in tokens if token not in known]
    if missing:
        more = Token.objects.filter(language=subtag, token__in=missing).values_list("token", "entries")
        known = {**known, **dict(more)}
    found = {token: number for token in tokens if (number := known.get(token, 0))}
    return Counts(statistics.entries, statistics.average_words, found)


def corrections(words: Iterable[str], subtag: str) -> dict[str, list[Occurring]]:
    """Return words that differ from the given ones by a typo, nearest and most frequent first, without "=".

    Args:
        words: folded, without "=".
        subtag: primary subtag of the language.
    """
    shortened = {word: _shortened(word) for word in words if _SHORTEST_CORRECTED <= len(word) <= _LONGEST_CORRECTED}
    every = sorted({form for forms in shortened.values() for form in forms})
    if not every:
        return {}
    near = Token.objects.filter(language=subtag, shortened__overlap=every).values_list("token", "entries")
    known = [(token.removeprefix(EXACT), entries) for token, entries in near]
    found: dict[str, list[Occurring]] = {}
    for word in shortened:
        most = 2 if len(word) >= _LONG else 1
        ranked = [
            (distance, -entries, other)
            for other, entries in known
            if other != word and (distance := OSA.distance(word, other, score_cutoff=most)) <= most
        ]
        found[word] = [(other, -entries) for _distance, entries, other in sorted(ranked)[:_MOST_CORRECTIONS]]
    return found


def families(stems: Iterable[str], subtag: str) -> dict[str, list[Occurring]]:
    """Return tokens that begin as a stem does, the most frequent first: what was formed from the same word.

    Stemmers take off endings only; "independent" and "independence" meet here.
    """
    beginnings = {stem: stem[: max(_SHORTEST_BEGINNING, -(-len(stem) * 7 // 10))] for stem in stems}
    wanted = Q(pk__in=[])
    for beginning in set(beginnings.values()):
        if len(beginning) >= _SHORTEST_BEGINNING:
            wanted |= Q(token__startswith=beginning)
    rows = Token.objects.filter(wanted, language=subtag).order_by("-entries", "token")
    known = list(rows.values_list("token", "entries")[:_MOST_FAMILY_ROWS])
    return {
        stem: [one for one in known if one[0].startswith(beginning) and one[0] != stem][:_MOST_FAMILY]
        for stem, beginning in beginnings.items()
        if len(beginning) >= _SHORTEST_BEGINNING
    }


def _shortened(word: str) -> set[str]:
    once = {word[:place] + word[place + 1 :] for place in range(len(word))} | {word}
    if len(word) < _LONG:
        return once
    return once | {short[:place] + short[place + 1 :] for short in once for place in range(len(short))}


def languages_by_subtag(codes: Iterable[str] = BY_CODE) -> dict[str, list[str]]:
    """Return tags that are analysed alike, by primary subtag; those of the site if no others are given."""
    by_subtag = defaultdict[str, list[str]](list)
    for code in sorted(codes):
        by_subtag[primary(code)].append(code)
    return by_subtag


def count_words(*, only_changed: bool = False) -> list[str]:
    """Count all words anew; return the subtags of the languages that were counted.

    Takes about a second for 20,000 entries. Questions meanwhile see the counts of before.

    Args:
        only_changed: leave out languages of which no entry was written since.
    """
    counted = []
    present = IndexEntry.objects.values_list("language", flat=True).distinct()
    for subtag, codes in languages_by_subtag({*present, *BY_CODE}).items():
        entries = IndexEntry.objects.filter(language__in=codes)
        now = entries.aggregate(entries=Count("pk"), average_words=Avg("words"), version=Max("version"))
        known = LanguageStatistics.objects.filter(language=subtag).first()
        if only_changed and known and (known.version, known.entries) == (now["version"] or 0, now["entries"]):
            continue
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search_token'))")
            Token.objects.filter(language=subtag).delete()
            bounds = [_SHORTEST_CORRECTED + 1, _LONGEST_CORRECTED + 1]
            cursor.execute(_COUNT, [subtag, *bounds, codes])
            LanguageStatistics.objects.update_or_create(
                language=subtag,
                defaults={
                    "entries": now["entries"],
                    "average_words": now["average_words"] or 0.0,
                    "version": now["version"] or 0,
                },
            )
        counted.append(subtag)
    return counted
