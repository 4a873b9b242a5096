"""Which engine answers: Elasticsearch where there is one and it knows everything, else PostgreSQL."""

import logging

from django.conf import settings

from search.engines.ask import Ask, Engine, EngineFails, Found
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.elastic.schema import DEEPEST
from search.engines.postgres import PostgresEngine
from search.state import State

log = logging.getLogger(__name__)


def ask_engines(ask: Ask, state: State, *, only: Engine | None = None) -> tuple[Found, Engine, bool]:
    """Answer; return also which engine did, and whether it stood in for one that could not.

    Args:
        ask: the question.
        state: what the database said a moment ago.
        only: this engine and no other.
    """
    if only is not None:
        return only.find(ask), only, False
    postgres = PostgresEngine()
    if not settings.ELASTICSEARCH_URL or ask.offset + ask.limit > DEEPEST:
        return postgres.find(ask), postgres, False
    if not state.elasticsearch_knows_everything:
        return postgres.find(ask), postgres, True
    engine = ElasticsearchEngine()
    try:
        return engine.find(ask), engine, False
    except EngineFails as error:
        log.warning("PostgreSQL answers instead: %s", error)
        return postgres.find(ask), postgres, True
