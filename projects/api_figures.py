"""Figures in the API: the numbers of the page, for the same questions."""

from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import override
from ninja import Field, Query, Router, Schema
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.errors import ProblemDetail

from accounts.access import person_of
from projects.api import ProjectQuestion, question_of
from projects.figures import figures

router = Router(tags=["projects"], auth=[BearerTokenAuth(), AllowAnonymous()])


class FigureOut(Schema):
    """A number of projects."""

    value: str = Field(description="As filters take it; `none`: not assigned. For `year` the year, or empty.")
    label: str
    count: int


class FieldInLandOut(Schema):
    """How many projects of a field of action there are in a Land."""

    field: str
    land: str = Field(description="Key of the Land (first two digits of the AGS).")
    count: int


class FundingYearOut(Schema):
    """Grants of one year whose amount in euros is known."""

    year: int
    grants: int
    amount: Decimal


class FiguresOut(Schema):
    """Figures about the projects that the parameters ask for."""

    total: int
    tables: dict[str, list[FigureOut]] = Field(description="By name of the facet, and `year`.")
    fields_by_land: list[FieldInLandOut] = Field(description="Every pair of field and Land, those with 0 too.")
    funding: list[FundingYearOut]


@router.get(
    "/figures/",
    response={200: FiguresOut, 422: ProblemDetail},
    operation_id="projects_figures",
    url_name="projects_figures",
)
def show_figures(request: HttpRequest, parameters: Query[ProjectQuestion]) -> FiguresOut:
    """Count projects by field, Land, period, carrier, programme, status and more, and say where there are none."""
    language = str(parameters.dict()["language"])
    with override(language):
        counted = figures(question_of(request, language), person_of(request), language)
        gaps = counted.gaps
        return FiguresOut(
            total=counted.total,
            tables={
                table.name: [FigureOut(value=row.value, label=row.label, count=row.count) for row in table.rows]
                for table in counted.tables
            },
            fields_by_land=[
                FieldInLandOut(field=field, land=land, count=gaps.counts.get((field, land), 0))
                for field, _label in gaps.fields
                for land, _name in gaps.lands
            ],
            funding=[FundingYearOut(year=row.year, grants=row.grants, amount=row.amount) for row in counted.funding],
        )
