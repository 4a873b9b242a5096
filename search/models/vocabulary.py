"""The words that occur, counted now and then: for the weight of rare words, and for corrections."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Token(models.Model):
    """A token of the index in one language.

    Attributes:
        language: primary subtag.
        token: as it stands in the vectors; words with their endings begin with "=".
        entries: how many entries have it.
        shortened: the word with each one of its letters left out, and itself: two words that share one of these
            differ by a single typo (the principle of SymSpell, W. Garbe 2012).
    """

    language = models.CharField(max_length=20)
    token = models.CharField(max_length=80)
    entries = models.PositiveIntegerField()
    shortened = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("language", "token"), name="search_token_once")]
        indexes: ClassVar = [
            GinIndex(fields=["shortened"], name="search_token_shortened", fastupdate=False),
            models.Index(OpClass("token", name="varchar_pattern_ops"), name="search_token_beginning"),
        ]

    def __str__(self) -> str:
        return f"{self.language}:{self.token}"


class LanguageStatistics(models.Model):
    """How much there is in a language."""

    language = models.CharField(max_length=20, unique=True)
    entries = models.PositiveIntegerField()
    average_words = models.FloatField()
    #: Of the newest entry that was counted.
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.language
