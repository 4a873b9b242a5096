"""Elasticsearch as an engine."""

from datetime import datetime
from typing import Any

from django.conf import settings

from search.contract import EngineName
from search.engines.ask import Ask, EngineFails, Found, Row
from search.engines.elastic.client import TROUBLE, client, fuse
from search.engines.elastic.querying import body_of
from search.engines.elastic.schema import alias


class ElasticsearchEngine:
    """Answers from the index behind the alias."""

    name: EngineName = "elasticsearch"

    def find(self, ask: Ask) -> Found:
        """Answer.

        Raises:
            EngineFails: the server is not there, too slow, or has only a part of the answer.
        """
        fuse.check()
        seconds = settings.ELASTICSEARCH_TIMEOUT_SECONDS
        try:
            answered = client().options(request_timeout=seconds).search(index=alias(), body=body_of(ask)).body
        except TROUBLE as error:
            fuse.blow()
            raise EngineFails(error) from error
        if answered["timed_out"] or answered["_shards"]["failed"]:
            fuse.blow()
            raise EngineFails("Elasticsearch has only a part of the answer")
        fuse.mend()
        return Found(
            rows=[_row(hit) for hit in answered["hits"]["hits"]],
            total=answered["hits"]["total"]["value"],
            facets={name: _counts(answered["aggregations"][name]) for name in ask.facets},
        )


def _row(hit: dict[str, Any]) -> Row:
    source = hit["_source"]
    return Row(
        kind=source["kind"],
        object_id=source["object_id"],
        language=source["language"],
        url=source["url"],
        title=source["title"],
        summary=source["summary"]["is"],
        text=source["text"]["is"],
        place=source["place"],
        dated=datetime.fromisoformat(source["dated"]) if source["dated"] else None,
        score=hit["_score"] or 0.0,
    )


def _counts(aggregation: dict[str, Any]) -> dict[str, int]:
    buckets = aggregation.get("of", aggregation)["buckets"]
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
