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
    fields: list[TermOut]
    target_groups: list[TermOut]
    year_from: int | None
    year_to: int | None


class FundingOut(Schema):
    """Money from one funder. An amount that is not known is null, never 0."""

    funder: str
    programme: str
    amount: Decimal | None
    currency: str
    year: int | None
    eligible_costs: Decimal | None


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


class ContactOut(Schema):
    """A contact, as everybody sees it: what they keep to themselves is empty."""

    name: str
    role: str
    organisation: str
    email: str
    phone: str
    relay_url: str = Field(description="Path of the form that passes messages on; empty where the address is public.")
    checked_on: date = Field(description="When the contact last said that this is right.")
    is_unchecked: bool = Field(description="Whether that was more than a year ago.")


class ProjectDetailOut(ProjectOut):
    """A whole record."""

    story: list[StoryPartOut]
    start: date | None
    start_precision: str | None
    end: date | None
    end_precision: str | None
    funding: list[FundingOut]
    contacts: list[ContactOut]
    source: SourceOut | None
    licence: str
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
