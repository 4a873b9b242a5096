"""What a proposal says: which parts are there, and everything as lines to read before it is sent or decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from projects.completeness import Completeness, completeness
from projects.models import Proposal
from projects.proposing.base import StepForm
from projects.proposing.steps import STEPS, Step, checked_forms

_SAME_NAME = (
    "title", "subtitle", "summary", "target_groups", "approaches", "carrier", "carrier_type", "start", "status",
    "evaluation", "need", "aims", "process", "results", "lessons", "transfer", "field",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A field that says something."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A screen as it reads: what was written, and whether something in it is wrong by now."""

    step: Step
    lines: list[Line]
    problems: list[str]


def known_of_proposal(proposal: Proposal, filled: dict[str, StepForm]) -> set[str]:
    """Return the keys of the parts (see completeness.py) that a proposal has."""
    values = {name: value for form in filled.values() for name, value in form.cleaned_data.items()}
    known = {name for name in _SAME_NAME if values.get(name)}
    towns = [row for row in filled["where"].filled_rows("town") if row.get("name")]
    there = {
        "place": towns or values.get("land"),
        "people": any(values.get(name) is not None for name in ("staff_fte", "volunteers", "participants")),
        "money": values.get("total_cost") or filled["means"].filled_rows("funding"),
        "material": filled["files"].filled_rows("link") or proposal.files.exists(),
        "contact": filled["contact"].cleaned_data.get("email"),
    }
    return known | {key for key, value in there.items() if value}


def completeness_of(proposal: Proposal, filled: dict[str, StepForm] | None = None) -> Completeness:
    """Return how complete a proposal is."""
    forms = filled if filled is not None else checked_forms(proposal)
    return completeness(known_of_proposal(proposal, forms))


def chapters(filled: dict[str, StepForm]) -> list[Chapter]:
    """Return everything that was written, screen by screen."""
    return [Chapter(step, list(_lines(filled[step.key])), _problems(filled[step.key])) for step in STEPS]


def _problems(form: StepForm) -> list[str]:
    return [
        _("%(field)s: %(problem)s") % {"field": form[name].label if name in form.fields else "", "problem": problem}
        for name, problems in form.errors.items()
        for problem in problems
    ]


def _lines(form: StepForm) -> Iterator[Line]:
    for group in form.groups():
        for bound in group.fields:
            texts = tuple(_texts(bound))
            # The role of a town that is not named says nothing.
            if texts and not (group.legend and not _says_something(group.fields)):
                label = f"{group.legend}: {bound.label}" if group.legend else str(bound.label)
                yield Line(label, texts)


def _says_something(fields: list[BoundField]) -> bool:
    return any(bound.value() not in (None, "", []) for bound in fields if not hasattr(bound.field, "choices"))


def _texts(bound: BoundField) -> Iterator[str]:
    value: Any = bound.value()
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        labels = {str(key): str(label) for key, label in choices}
        chosen = value if isinstance(value, list) else [value]
        yield from (labels.get(str(one), str(one)) for one in chosen if one not in (None, ""))
    elif value is True or value == "on":
        yield _("yes")
    elif value not in (None, "", False, []):
        yield str(value)
