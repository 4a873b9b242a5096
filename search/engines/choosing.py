"""Which engine answers: Elasticsearch where there is one and it knows everything, else PostgreSQL."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from search.engines.ask import Ask, Engine, EngineFails, Found
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.elastic.schema import DEEPEST, is_current
from search.engines.postgres import PostgresEngine
from search.models import Change, ElasticIndex

log = logging.getLogger(__name__)

#: What is new may reach Elasticsearch this much later; then PostgreSQL answers, which has it.
LATEST = timedelta(seconds=5)


def ask_engines(ask: Ask, *, only: Engine | None = None) -> tuple[Found, Engine, bool]:
    """Answer; return also which engine did, and whether it stood in for one that could not.

    Args:
        ask: the question.
        only: this engine and no other.
    """
    if only is not None:
        return only.find(ask), only, False
    postgres = PostgresEngine()
    if not settings.ELASTICSEARCH_URL or ask.offset + ask.limit > DEEPEST:
        return postgres.find(ask), postgres, False
    if not knows_everything():
        return postgres.find(ask), postgres, True
    engine = ElasticsearchEngine()
    try:
        return engine.find(ask), engine, False
    except EngineFails as error:
        log.warning("PostgreSQL answers instead: %s", error)
        return postgres.find(ask), postgres, True


def knows_everything() -> bool:
    """Return whether Elasticsearch has an index of ours, and has been told of all that closed and all that is old."""
    index = ElasticIndex.objects.filter(is_building=False).order_by("-created_at").first()
    if index is None or not is_current(index.name):
        return False
    waiting = Q(closes=True) | Q(created_at__lt=timezone.now() - LATEST)
    return not Change.objects.filter(waiting, problem="").exists()
