"""How an app describes what can be found and filtered: read by search, the API, forms and exports alike."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from cms.core.registry import Registry


@dataclass(frozen=True)
class Facet:
    """A property by which people narrow a list.

    Attributes:
        name: parameter in address and API, e.g. "field".
        label: what readers see.
        many: whether a record can have several values.
    """

    name: str
    label: str | Promise
    many: bool = False


def _no_facets(_obj: Any) -> Mapping[str, Iterable[str]]:
    return {}


@dataclass(frozen=True)
class SearchableType:
    """A kind of thing that the search knows.

    Attributes:
        kind: its name in address and API, e.g. "project".
        label: the plural that readers see on the tab.
        model: the Django model, one row for each language.
        queryset: the published rows; not filtered by who asks (the audience is part of each row).
        title: of one object, plain text.
        body: further plain text by weight "A" (most) to "D".
        language: BCP 47 tag of the object.
        url: address of the object's page, without host, or None while it has none.
        facets: what it can be filtered by.
        facet_values: values of one object, by facet name.
    """

    kind: str
    label: str | Promise
    model: type[Model]
    queryset: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]
    body: Callable[[Any], Mapping[str, str]]
    language: Callable[[Any], str]
    url: Callable[[Any], str | None]
    facets: tuple[Facet, ...] = ()
    facet_values: Callable[[Any], Mapping[str, Iterable[str]]] = field(default=_no_facets)


searchables: Registry[str, SearchableType] = Registry("searchables")
