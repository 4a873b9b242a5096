"""The facets of projects, once: read by the form, the query, the API and its document, and the chips."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.core.folding import fold
from cms.core.language_names import language_name, language_names
from cms.core.models import Municipality
from cms.core.municipality_names import LANDS
from cms.core.municipality_sizes import SizeClass
from cms.core.searchable import Facet, Labels, LabelsOf
from projects.derived import NONE, current_term
from projects.enums import CarrierType, Evaluation, Standing, Status
from projects.models.vocabulary import (
    AgeGroup,
    Approach,
    FieldOfAction,
    FundingProgramme,
    Phase,
    TargetGroup,
    Term,
)

SuccessorsOf = Callable[[Iterable[str]], Mapping[str, str]]


def no_successors(_values: Iterable[str]) -> Mapping[str, str]:
    """Say that no value has taken the place of another."""
    return {}


@dataclass(frozen=True)
class ProjectFacet(Facet):
    """A facet of the project list.

    Attributes:
        column: of `ProjectPage`; an array of keys if `many`, else a text.
        has_none: whether "not assigned" is a value.
        is_open: whether there are too many values to list them all in a message.
        what_fits: said instead of listing them, of a value that is none; %(value)s stands for it.
        is_ordered: whether the values keep their order, instead of the most frequent first.
        is_prominent: whether its values are seen at once, instead of behind its name.
        successors: of the given values those that are no longer used, with what took their place.
    """

    column: str = ""
    has_none: bool = True
    is_open: bool = False
    what_fits: str | Promise = ""
    is_ordered: bool = False
    is_prominent: bool = False
    successors: SuccessorsOf = no_successors


def _of_choices(choices: type[Choices]) -> LabelsOf:
    def labels(_keys: Iterable[str] | None, _language: str) -> Labels:
        return {str(value): str(label) for value, label in choices.choices}

    return labels


def _of_terms(model: type[Term]) -> LabelsOf:
    def labels(keys: Iterable[str] | None, language: str) -> Labels:
        terms = model._default_manager.all()
        offered = [term for term in terms if keys is not None or not term.is_retired]
        return {term.slug: term.label_in(language) for term in offered}

    return labels


def _successors_in(model: type[Term]) -> SuccessorsOf:
    def successors(values: Iterable[str]) -> Mapping[str, str]:
        retired = model._default_manager.filter(slug__in=set(values), is_retired=True, successor__isnull=False)
        return {term.slug: current_term(term).slug for term in retired.select_related("successor")}

    return successors


def _of_lands(_keys: Iterable[str] | None, _language: str) -> Labels:
    return LANDS


def _of_cities(keys: Iterable[str] | None, _language: str) -> Labels:
    """Name municipalities; those whose name another one shares get their district with it."""
    if keys is None:
        return {}
    rows = list(Municipality.objects.filter(ags__in=set(keys)).values_list("ags", "name", "district"))
    names = [name for _ags, name, _district in rows]
    return {ags: f"{name} ({district})" if names.count(name) > 1 else name for ags, name, district in rows}


def _cities_called(text: str, _language: str) -> list[str]:
    """Return every municipality of that name: which of them is meant shows in the results."""
    name = fold(text)
    spellings = {name, name.replace("ae", "a").replace("oe", "o").replace("ue", "u")}
    return list(Municipality.objects.filter(name_folded__in=spellings).values_list("ags", flat=True))


def _of_programmes(keys: Iterable[str] | None, _language: str) -> Labels:
    if keys is None:
        return {}
    return dict(FundingProgramme.objects.filter(slug__in=set(keys)).values_list("slug", "name"))


def _of_periods(_keys: Iterable[str] | None, _language: str) -> Labels:
    """Name spans of five years, the latest first; every one can be asked for."""
    years = range(_LAST_PERIOD, _FIRST_PERIOD - 1, -5)
    return {f"{year}-{year + 4}": f"{year}–{year + 4}" for year in years}


def _of_languages(keys: Iterable[str] | None, language: str) -> Labels:
    if keys is None:
        return language_names(language)
    return {code: name for code in keys if (name := language_name(code, language))}


_FIRST_PERIOD, _LAST_PERIOD = 1900, 2095

FACETS = (
    ProjectFacet(
        "standing",
        _("Standing"),
        False,
        _of_choices(Standing),
        None,
        "standing",
        has_none=False,
        is_ordered=True,
        is_prominent=True,
    ),
    ProjectFacet(
        "field",
        _("Field of action"),
        True,
        _of_terms(FieldOfAction),
        None,
        "field_keys",
        is_prominent=True,
        successors=_successors_in(FieldOfAction),
    ),
    ProjectFacet(
        "city",
        _("City"),
        True,
        _of_cities,
        _cities_called,
        "city_keys",
        is_open=True,
        is_prominent=True,
        what_fits=_("“%(value)s” is no municipality key (AGS, eight digits) of the official list."),
    ),
    ProjectFacet("land", _("Land"), True, _of_lands, None, "land_keys", is_prominent=True),
    ProjectFacet("size", _("Size of the town"), True, _of_choices(SizeClass), None, "size_keys", is_ordered=True),
    ProjectFacet(
        "target_group",
        _("For whom"),
        True,
        _of_terms(TargetGroup),
        None,
        "target_group_keys",
        successors=_successors_in(TargetGroup),
    ),
    ProjectFacet(
        "approach",
        _("Approach"),
        True,
        _of_terms(Approach),
        None,
        "approach_keys",
        successors=_successors_in(Approach),
    ),
    ProjectFacet(
        "age",
        _("Age"),
        True,
        _of_terms(AgeGroup),
        None,
        "age_keys",
        is_ordered=True,
        successors=_successors_in(AgeGroup),
    ),
    ProjectFacet(
        "phase",
        _("Phase"),
        True,
        _of_terms(Phase),
        None,
        "phase_keys",
        is_ordered=True,
        successors=_successors_in(Phase),
    ),
    ProjectFacet("carrier_type", _("Kind of carrier"), False, _of_choices(CarrierType), None, "carrier_type"),
    ProjectFacet("status", _("Status"), False, _of_choices(Status), None, "status", is_ordered=True),
    ProjectFacet(
        "period",
        _("Period"),
        True,
        _of_periods,
        None,
        "period_keys",
        is_open=True,
        is_ordered=True,
        what_fits=_("“%(value)s” is no period. Periods are five years long, such as 2015-2019."),
    ),
    ProjectFacet(
        "programme",
        _("Funding programme"),
        True,
        _of_programmes,
        None,
        "programme_keys",
        is_open=True,
        what_fits=_("“%(value)s” is no funding programme that a project names."),
    ),
    ProjectFacet("offered_in", _("Offered in"), True, _of_languages, None, "languages_offered"),
    ProjectFacet("evaluation", _("Evaluation"), False, _of_choices(Evaluation), None, "evaluation"),
)
FACET_BY_NAME = {facet.name: facet for facet in FACETS}

NONE_LABEL = _("not assigned")

__all__ = ["FACETS", "FACET_BY_NAME", "NONE", "NONE_LABEL", "ProjectFacet"]
