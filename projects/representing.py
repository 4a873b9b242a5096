"""Records as the API and exports give them away."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from projects.addresses import list_address
from projects.contacts import public_contacts
from projects.details import story_parts
from projects.enums import CarrierType
from projects.listing import Listing
from projects.models import FieldOfAction, ProjectPage, ProjectTown, TargetGroup
from projects.schemas import (
    CarrierOut,
    ContactOut,
    FacetValueOut,
    FundingOut,
    ProjectDetailOut,
    ProjectListOut,
    ProjectOut,
    SourceOut,
    StoryPartOut,
    TermOut,
    TownOut,
)

if TYPE_CHECKING:
    from projects.models.vocabulary import Term


class Representation:
    """Makes answers in one language. Reads the vocabularies once, whatever it represents."""

    def __init__(self, language: str, *, root_url: str) -> None:
        """Take the language (BCP 47 tag) and the site's address, e.g. https://wegweiser.example.org."""
        self._language = language
        self._fields = _labels(FieldOfAction.objects.all(), language)
        self._target_groups = _labels(TargetGroup.objects.all(), language)
        self._list_url = f"{root_url}{list_address(language)}"

    def listing(self, listing: Listing) -> ProjectListOut:
        """Return the answer to a question."""
        return ProjectListOut(
            items=[ProjectOut(**self._common(project)) for project in listing.projects],
            total=listing.total,
            facets={
                answer.facet.name: [
                    FacetValueOut(value=value.value, label=value.label, count=value.count, selected=value.is_selected)
                    for value in answer.values
                ]
                for answer in listing.facets
            },
        )

    def detail(self, page: ProjectPage, translations: list[str]) -> ProjectDetailOut:
        """Return a whole record.

        Args:
            page: the version to show.
            translations: languages in which the asking person may see the record.
        """
        return ProjectDetailOut(
            **self._common(page),
            story=[
                StoryPartOut(part=part.value, label=str(part.label), html=str(block.value))
                for part, block in story_parts(page)
            ],
            start=page.start,
            start_precision=page.start_precision if page.start else None,
            end=page.end,
            end_precision=page.end_precision if page.end else None,
            funding=[
                FundingOut(
                    funder=row.funder,
                    programme=row.programme,
                    amount=row.amount,
                    currency=row.currency,
                    year=row.year,
                    eligible_costs=row.eligible_costs,
                )
                for row in page.funding.order_by("-year", "funder", "pk")
            ],
            contacts=[ContactOut(**asdict(one)) for one in public_contacts(page.translation_key)],
            source=_source(page),
            licence=page.licence,
            translations=translations,
            first_published_at=page.first_published_at,
            last_published_at=page.last_published_at,
        )

    def _common(self, page: ProjectPage) -> dict[str, Any]:
        return {
            "identifier": page.identifier,
            "url": f"{self._list_url}{page.identifier}/",
            "api_url": reverse("wagtailapi_v3:projects_detail", kwargs={"identifier": page.identifier}),
            "language": page.locale.language_code,
            "title": page.title,
            "subtitle": page.subtitle,
            "summary": page.summary,
            "standing": page.standing,
            "status": page.status,
            "carrier": CarrierOut(name=page.carrier, type=CarrierType(page.carrier_type) if page.carrier_type else ""),
            "towns": [_town(row) for row in page.towns.all()],
            "lands": page.land_keys,
            "fields": _terms(page.field_keys, self._fields),
            "target_groups": _terms(page.target_group_keys, self._target_groups),
            "year_from": page.year_from,
            "year_to": page.year_to,
        }


def _town(row: ProjectTown) -> TownOut:
    town = row.town
    return TownOut(
        ags=town.ags,
        name=town.name,
        land=town.land,
        district=town.district,
        role=row.role,
        latitude=town.latitude,
        longitude=town.longitude,
    )


def _labels(terms: "Iterable[Term]", language: str) -> dict[str, str]:
    return {term.slug: term.label_in(language) for term in terms}


def _terms(keys: Iterable[str], labels: Mapping[str, str]) -> list[TermOut]:
    return [TermOut(value=key, label=labels[key]) for key in keys if key in labels]


def _source(page: ProjectPage) -> SourceOut | None:
    if not page.source_name:
        return None
    return SourceOut(name=page.source_name, identifier=page.source_identifier, url=page.source_url)
