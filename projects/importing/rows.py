"""The rows below a page: towns, fields of action, target groups, funding."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Model

from projects.importing.copying import copy_rows, reserve_keys
from projects.importing.records import Grant, Record
from projects.models import (
    FieldOfAction,
    Funding,
    FundingProgramme,
    ProjectField,
    ProjectTargetGroup,
    ProjectTown,
    TargetGroup,
)


@dataclass
class Vocabulary:
    """The terms that records name, read once for an import; `wider` has each field with its wider ones."""

    fields: dict[str, int] = field(default_factory=dict)
    wider: dict[str, list[str]] = field(default_factory=dict)
    target_groups: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Vocabulary":
        """Read the vocabularies."""
        terms = {term.pk: term for term in FieldOfAction.objects.all()}
        vocabulary = cls(
            fields={term.slug: term.pk for term in terms.values()},
            target_groups=dict(TargetGroup.objects.values_list("slug", "pk")),
        )
        for term in terms.values():
            keys, step = list[str](), term
            while step:
                keys.append(step.slug)
                step = terms.get(step.parent_id or 0)  # type: ignore[assignment]  # ends with None
            vocabulary.wider[term.slug] = keys
        return vocabulary


@dataclass
class Present:
    """What a page has already, by the keys by which doubles are known."""

    towns: set[tuple[int, str]] = field(default_factory=set)
    fields: set[int] = field(default_factory=set)
    target_groups: set[int] = field(default_factory=set)
    grants: set[str] = field(default_factory=set)


def present_of(pages: Iterable[int]) -> defaultdict[int, Present]:
    """Return what the pages have already, by the page's key; four queries."""
    pages = list(pages)
    present = defaultdict[int, Present](Present)
    for page, town, role in ProjectTown.objects.filter(page__in=pages).values_list("page_id", "town_id", "role"):
        present[page].towns.add((town, role))
    for page, term in ProjectField.objects.filter(page__in=pages).values_list("page_id", "field_id"):
        present[page].fields.add(term)
    for page, term in ProjectTargetGroup.objects.filter(page__in=pages).values_list("page_id", "group_id"):
        present[page].target_groups.add(term)
    for page, key in Funding.objects.filter(page__in=pages).values_list("page_id", "import_key"):
        present[page].grants.add(key)
    return present


def funding_row(grant: Grant, page: int | None, number: int) -> Funding:
    """Return the row of a grant."""
    return Funding(
        page_id=page,
        sort_order=number,
        funder=grant.funder,
        programme=grant.programme,
        amount=grant.amount,
        currency=grant.currency,
        year=grant.year,
        eligible_costs=grant.eligible_costs,
        import_key=grant.key,
    )


class RowsBelow:
    """Collects the rows of many pages and writes them with one COPY a table."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._towns: list[ProjectTown] = []
        self._fields: list[ProjectField] = []
        self._target_groups: list[ProjectTargetGroup] = []
        self._funding: list[Funding] = []

    def add(self, page: int, record: Record, present: Present) -> bool:
        """Add what the record has and the page has not; return whether there was anything."""
        before = self._number
        for town in record.towns:
            if (town.town.pk, town.role) not in present.towns:
                number = len(present.towns)
                self._towns.append(ProjectTown(page_id=page, town_id=town.town.pk, role=town.role, sort_order=number))
                present.towns.add((town.town.pk, town.role))
        for pk in filter(None, map(self._vocabulary.fields.get, record.fields)):
            if pk not in present.fields:
                self._fields.append(ProjectField(page_id=page, field_id=pk, sort_order=len(present.fields)))
                present.fields.add(pk)
        for pk in filter(None, map(self._vocabulary.target_groups.get, record.target_groups)):
            if pk not in present.target_groups:
                number = len(present.target_groups)
                self._target_groups.append(ProjectTargetGroup(page_id=page, group_id=pk, sort_order=number))
                present.target_groups.add(pk)
        for grant in record.grants:
            if grant.key not in present.grants:
                self._funding.append(funding_row(grant, page, len(present.grants)))
                present.grants.add(grant.key)
        return self._number > before

    def write(self) -> None:
        """Write everything that was added."""
        FundingProgramme.remember({row.programme for row in self._funding})
        for rows in (self._towns, self._fields, self._target_groups, self._funding):
            if rows:
                _give_keys(rows)
                copy_rows(type(rows[0]), rows)

    @property
    def _number(self) -> int:
        return len(self._towns) + len(self._fields) + len(self._target_groups) + len(self._funding)


def _give_keys(rows: Iterable[Model]) -> None:
    rows = list(rows)
    for row, pk in zip(rows, reserve_keys(type(rows[0]), len(rows)), strict=True):
        row.pk = pk
