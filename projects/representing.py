"""Records as the API and exports give them away."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from cms.core.language_names import language_name
from projects.addresses import list_address
from projects.blocks.quality import judgements
from projects.blocks.story import story_parts
from projects.enums import CarrierType
from projects.schemas import (
    CarrierOut,
    ContactOut,
    EvaluationOut,
    FacetValueOut,
    FundingOut,
    IndicatorOut,
    JudgementOut,
    MaterialOut,
    MoneyOut,
    PartnerOut,
    PeopleOut,
    ProjectDetailOut,
    ProjectListOut,
    ProjectOut,
    QualityOut,
    RelationOut,
    SourceOut,
    StoryPartOut,
    TermOut,
    TownOut,
)
from projects.whole import Vocabularies, WholeRecord

if TYPE_CHECKING:
    from projects.listing import Listing
    from projects.models.framework import Funding
    from projects.models.project import ProjectPage
    from projects.models.relations import ProjectTown


class Representation:
    """Makes answers in one language. Reads the vocabularies once, whatever it represents."""

    def __init__(self, language: str, *, root_url: str, vocabularies: Vocabularies | None = None) -> None:
        """Take the language (BCP 47 tag) and the site's address, e.g. https://wegweiser.example.org."""
        self._language = language
        self._terms = vocabularies or Vocabularies(language)
        self._list_url = f"{root_url}{list_address(language)}"

    def listing(self, listing: "Listing") -> ProjectListOut:
        """Return the answer to a question."""
        return ProjectListOut(
            items=[ProjectOut(**self._common(project, project.towns.all())) for project in listing.projects],
            total=listing.total,
            facets={
                answer.facet.name: [
                    FacetValueOut(value=value.value, label=value.label, count=value.count, selected=value.is_selected)
                    for value in answer.values
                ]
                for answer in listing.facets
            },
        )

    def detail(self, record: WholeRecord) -> ProjectDetailOut:
        """Return a whole record; its labels are in the active language."""
        page = record.page
        return ProjectDetailOut(
            **self._common(page, record.towns),
            **_times(page),
            **_means(record),
            **_results(page),
            story=[
                StoryPartOut(part=part.value, label=str(part.label), html=str(block.value))
                for part, block in story_parts(page)
            ],
            partners=[PartnerOut(name=row.name, kind=row.kind, role=row.role, url=row.url) for row in record.partners],
            relations=[
                RelationOut(
                    kind=relative.kind.value,
                    label=relative.label,
                    direction="out" if relative.names_it else "in",
                    identifier=relative.identifier,
                    title=relative.title,
                    url=f"{self._list_url}{relative.identifier}/",
                )
                for relative in record.relatives
            ],
            material=[
                MaterialOut(kind=piece.kind, title=piece.title, url=piece.url, rights=piece.rights, text=piece.text)
                for piece in record.material
            ],
            contacts=[ContactOut(**asdict(one)) for one in record.contacts],
            source=_source(page),
            translations=list(record.translations),
        )

    def _common(self, page: "ProjectPage", towns: "Iterable[ProjectTown]") -> dict[str, Any]:
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
            "towns": [_town(row) for row in towns],
            "lands": page.land_keys,
            "fields": _terms(page.field_keys, self._terms.fields),
            "target_groups": _terms(page.target_group_keys, self._terms.target_groups),
            "approaches": _terms(page.approach_keys, self._terms.approaches),
            "ages": _terms(page.age_keys, self._terms.ages),
            "phases": _terms(page.phase_keys, self._terms.phases),
            "languages_offered": [
                TermOut(value=code, label=language_name(code, self._language) or code)
                for code in page.languages_offered
            ],
            "evaluation": page.evaluation,
            "year_from": page.year_from,
            "year_to": page.year_to,
            "version": page.version,
            "checked_on": page.checked_on,
            "licence": page.licence,
        }


def _times(page: "ProjectPage") -> dict[str, Any]:
    return {
        "start": page.start,
        "start_precision": page.start_precision if page.start else None,
        "end": page.end,
        "end_precision": page.end_precision if page.end else None,
        "is_ongoing": page.is_ongoing,
        "change_note": page.change_note,
        "check_again_on": page.check_again_on,
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
    }


def _means(record: WholeRecord) -> dict[str, Any]:
    page = record.page
    cost = MoneyOut(amount=page.total_cost, currency=page.total_cost_currency, year=page.total_cost_year)
    return {
        "total_cost": cost if page.total_cost is not None else None,
        "funding": [_funding(row) for row in record.funding],
        "people": PeopleOut(staff_fte=page.staff_fte, volunteers=page.volunteers, participants=page.participants),
    }


def _results(page: "ProjectPage") -> dict[str, Any]:
    return {
        "evaluated": EvaluationOut(
            kind=page.evaluation, method=page.evaluation_method, report_url=page.evaluation_report_url
        ),
        "indicators": [_indicator(piece["value"]) for piece in page.indicators.raw_data],
        "quality": QualityOut(
            judged_by=page.judged_by,
            judged_on=page.judged_on,
            criteria=[
                JudgementOut(
                    criterion=value.criterion.value,
                    label=str(value.criterion.label),
                    level=value.level.value,
                    evidence=value["evidence"] or "",
                    judged_by=value["judged_by"],
                    judged_on=value["judged_on"],
                )
                for value in judgements(page.quality)
            ],
        ),
    }


def _funding(row: "Funding") -> FundingOut:
    return FundingOut(
        funder=row.funder,
        programme=row.programme,
        amount=row.amount,
        currency=row.currency,
        year=row.year,
        year_until=row.year_until,
        share_percent=row.share_percent,
        eligible_costs=row.eligible_costs,
    )


def _indicator(value: Mapping[str, Any]) -> IndicatorOut:
    try:
        number = Decimal(str(value.get("value")))
    except InvalidOperation:
        number = None
    return IndicatorOut(name=value["name"], value=number, unit=value.get("unit") or "", year=value.get("year"))


def _town(row: "ProjectTown") -> TownOut:
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


def _terms(keys: Iterable[str], labels: Mapping[str, str]) -> list[TermOut]:
    return [TermOut(value=key, label=labels[key]) for key in keys if key in labels]


def _source(page: "ProjectPage") -> SourceOut | None:
    if not page.source_name:
        return None
    return SourceOut(name=page.source_name, identifier=page.source_identifier, url=page.source_url)
