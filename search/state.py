"""What a question has to know of the database before it is asked, read in one statement.

Synonyms change seldom and are asked for each time. So each process remembers them, and the statement tells by a stamp
whether they are still what they were: a change holds for the next question in every process.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from search.engines.elastic.schema import is_current
from search.models import SynonymGroup
from search.synonyms import Groups

#: What is new may reach Elasticsearch this much later; then PostgreSQL answers, which has it.
LATEST = timedelta(seconds=5)

# The stamp is made of what the groups say, not of when they were saved: it holds for writes past Django too.
_STATE = """
SELECT
    (SELECT name FROM search_elasticindex WHERE NOT is_building ORDER BY created_at DESC LIMIT 1),
    EXISTS (SELECT FROM search_change WHERE closes AND problem = '')
        OR EXISTS (SELECT FROM search_change WHERE created_at < %s AND problem = ''),
    (SELECT (count(*), sum(hashtextextended(concat_ws(' ', id, language, words), 0)))::text
        FROM search_synonymgroup WHERE is_live),
    (SELECT json_object_agg(language, json_build_array(entries, average_words)) FROM search_languagestatistics),
    (SELECT json_agg(json_build_array(language, token, entries)) FROM search_token
        JOIN unnest(%s::text[], %s::text[]) AS wanted (language, token) USING (language, token))
"""


@dataclass(frozen=True)
class Statistics:
    """How much there is in a language, and how many entries have the tokens that were `looked_up`."""

    entries: int
    average_words: float
    looked_up: Mapping[str, int]


@dataclass(frozen=True)
class State:
    """What the database said when the question came.

    Attributes:
        index: name of the index of Elasticsearch that answers, or empty.
        is_behind: whether Elasticsearch has not been told of something that closed, or of something old.
        synonyms: groups in use.
        statistics: by primary subtag of the language; those that were counted.
    """

    index: str
    is_behind: bool
    synonyms: Groups
    statistics: Mapping[str, Statistics]

    @property
    def elasticsearch_knows_everything(self) -> bool:
        """Whether there is an index for this code that shows nothing that is closed by now."""
        return bool(self.index) and is_current(self.index) and not self.is_behind


def read_state(tokens: Mapping[str, Collection[str]] | None = None) -> State:
    """Read the state, and how often `tokens` occur, by primary subtag of the language."""
    wanted = [(subtag, token) for subtag, some in (tokens or {}).items() for token in some]
    subtags, texts = [subtag for subtag, _token in wanted], [token for _subtag, token in wanted]
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [timezone.now() - LATEST, subtags, texts])
        index, is_behind, stamp, statistics, counted = cursor.fetchone()
    looked_up: dict[str, dict[str, int]] = {subtag: dict.fromkeys(some, 0) for subtag, some in (tokens or {}).items()}
    for subtag, token, entries in counted or ():
        looked_up[subtag][token] = entries
    return State(
        index or "",
        is_behind,
        _synonyms(stamp),
        {
            subtag: Statistics(entries, average_words, looked_up.get(subtag, {}))
            for subtag, (entries, average_words) in (statistics or {}).items()
        },
    )


def probable_synonyms() -> Groups:
    """Return the groups that this process remembers: which tokens to look up may be guessed by them, nothing else."""
    return _remembered[1]


_remembered: tuple[str, Groups] = ("", Groups(()))


def _synonyms(stamp: str) -> Groups:
    global _remembered  # noqa: PLW0603  replaced as a whole: threads see the old or the new one
    known_stamp, groups = _remembered
    if known_stamp != stamp:
        groups = Groups(SynonymGroup.objects.filter(is_live=True))
        _remembered = (stamp, groups)
    return groups
