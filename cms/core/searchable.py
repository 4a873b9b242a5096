"""How an app describes what can be found and filtered: read by search, the API, forms and exports alike."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from cms.core.folding import fold
from cms.core.registry import Registry

Labels = Mapping[str, str]
#: Names of the given keys in a language (BCP 47 tag); of all keys if none are given.
LabelsOf = Callable[[Iterable[str] | None, str], Labels]


#: Keys that somebody may mean by a text in a language.
KeysOf = Callable[[str, str], Iterable[str]]


def no_labels(_keys: Iterable[str] | None, _language: str) -> Labels:
    """Name nothing: for facets whose values speak for themselves."""
    return {}


@dataclass(frozen=True)
class Facet:
    """A property by which people narrow a list.

    Attributes:
        name: parameter in address and API, e.g. "field".
        label: what readers see.
        many: whether a record can have several values.
        labels: names of the given keys in a language; of all keys if none are given. What is not in the
            answer does not exist.
        keys: what somebody may mean who types a name instead of choosing a key; None: whatever is so labelled.
    """

    name: str
    label: str | Promise
    many: bool = False
    labels: LabelsOf = no_labels
    keys: KeysOf | None = None

    def meant_by(self, text: str, language: str) -> list[str]:
        """Return the keys that `text` names: a key itself, or a label in `language`, in any spelling."""
        if text in self.labels([text], language):
            return [text]
        if self.keys is not None:
            return list(self.keys(text, language))
        wanted = fold(text)
        labels = self.labels(None, language)
        same = [key for key, label in labels.items() if fold(label) == wanted]
        return same or [key for key, label in labels.items() if wanted and wanted in fold(label).split()]


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
        summary: one or two sentences for the list of results, plain text.
        facets: what it can be filtered by.
        facet_values: values of one object, by facet name.
        weight: how much it counts among results that fit equally well; 1 is usual.
        dated: what "newest first" goes by.
        place: where it is, for people.
        follows: models whose rows change objects of this type, each with what finds these objects.
        audience_follows: models whose rows decide who may see objects of this type.
    """

    kind: str
    label: str | Promise
    model: type[Model]
    queryset: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]
    body: Callable[[Any], Mapping[str, str]]
    language: Callable[[Any], str]
    url: Callable[[Any], str | None]
    summary: Callable[[Any], str] = lambda _obj: ""
    facets: tuple[Facet, ...] = ()
    facet_values: Callable[[Any], Mapping[str, Iterable[str]]] = field(default=_no_facets)
    weight: Callable[[Any], float] = lambda _obj: 1.0
    dated: Callable[[Any], datetime | None] = lambda _obj: None
    place: Callable[[Any], str] = lambda _obj: ""
    follows: Mapping[type[Model], Callable[[Any], QuerySet[Any]]] = field(default_factory=dict)
    audience_follows: tuple[type[Model], ...] = ()


searchables: Registry[str, SearchableType] = Registry("searchables")
