"""The names of counted values, for people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.core.languages import BY_CODE
from cms.core.searchable import searchables
from search.asking import known_facets
from search.contract import FacetCount
from search.parameters import KIND, NONE


@dataclass(frozen=True)
class LabelledValue:
    """A value that can be chosen; `count` is what choosing it would give."""

    value: str
    label: str
    count: int
    is_selected: bool


def labelled(name: str, counts: Iterable[FacetCount], chosen: Collection[str], language: str) -> list[LabelledValue]:
    """Name the values of a facet; chosen ones come first, those that have no name any more are left out."""
    by_value = {one.value: one.number for one in counts}
    for value in chosen:
        by_value.setdefault(value, 0)
    labels = _labels(name, list(by_value), language)
    values = [
        LabelledValue(value, labels[value], count, value in chosen)
        for value, count in by_value.items()
        if value in labels
    ]
    return sorted(values, key=lambda one: (not one.is_selected, one.value == NONE, -one.count, one.label))


def _labels(name: str, values: list[str], language: str) -> dict[str, str]:
    if name == KIND:
        return {kind.kind: str(kind.label) for kind in searchables.values()}
    if name == "language":
        return {code: one.name for code, one in BY_CODE.items()}
    facet = known_facets()[name]
    return {**facet.labels(values, language), NONE: _("not assigned")}
