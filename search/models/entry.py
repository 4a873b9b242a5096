"""The one index: a row for each published object and language. The engines read nothing else."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from search.querysets import IndexEntryQuerySet


class FacetValue(models.Model):
    """A value of a facet, with a number for it: numbers are counted faster than texts."""

    name = models.CharField(max_length=50)
    value = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("name", "value"), name="search_facetvalue_once")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class IndexEntry(models.Model):
    """What is found of one object in one language.

    Written by `search.indexing` and by nobody else. `version` grows with each change over the whole table, and
    orders what Elasticsearch is told.
    """

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=20)
    url = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    #: Tokens that somebody must hold, all of them; see accounts/access.py.
    audience = ArrayField(models.CharField(max_length=60))
    facets = ArrayField(models.IntegerField(), default=list)
    weight = models.FloatField(default=1)
    dated = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)
    sort_title = models.CharField(max_length=300)
    #: Number of words, which long texts are marked down by.
    words = models.PositiveIntegerField(default=0)
    vector = SearchVectorField()
    #: The same tokens as Elasticsearch takes them: by weight, and words with their endings under "exact".
    tokens = models.JSONField(default=dict)
    version = models.BigIntegerField()

    objects = IndexEntryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("kind", "object_id"), name="search_indexentry_once"),
            models.CheckConstraint(condition=~models.Q(audience__len=0), name="search_indexentry_is_for_somebody"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["vector"], name="search_indexentry_vector", fastupdate=False),
            GinIndex(fields=["facets"], name="search_indexentry_facets", fastupdate=False),
            models.Index(fields=["language", "kind"], name="search_indexentry_language"),
            models.Index(fields=["sort_title"], name="search_indexentry_title"),
            models.Index(fields=["version"], name="search_indexentry_version"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id} {self.title}"

    @property
    def key(self) -> str:
        """Its name in Elasticsearch and in the API."""
        return f"{self.kind}:{self.object_id}"
