"""The facets of projects, once: read by the form, the query, the API and its document, and the chips."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Choices
from django.utils.translation import gettext_lazy as _

from cms.core.models import Municipality
from cms.core.municipality_names import LANDS
from cms.core.searchable import Facet
from projects.derived import NONE
from projects.enums import CarrierType, Standing, Status
from projects.models.vocabulary import FieldOfAction, TargetGroup, Term

Labels = Mapping[str, str]
#: Names of the given keys in a language; of all keys if none are given.
LabelsOf = Callable[[Iterable[str] | None, str], Labels]


def _no_labels(_keys: Iterable[str] | None, _language: str) -> Labels:
    return {}


@dataclass(frozen=True)
class ProjectFacet(Facet):
    """A facet of the project list.

    Attributes:
        column: of `ProjectPage`; an array of keys if `many`, else a text.
        labels: names of the given keys in a language; of all keys if none are given. What is not in the
            answer does not exist.
        has_none: whether "not assigned" is a value.
        is_open: whether there are too many values to list them all in a message.
        is_ordered: whether the values keep their order, instead of the most frequent first.
    """

    column: str = ""
    labels: LabelsOf = _no_labels
    has_none: bool = True
    is_open: bool = False
    is_ordered: bool = False


def _of_choices(choices: type[Choices]) -> LabelsOf:
    def labels(_keys: Iterable[str] | None, _language: str) -> Labels:
        return {str(value): str(label) for value, label in choices.choices}

    return labels


def _of_terms(model: type[Term]) -> LabelsOf:
    def labels(_keys: Iterable[str] | None, language: str) -> Labels:
        terms = model._default_manager.all()
        return {term.slug: term.label_in(language) for term in terms}

    return labels


def _of_lands(_keys: Iterable[str] | None, _language: str) -> Labels:
    return LANDS


def _of_cities(keys: Iterable[str] | None, _language: str) -> Labels:
    """Name municipalities; those whose name another one shares get their district with it."""
    if keys is None:
        return {}
    rows = list(Municipality.objects.filter(ags__in=set(keys)).values_list("ags", "name", "district"))
    names = [name for _ags, name, _district in rows]
    return {ags: f"{name} ({district})" if names.count(name) > 1 else name for ags, name, district in rows}


FACETS = (
    ProjectFacet("standing", _("Standing"), False, "standing", _of_choices(Standing), has_none=False, is_ordered=True),
    ProjectFacet("field", _("Field of action"), True, "field_keys", _of_terms(FieldOfAction)),
    ProjectFacet("city", _("City"), True, "city_keys", _of_cities, is_open=True),
    ProjectFacet("land", _("Land"), True, "land_keys", _of_lands),
    ProjectFacet("target_group", _("For whom"), True, "target_group_keys", _of_terms(TargetGroup)),
    ProjectFacet("carrier_type", _("Kind of carrier"), False, "carrier_type", _of_choices(CarrierType)),
    ProjectFacet("status", _("Status"), False, "status", _of_choices(Status), is_ordered=True),
)
FACET_BY_NAME = {facet.name: facet for facet in FACETS}

NONE_LABEL = _("not assigned")

__all__ = ["FACETS", "FACET_BY_NAME", "NONE", "NONE_LABEL", "ProjectFacet"]
