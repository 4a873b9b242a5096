"""The shapes of the API's answers about projects."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema


class TermOut(Schema):
    """A term of a vocabulary."""

    value: str = Field(description="Short name, as filters take it.")
    label: str = Field(description="Name in the language asked for.")


class TownOut(Schema):
    """A municipality and its part in the project."""

    ags: str = Field(description="Municipality key (AGS), eight digits.")
    name: str
    land: str
    district: str
    role: str = Field(description="site, lead or partner")
    latitude: Decimal | None = None
    longitude: Decimal | None = None


class CarrierOut(Schema):
    """Who runs the project."""

    name: str
    type: str = Field(description="Empty if it is not known.")


class ProjectOut(Schema):
    """A project in a list."""

    identifier: str = Field(description="Permanent; the same for all languages.", examples=["gp-2026-00017"])
    url: str = Field(description="Address of the page, in the language asked for.")
    api_url: str
    language: str = Field(description="BCP 47 tag of the text; not always the language asked for.")
    title: str
    subtitle: str
    summary: str
    standing: str = Field(description="good_practice, or collected: not judged yet.")
    status: str
    carrier: CarrierOut
    towns: list[TownOut]
    lands: list[str] = Field(description="Keys of the Länder (first two digits of the AGS).")
    fields: list[TermOut] = Field(description="Fields of action, each with the wider fields around it.")
    target_groups: list[TermOut]
    approaches: list[TermOut]
    ages: list[TermOut]
    phases: list[TermOut]
    languages_offered: list[TermOut] = Field(description="BCP 47 tags of the languages in which it is offered.")
    evaluation: str = Field(description="not_evaluated, internal or external; empty if it is not known.")
    year_from: int | None
    year_to: int | None
    version: int
    checked_on: date | None = Field(description="When somebody last checked that it is right.")
    licence: str


class MoneyOut(Schema):
    """What the project costs. What is not known is null, never 0."""

    amount: Decimal | None
    currency: str
    year: int | None


class FundingOut(Schema):
    """Money from one funder. An amount that is not known is null, never 0."""

    funder: str
    programme: str
    amount: Decimal | None
    currency: str
    year: int | None
    year_until: int | None
    share_percent: Decimal | None = Field(description="Share of the costs that the funder bears, in %.")
    eligible_costs: Decimal | None


class PartnerOut(Schema):
    """Another organisation that has a part in the project."""

    name: str
    kind: str = Field(description="As of carriers; empty if it is not known.")
    role: str = Field(description="implementation, funding, referral, science or other; empty if it is not known.")
    url: str


class PeopleOut(Schema):
    """Who works in the project and for how many. What is not known is null, never 0."""

    staff_fte: Decimal | None = Field(description="Paid staff, in full-time equivalents.")
    volunteers: int | None
    participants: int | None = Field(description="A year.")


class EvaluationOut(Schema):
    """Whether anybody has looked at what the project achieves."""

    kind: str = Field(description="not_evaluated, internal or external; empty if it is not known.")
    method: str
    report_url: str


class IndicatorOut(Schema):
    """A number that says something about the project."""

    name: str
    value: Decimal | None
    unit: str
    year: int | None


class JudgementOut(Schema):
    """How far the project has come with one criterion of good practice."""

    criterion: str
    label: str
    level: int = Field(description="1 (first steps) to 4 (in full).")
    evidence: str
    judged_by: str
    judged_on: date | None


class QualityOut(Schema):
    """By whom the project was judged, and by which criteria; empty where it was not."""

    judged_by: str
    judged_on: date | None
    criteria: list[JudgementOut]


class RelationOut(Schema):
    """A related project, as it is seen from this one."""

    kind: str = Field(description="replicates, inspired_by, follows or same_programme.")
    label: str
    direction: str = Field(description="out: this record names it; in: the other one does.")
    identifier: str
    title: str
    url: str


class MaterialOut(Schema):
    """A picture, file or link."""

    kind: str = Field(description="picture, file or link.")
    title: str
    url: str
    rights: str = Field(description="Whose it is, and its licence.")
    text: str = Field(description="What a picture shows, for those who do not see it.")


class StoryPartOut(Schema):
    """A part of the story."""

    part: str = Field(description="need, aims, process, results, lessons or transfer")
    label: str
    html: str


class SourceOut(Schema):
    """Where an imported record comes from."""

    name: str
    identifier: str
    url: str


class ProjectDetailOut(ProjectOut):
    """A whole record."""

    story: list[StoryPartOut]
    start: date | None
    start_precision: str | None
    end: date | None
    end_precision: str | None
    is_ongoing: bool = Field(description="No end is planned.")
    partners: list[PartnerOut]
    total_cost: MoneyOut | None
    funding: list[FundingOut]
    people: PeopleOut
    evaluated: EvaluationOut
    indicators: list[IndicatorOut]
    quality: QualityOut
    relations: list[RelationOut]
    material: list[MaterialOut]
    change_note: str = Field(description="What has changed in this version.")
    check_again_on: date | None
    source: SourceOut | None
    translations: list[str] = Field(description="Languages in which the record is published.")
    first_published_at: datetime | None
    last_published_at: datetime | None


class FacetValueOut(Schema):
    """A value that can be chosen."""

    value: str
    label: str
    count: int = Field(description="How many projects choosing it would give, with all other filters kept.")
    selected: bool


class ProjectListOut(Schema):
    """The answer to a question."""

    items: list[ProjectOut]
    total: int
    facets: dict[str, list[FacetValueOut]]
