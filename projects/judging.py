"""What was measured of a project and how it was judged: evaluation, indicators, the twelve criteria."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from projects.blocks.quality import judgements
from projects.enums import CriterionLevel, QualityCriterion
from projects.words import number

if TYPE_CHECKING:
    from projects.models.project import ProjectPage


@dataclass(frozen=True)
class Indicator:
    """A number that says something about the project."""

    name: str
    value: str
    unit: str
    year: int | None

    def __str__(self) -> str:
        measured = f"{self.value} {self.unit}".strip()
        return f"{self.name}: {measured} ({self.year})" if self.year else f"{self.name}: {measured}"


@dataclass(frozen=True)
class Judged:
    """A criterion as it was judged; without a level nobody has judged it.

    Attributes:
        marks: for each of the four levels whether it is reached.
    """

    criterion: QualityCriterion
    level: CriterionLevel | None = None
    evidence: str = ""
    judged_by: str = ""
    judged_on: date | None = None

    @property
    def marks(self) -> list[bool]:
        """One mark a level."""
        reached = int(self.level) if self.level else 0
        return [int(level) <= reached for level in CriterionLevel]


def criteria_of(page: "ProjectPage") -> list[Judged]:
    """Return all twelve criteria in their order, or none where nobody has judged any."""
    by_criterion = {value.criterion: value for value in judgements(page.quality)}
    if not by_criterion:
        return []
    return [_judged(criterion, by_criterion.get(criterion)) for criterion in QualityCriterion]


def indicators_of(page: "ProjectPage") -> list[Indicator]:
    """Return the indicators in the editor's order."""
    values = [child.value for child in page.indicators]
    return [
        Indicator(value["name"], number(value["value"]), value.get("unit") or "", value.get("year"))
        for value in values
        if value.get("value") is not None
    ]


def _judged(criterion: QualityCriterion, value: Any) -> Judged:
    if value is None:
        return Judged(criterion)
    return Judged(
        criterion, value.level, value.get("evidence") or "", value.get("judged_by") or "", value.get("judged_on")
    )
