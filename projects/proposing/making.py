"""A page out of a proposal, with everything that was written: nobody types it again."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django.utils.html import linebreaks

from projects.enums import Precision, Standing, StoryPart, TownRole
from projects.models import (
    AgeGroup,
    Approach,
    FieldOfAction,
    Funding,
    Phase,
    ProjectAgeGroup,
    ProjectApproach,
    ProjectField,
    ProjectPage,
    ProjectPartner,
    ProjectPhase,
    ProjectTargetGroup,
    ProjectTown,
    Proposal,
    TargetGroup,
)
from projects.models.vocabulary import Term
from projects.proposing.base import StepForm

T = TypeVar("T", bound=Term)
Values = dict[str, Any]


def page_of(proposal: Proposal, filled: dict[str, StepForm]) -> ProjectPage:
    """Return the page, unsaved, as collected: good practice is judged later.

    Args:
        proposal: its files are named in the page's material.
        filled: every screen, checked (`steps.checked_forms`).
    """
    values: Values = {name: value for form in filled.values() for name, value in form.cleaned_data.items()}
    page = ProjectPage(
        title=values["title"],
        standing=Standing.COLLECTED,
        **{name: values[name] for name in ("subtitle", "summary", "carrier", "carrier_type", "status", "is_ongoing")},
        **{name: values[name] for name in ("staff_fte", "volunteers", "participants", "total_cost", "total_cost_year")},
        land_code=values["land"],
        languages_offered=values["languages"],
        evaluation=values["evaluation"],
        evaluation_method=values["method"],
        evaluation_report_url=values["report_url"],
        story=_story(values),
        indicators=_indicators(filled["results"]),
        material=_material(proposal, filled["files"]),
        **_dates(values),
    )
    page.towns = _towns(filled["where"])
    page.fields_of_action = [
        ProjectField(field=term) for term in _terms(FieldOfAction, [values["field"], *values["further_fields"]])
    ]
    page.target_groups = [ProjectTargetGroup(group=term) for term in _terms(TargetGroup, values["target_groups"])]
    page.age_groups = [ProjectAgeGroup(age_group=term) for term in _terms(AgeGroup, values["age_groups"])]
    page.phases = [ProjectPhase(phase=term) for term in _terms(Phase, values["phases"])]
    page.approaches = [ProjectApproach(approach=term) for term in _terms(Approach, values["approaches"])]
    page.partners = [
        ProjectPartner(name=row["name"], role=row.get("role") or "")
        for row in filled["carrier"].filled_rows("partner")
        if row.get("name")
    ]
    page.funding = [Funding(**row) for row in filled["means"].filled_rows("funding") if row.get("funder")]
    return page


def _dates(values: Values) -> Values:
    start, end = values["start"], values["end"]
    found: Values = {}
    if start:
        found |= {"start": start.value, "start_precision": Precision(start.precision)}
    if end:
        last: date = end.last_day
        found |= {"end": last, "end_precision": Precision(end.precision)}
    return found


def _towns(form: StepForm) -> list[ProjectTown]:
    rows = [row for row in form.filled_rows("town") if row.get("name")]
    return [ProjectTown(town=row["name"], role=row.get("role") or TownRole.SITE) for row in rows]


def _story(values: Values) -> list[Values]:
    written = [(part.value, values[part.value]) for part in StoryPart if values[part.value]]
    return _blocks((part, linebreaks(text, autoescape=True)) for part, text in written)


def _indicators(form: StepForm) -> list[Values]:
    return _blocks(
        ("indicator", {**row, "value": str(row["value"])})
        for row in form.filled_rows("indicator")
        if row.get("value") is not None
    )


def _material(proposal: Proposal, form: StepForm) -> list[Values]:
    return _blocks([
        *(_file_block(file) for file in proposal.files.select_related("image", "document")),
        *(
            ("link", {"url": row["url"], "title": row.get("title") or row["url"][:150]})
            for row in form.filled_rows("link")
            if row.get("url")
        ),
    ])  # fmt: skip


def _file_block(file: Any) -> tuple[str, Values]:
    if file.is_picture:
        picture = {"image": file.image_id, "alt_text": file.title, "decorative": False}
        return "picture", {"image": picture, "caption": file.title}
    return "file", {"document": file.document_id, "title": file.title, "rights": file.rights}


def _blocks(parts: Iterable[tuple[str, Any]]) -> list[Values]:
    return [{"type": kind, "id": str(uuid4()), "value": value} for kind, value in parts]


def _terms(model: type[T], slugs: Iterable[str]) -> list[T]:
    """Return the terms, in order and once; in place of one that was retired since, its successor."""
    found: dict[int, T] = {}
    for slug in filter(None, slugs):
        term: T | None = model._default_manager.filter(slug=slug).first()
        while term is not None and term.is_retired and term.successor is not None:
            term = term.successor  # type: ignore[assignment]  # of the same vocabulary
        if term is not None:
            found.setdefault(term.pk, term)
    return list(found.values())
