"""What Elasticsearch has still to be told, and the indexes it keeps."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Change(models.Model):
    """An entry was written or taken away; written in the same transaction, deleted once Elasticsearch knows.

    Attributes:
        closes: whether somebody may see less after it. Until Elasticsearch knows, PostgreSQL answers.
        problem: why Elasticsearch refused the entry for good; such a change holds nobody up.
    """

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    version = models.BigIntegerField()
    closes = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    problem = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "object_id"], name="search_change_object"),
            models.Index(fields=["id"], name="search_change_waiting", condition=models.Q(problem="")),
            models.Index(fields=["id"], name="search_change_closing", condition=models.Q(problem="", closes=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id} v{self.version}"


class ElasticIndex(models.Model):
    """An index in Elasticsearch that is kept up to date: the one that answers, and one that is being made."""

    name = models.CharField(max_length=100, unique=True)
    is_building = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
