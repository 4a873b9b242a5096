"""Towns, projects and files of projects to import."""

import gzip
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Page

from cms.core.folding import fold
from cms.core.models import Municipality
from cms.core.municipality_names import LANDS
from projects.enums import Standing, TownRole
from projects.models import (
    AgeGroup,
    Approach,
    FieldOfAction,
    Funding,
    Phase,
    ProjectAgeGroup,
    ProjectApproach,
    ProjectField,
    ProjectIndexPage,
    ProjectPage,
    ProjectPhase,
    ProjectTargetGroup,
    ProjectTown,
    TargetGroup,
)


class MunicipalityFactory(DjangoModelFactory):
    """A municipality: `MunicipalityFactory(ags="05315000", name="Köln")`."""

    class Meta:
        model = Municipality
        django_get_or_create = ("ags",)

    ags = factory.Sequence(lambda number: f"0531{number:04d}")
    name = factory.Sequence(lambda number: f"Musterstadt {number}")
    name_folded = factory.LazyAttribute(lambda town: fold(town.name))
    land_code = factory.LazyAttribute(lambda town: town.ags[:2])
    land = factory.LazyAttribute(lambda town: LANDS[town.land_code])
    district = factory.SelfAttribute("name")


def town(ags: str, name: str, **fields: Any) -> Municipality:
    """Make a municipality, or find it."""
    municipality: Municipality = MunicipalityFactory(ags=ags, name=name, **fields)
    return municipality


def berlin() -> Municipality:
    """Make Berlin."""
    return town("11000000", "Berlin", kind="Stadt")


def project(
    index: ProjectIndexPage,
    title: str = "Ein Projekt",
    *,
    fields: Iterable[str] = (),
    towns: Iterable[Municipality] = (),
    target_groups: Iterable[str] = (),
    approaches: Iterable[str] = (),
    phases: Iterable[str] = (),
    ages: Iterable[str] = (),
    funding: Iterable[Mapping[str, Any]] = (),
    good_practice: bool = False,
    **values: Any,
) -> ProjectPage:
    """Make a published project below `index`, as the editor would."""
    if good_practice:
        values = {"standing": Standing.GOOD_PRACTICE, "judged_by": "Redaktion", "judged_on": date(2025, 3, 1), **values}
    page = ProjectPage(title=title, **values)
    page.towns = [ProjectTown(town=one, role=TownRole.SITE) for one in towns]
    page.fields_of_action = [ProjectField(field=FieldOfAction.objects.get(slug=slug)) for slug in fields]
    page.target_groups = [ProjectTargetGroup(group=TargetGroup.objects.get(slug=slug)) for slug in target_groups]
    page.approaches = [ProjectApproach(approach=Approach.objects.get(slug=slug)) for slug in approaches]
    page.phases = [ProjectPhase(phase=Phase.objects.get(slug=slug)) for slug in phases]
    page.age_groups = [ProjectAgeGroup(age_group=AgeGroup.objects.get(slug=slug)) for slug in ages]
    page.funding = [Funding(**row) for row in funding]
    index.add_child(instance=page)
    return page


def grant(**values: Any) -> dict[str, Any]:
    """Return a line of Berlin's list of grants."""
    return {
        "jahr": 2015,
        "geber": "Bezirksamt Mitte",
        "politikbereich": "Integration",
        "betrag": "12000",
        "plz": "13347",
        "empfaenger": "Beispielverein e. V.",
        "zweck": "Sprachcafé im Kiez",
        **values,
    }


def json_lines(path: Path, rows: Iterable[Any], *, packed: bool = True) -> Path:
    """Write rows as JSON lines; texts and bytes are written as they are."""
    lines = [row if isinstance(row, bytes) else _text_of(row).encode() for row in rows]
    content = b"".join(line + b"\n" for line in lines)
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


def _text_of(row: Any) -> str:
    return row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)


def tree_problems() -> list[str]:
    """Return what treebeard finds wrong with the tree of pages, and pages whose address is not their place."""
    problems = [f"{kind}: {found}" for kind, found in enumerate(Page.find_problems()) if found]
    parents = {page.path: page for page in Page.objects.all()}
    for page in parents.values():
        parent = parents.get(page.path[: -Page.steplen])
        if parent is not None and page.url_path != f"{parent.url_path}{page.slug}/":
            problems.append(f"{page.url_path} lies below {parent.url_path}")
    return problems
