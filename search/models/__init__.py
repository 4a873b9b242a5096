"""What the search keeps: the index, what is on its way to Elasticsearch, words, and what editors add."""

from .editorial import BestBet, CountedQuestion, SynonymGroup
from .entry import FacetValue, IndexEntry
from .feed import Change, ElasticIndex
from .vocabulary import LanguageStatistics, Token

__all__ = [
    "BestBet",
    "Change",
    "CountedQuestion",
    "ElasticIndex",
    "FacetValue",
    "IndexEntry",
    "LanguageStatistics",
    "SynonymGroup",
    "Token",
]
