"""Elasticsearch as an engine."""

from datetime import datetime
from typing import Any

from search.contract import EngineName, FacetCount
from search.engines.ask import Ask, EngineFails, Found, Row
from search.engines.elastic.client import TROUBLE, asking_client, fuse
from search.engines.elastic.querying import CHOSEN, KINDS, OF, body_of
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
        try:
            answered = asking_client().search(index=alias(), body=body_of(ask)).body
        except TROUBLE as error:
            fuse.blow()
            raise EngineFails(error) from error
        if answered["timed_out"] or answered["_shards"]["failed"]:
            fuse.blow()
            raise EngineFails("Elasticsearch has only a part of the answer")
        fuse.mend()
        aggregations = answered.get("aggregations", {})
        cut = {name: _cut(ask, aggregations[name]) for name in ask.facets}
        return Found(
            rows=[_row(hit) for hit in answered["hits"]["hits"]],
            total=answered["hits"]["total"]["value"],
            facets={name: counted for name, (counted, _has_more) in cut.items()},
            cut_facets=frozenset(name for name, (_counted, has_more) in cut.items() if has_more),
            kinds=dict(_counts(aggregations[KINDS][OF])) if KINDS in aggregations else {},
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


def _cut(ask: Ask, aggregation: dict[str, Any]) -> tuple[list[FacetCount], bool]:
    """Return the counted values, the most frequent first as they come, and whether there are more."""
    counted = _counts(aggregation.get(OF, aggregation))
    has_more = len(counted) > ask.most_values
    counted = counted[: ask.most_values]
    if has_more and CHOSEN in aggregation:
        known = {one.value for one in counted}
        counted += [one for one in _counts(aggregation[CHOSEN]) if one.value not in known]
    return counted, has_more


def _counts(aggregation: dict[str, Any]) -> list[FacetCount]:
    return [FacetCount(bucket["key"], bucket["doc_count"]) for bucket in aggregation["buckets"]]
