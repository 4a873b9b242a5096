"""The framework data of the demo's projects: people, money, evaluation, criteria, partners; from `framework:`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from projects.enums import Standing
from projects.models import (
    AgeGroup,
    Approach,
    Phase,
    ProjectAgeGroup,
    ProjectApproach,
    ProjectPage,
    ProjectPartner,
    ProjectPhase,
)

Text = Mapping[str, Any]
_JUDGED_ON = date(2026, 3, 12)
_JUDGED_BY = {"de": "Jury des Beispielnetzwerks", "en": "Jury of the example network"}
_PLAIN = ("is_ongoing", "volunteers", "participants", "total_cost_year", "evaluation")


def framework(text: Text, language: str) -> dict[str, Any]:
    """Return the fields of a page that `text["framework"]` fills; names of indicators come in the language."""
    data: Text = text.get("framework", {})
    values: dict[str, Any] = {name: data[name] for name in _PLAIN if name in data}
    values |= {name: Decimal(str(data[name])) for name in ("total_cost", "staff_fte") if name in data}
    values["languages_offered"] = list(data.get("languages", ()))
    values["evaluation_method"] = data.get("evaluation_method", {}).get(language, "")
    values["indicators"] = [
        {
            "type": "indicator",
            "id": f"00000000-0000-4000-8001-{number:012d}",
            "value": {
                "name": indicator[language],
                "value": str(indicator["value"]),
                "unit": indicator.get(f"unit_{language}", ""),
                "year": indicator.get("year"),
            },
        }
        for number, indicator in enumerate(data.get("indicators", ()))
    ]
    if text["standing"] == Standing.GOOD_PRACTICE:
        values |= {"judged_by": _JUDGED_BY["de"], "judged_on": _JUDGED_ON, "checked_on": _JUDGED_ON}
        values["quality"] = [
            {
                "type": "judgement",
                "id": f"00000000-0000-4000-8002-{number:012d}",
                "value": {
                    "criterion": criterion,
                    "level": level,
                    "evidence": data.get("evidence", {}).get(criterion, {}).get(language, ""),
                    "judged_by": _JUDGED_BY[language],
                    "judged_on": _JUDGED_ON.isoformat(),
                },
            }
            for number, (criterion, level) in enumerate(data.get("criteria", {}).items())
        ]
    return values


def relate_further(page: ProjectPage, text: Text) -> None:
    """Set the rows of a page that `text["framework"]` names."""
    data: Text = text.get("framework", {})
    page.approaches = [ProjectApproach(approach=Approach.objects.get(slug=slug)) for slug in data.get("approaches", ())]
    page.phases = [ProjectPhase(phase=Phase.objects.get(slug=slug)) for slug in data.get("phases", ())]
    page.age_groups = [ProjectAgeGroup(age_group=AgeGroup.objects.get(slug=slug)) for slug in data.get("ages", ())]
    page.partners = [
        ProjectPartner(name=row["name"], kind=row.get("kind", ""), role=row.get("role", ""))
        for row in data.get("partners", ())
    ]
