"""What was measured of a project, and how it was judged by the criteria of good practice."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    DecimalBlock,
    IntegerBlock,
    StreamBlock,
    StreamBlockValidationError,
    StructBlock,
    StructValue,
    TextBlock,
)

from projects.enums import CriterionLevel, QualityCriterion


class IndicatorBlock(StructBlock):
    """A number that says something about the project: 312 participants with a certificate in 2023."""

    name = CharBlock(max_length=150, label=gettext_lazy("What was measured"))
    value = DecimalBlock(max_digits=14, decimal_places=2, label=gettext_lazy("Value"))
    unit = CharBlock(
        max_length=50, required=False, label=gettext_lazy("Unit"), help_text=gettext_lazy("Such as people, %, hours.")
    )
    year = IntegerBlock(required=False, min_value=1900, max_value=2100, label=gettext_lazy("Year"))

    class Meta:
        icon = "order"
        label = gettext_lazy("Indicator")


class IndicatorsBlock(StreamBlock):
    """Indicators, in the order in which the editor has put them."""

    indicator = IndicatorBlock()

    class Meta:
        required = False


class JudgementValue(StructValue):
    """One criterion as it was judged."""

    @property
    def criterion(self) -> QualityCriterion:
        """The criterion."""
        return QualityCriterion(self["criterion"])

    @property
    def level(self) -> CriterionLevel:
        """How far the project has come with it."""
        return CriterionLevel(int(self["level"]))


class JudgementBlock(StructBlock):
    """How far the project has come with one of the criteria, what shows it, and who says so."""

    criterion = ChoiceBlock(choices=QualityCriterion.choices, label=gettext_lazy("Criterion"))
    level = ChoiceBlock(choices=CriterionLevel.choices, label=gettext_lazy("Level"))
    evidence = TextBlock(required=False, max_length=1000, rows=3, label=gettext_lazy("What shows it"))
    judged_by = CharBlock(max_length=150, label=gettext_lazy("Judged by"))
    judged_on = DateBlock(label=gettext_lazy("Judged on"))

    class Meta:
        icon = "check"
        label = gettext_lazy("Criterion")
        value_class = JudgementValue


class QualityBlock(StreamBlock):
    """Each criterion at most once, in any order: pages show them in the order of `QualityCriterion`."""

    judgement = JudgementBlock()

    class Meta:
        required = False

    def clean(self, value: Any) -> Any:
        """Refuse a criterion that is there twice, where it is there again."""
        cleaned = super().clean(value)
        seen, errors = set[str](), dict[int, ValidationError]()
        for place, child in enumerate(cleaned):
            if child.value["criterion"] in seen:
                errors[place] = ValidationError(_("This criterion is there already."))
            seen.add(child.value["criterion"])
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


def judgements(stream: Any) -> list[JudgementValue]:
    """Return the judgements of a page's `quality` in the order of the criteria."""
    return sorted((child.value for child in stream), key=lambda value: list(QualityCriterion).index(value.criterion))
