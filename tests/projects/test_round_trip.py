"""What exports write, imports understand: bringing an export back changes nothing."""

import itertools
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.access import Person
from cms.core.towns import TownIndex
from projects.columns import COLUMNS, harmless, text_of
from projects.enums import CarrierType, Evaluation, Kinship, PartnerRole, Status, TownRole
from projects.importing.columns import BY_NAME
from projects.importing.places import TownFinder
from projects.importing.presets.table import ProjectTable
from projects.importing.rows import Vocabulary
from projects.importing.updating import plan_update
from projects.models import (
    AgeGroup,
    Approach,
    FieldOfAction,
    Phase,
    ProjectIndexPage,
    ProjectPage,
    ProjectPartner,
    ProjectRelation,
    ProjectTown,
    TargetGroup,
)
from projects.whole import whole_records
from tests.factories.projects import project, town

SEED = 20261125
RECORDS = 25
_WORDS = (
    "Chor",
    "Übung & Spiel",
    "=1+1",
    "Haus | Hof",
    "„Café“",
    "a;b",
    "-5 Grad",
    "@home",
    "Ü" * 30,
    "L'été",
    "1.200",
)


def _texts(draw: random.Random, count: int = 3) -> str:
    return " ".join(draw.choices(_WORDS, k=draw.randint(1, count)))


def _some(draw: random.Random, slugs: list[str]) -> list[str]:
    return draw.sample(slugs, draw.randint(0, 2))


def _dates(draw: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if draw.random() < 0.7:
        values |= {"start": date(draw.randint(2000, 2015), draw.randint(1, 12), draw.randint(1, 28))}
        values |= {"start_precision": draw.choice(["day", "month", "year"])}
    ends = draw.random()
    if ends < 0.4:
        values |= {"end": date(draw.randint(2016, 2025), draw.randint(1, 12), draw.randint(1, 28))}
        values |= {"end_precision": draw.choice(["day", "month", "year"])}
    elif ends < 0.6:
        values["is_ongoing"] = True
    return values


def _grants(draw: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "funder": _texts(draw),
            "programme": draw.choice(["", "Komm-An"]),
            "amount": draw.choice([None, Decimal("1200.50"), Decimal(1000000)]),
            "currency": "EUR",
            "year": year,
            "year_until": draw.choice([None, year + 1]),
            "share_percent": draw.choice([None, Decimal("66.67")]),
            "eligible_costs": draw.choice([None, Decimal("5.00")]),
        }
        for year in draw.sample(range(2000, 2020), draw.randint(0, 3))
    ]


def _random_project(draw: random.Random, index: ProjectIndexPage, towns: list[Any]) -> ProjectPage:
    def slugs(model: Any) -> list[str]:
        return list(model.objects.order_by("pk").values_list("slug", flat=True))

    page = project(
        index,
        _texts(draw) + " Titel",
        subtitle=draw.choice(["", _texts(draw)]),
        summary=draw.choice(["", "Eine Zeile\nund noch eine", _texts(draw)]),
        carrier=draw.choice(["", _texts(draw)]),
        carrier_type=draw.choice(["", *CarrierType.values]),
        status=draw.choice(["", *Status.values]),
        land_code=draw.choice(["", "05", "09"]),
        total_cost=draw.choice([None, Decimal("23.88"), Decimal("2388500.00")]),
        total_cost_year=draw.choice([None, 2020]),
        staff_fte=draw.choice([None, Decimal("0.75"), Decimal(0)]),
        volunteers=draw.choice([None, 0, 1200]),
        participants=draw.choice([None, 0, 7]),
        languages_offered=draw.sample(["de", "ar", "tr", "de-simple"], draw.randint(0, 3)),
        evaluation=draw.choice(["", *Evaluation.values]),
        evaluation_method=draw.choice(["", _texts(draw)]),
        evaluation_report_url=draw.choice(["", "https://example.org/b?a=1&c=2"]),
        story=draw.choice([[], [("aims", "<p>Eins &amp; <b>zwei</b></p><ul><li>drei</li></ul>")]]),
        indicators=draw.choice(
            [[], [("indicator", {"name": _texts(draw), "value": Decimal("-3.50"), "unit": "%", "year": None})]]
        ),
        fields=_some(draw, slugs(FieldOfAction)),
        target_groups=_some(draw, slugs(TargetGroup)),
        approaches=_some(draw, slugs(Approach)),
        phases=_some(draw, slugs(Phase)),
        ages=_some(draw, slugs(AgeGroup)),
        funding=_grants(draw),
        **_dates(draw),
    )
    page.towns = [
        ProjectTown(town=one, role=draw.choice(TownRole.values)) for one in draw.sample(towns, draw.randint(0, 2))
    ]
    page.partners = [
        ProjectPartner(
            name=f"{_texts(draw)} {number}",
            kind=draw.choice(["", *CarrierType.values]),
            role=draw.choice(["", *PartnerRole.values]),
            url=draw.choice(["", "https://example.org/"]),
        )
        for number in range(draw.randint(0, 3))
    ]
    page.save()
    return page


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_export_that_comes_back_changes_nothing(index: ProjectIndexPage, language: str) -> None:
    draw = random.Random(SEED)
    towns = [town("05315000", "Köln"), town("09564000", "Nürnberg"), town("11000000", "Berlin")]
    pages = [_random_project(draw, index, towns) for _number in range(RECORDS)]
    for one, other in itertools.pairwise(pages):
        one.relations = [ProjectRelation(kind=draw.choice(Kinship.values), other=other)]
        one.save()
    found = ProjectPage.objects.order_by("pk").for_whole_record()
    records = whole_records(found, person=Person(AnonymousUser()), language=language, root_url="https://example.org")
    preset, vocabulary = ProjectTable(TownFinder(TownIndex.load())), Vocabulary.load()
    changes = []
    for whole in records:
        row = {column.name: harmless(text_of(column.cell(whole))) for column in COLUMNS}
        record = preset.read(row)
        changes += plan_update(ProjectPage.objects.get(pk=whole.page.pk), record, vocabulary).changes
    assert changes == []


def test_every_column_that_can_be_read_is_read() -> None:
    assert {column.name for column in COLUMNS if column.can_be_read} <= set(BY_NAME)
