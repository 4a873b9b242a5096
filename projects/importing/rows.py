"""The rows below a page: towns, terms of the vocabularies, partners, funding."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from projects.importing.copying import copy_rows, reserve_keys
from projects.importing.records import Grant, Partner, Record
from projects.models import (
    AgeGroup,
    Approach,
    FieldOfAction,
    Funding,
    FundingProgramme,
    Phase,
    ProjectAgeGroup,
    ProjectApproach,
    ProjectField,
    ProjectPartner,
    ProjectPhase,
    ProjectTargetGroup,
    ProjectTown,
    TargetGroup,
)


@dataclass(frozen=True)
class TermRows:
    """How records hold the terms of a vocabulary: name in `Record`, name at the page, rows, and their column."""

    name: str
    at_page: str
    rows: type[Any]
    column: str
    terms: type[Any]

    @property
    def column_id(self) -> str:
        """The column with the term's key."""
        return f"{self.column}_id"


TERM_ROWS = (
    TermRows("fields", "fields_of_action", ProjectField, "field", FieldOfAction),
    TermRows("target_groups", "target_groups", ProjectTargetGroup, "group", TargetGroup),
    TermRows("approaches", "approaches", ProjectApproach, "approach", Approach),
    TermRows("phases", "phases", ProjectPhase, "phase", Phase),
    TermRows("ages", "age_groups", ProjectAgeGroup, "age_group", AgeGroup),
)


@dataclass
class Vocabulary:
    """The terms that records name, read once for an import; `wider` has each field with its wider ones.

    `keys` and `labels` are by the name in `Record` and the term's short name.
    """

    keys: dict[str, dict[str, int]] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    wider: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Vocabulary":
        """Read the vocabularies."""
        found = {kind.name: list(kind.terms.objects.all()) for kind in TERM_ROWS}
        vocabulary = cls(
            keys={name: {term.slug: term.pk for term in terms} for name, terms in found.items()},
            labels={name: {term.slug: str(term) for term in terms} for name, terms in found.items()},
        )
        terms: dict[int, FieldOfAction] = {term.pk: term for term in found["fields"]}
        for term in terms.values():
            keys, step = list[str](), term
            while step:
                keys.append(step.slug)
                step = terms.get(step.parent_id or 0)  # type: ignore[assignment]  # ends with None
            vocabulary.wider[term.slug] = keys
        return vocabulary

    def known(self, kind: str, slugs: Iterable[str]) -> list[str]:
        """Return those of `slugs` that are terms of the vocabulary of this kind."""
        return [slug for slug in slugs if slug in self.keys[kind]]


@dataclass
class Present:
    """What a page has already, by the keys by which doubles are known."""

    towns: set[tuple[int, str]] = field(default_factory=set)
    terms: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    partners: set[str] = field(default_factory=set)
    grants: set[str] = field(default_factory=set)


def present_of(pages: Iterable[int]) -> defaultdict[int, Present]:
    """Return what the pages have already, by the page's key; eight queries."""
    pages = list(pages)
    present = defaultdict[int, Present](Present)
    for page, town, role in ProjectTown.objects.filter(page__in=pages).values_list("page_id", "town_id", "role"):
        present[page].towns.add((town, role))
    for kind in TERM_ROWS:
        for page, term in kind.rows.objects.filter(page__in=pages).values_list("page_id", kind.column_id):
            present[page].terms[kind.name].add(term)
    for page, name in ProjectPartner.objects.filter(page__in=pages).values_list("page_id", "name"):
        present[page].partners.add(name)
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
        year_until=grant.year_until,
        share_percent=grant.share_percent,
        eligible_costs=grant.eligible_costs,
        import_key=grant.key,
    )


def partner_row(partner: Partner, page: int | None, number: int) -> ProjectPartner:
    """Return the row of a partner."""
    return ProjectPartner(
        page_id=page, sort_order=number, name=partner.name, kind=partner.kind, role=partner.role, url=partner.url
    )


class RowsBelow:
    """Collects the rows of many pages and writes them with one COPY a table."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rows = defaultdict[type[Model], list[Any]](list)
        self._number = 0

    def add(self, page: int, record: Record, present: Present) -> bool:
        """Add what the record has and the page has not; return whether there was anything."""
        before = self._number
        for town in record.towns:
            if (town.town.pk, town.role) not in present.towns:
                number = len(present.towns)
                self._put(ProjectTown(page_id=page, town_id=town.town.pk, role=town.role, sort_order=number))
                present.towns.add((town.town.pk, town.role))
        for kind in TERM_ROWS:
            slugs = getattr(record, kind.name)
            known = present.terms[kind.name] if slugs else set()
            for pk in filter(None, map(self._vocabulary.keys[kind.name].get, slugs)):
                if pk not in known:
                    self._put(kind.rows(page_id=page, sort_order=len(known), **{kind.column_id: pk}))
                    known.add(pk)
        for partner in record.partners:
            if partner.name not in present.partners:
                self._put(partner_row(partner, page, len(present.partners)))
                present.partners.add(partner.name)
        for grant in record.grants:
            if grant.key not in present.grants:
                self._put(funding_row(grant, page, len(present.grants)))
                present.grants.add(grant.key)
        return self._number > before

    def _put(self, row: Model) -> None:
        self._rows[type(row)].append(row)
        self._number += 1

    def write(self) -> None:
        """Write everything that was added."""
        FundingProgramme.remember({row.programme for row in self._rows[Funding]})
        for model, rows in self._rows.items():
            if rows:
                for row, pk in zip(rows, reserve_keys(model, len(rows)), strict=True):
                    row.pk = pk
                copy_rows(model, rows)
