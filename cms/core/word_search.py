"""Asking the site's search for one kind of thing from below: for apps whose lists have words and filters of their own.

The search fills `narrowing` in `ready()`; apps call `found_by_words`.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from cms.core.registry import Registry

Row = TypeVar("Row", bound=Model)

#: Called with a queryset, the kind, the words and the languages; see `found_by_words`.
narrowing: Registry[str, Callable[[QuerySet, str, str, Sequence[str]], QuerySet]] = Registry("search from below")


def found_by_words(queryset: QuerySet[Row], kind: str, words: str, languages: Sequence[str]) -> QuerySet[Row]:
    """Keep those rows that the search finds for `words`, annotated with `relevance`; the higher, the better.

    Args:
        queryset: published rows of the model of `kind`; who may see them is the caller's to ask.
        kind: as registered in `cms.core.searchable`.
        words: what somebody typed.
        languages: BCP 47 tags of the texts to be looked at.

    Raises:
        LookupError: there is no search.
    """
    narrow = narrowing.get("search")
    if narrow is None:
        raise LookupError("the search is not installed")
    return narrow(queryset, kind, words, languages)
