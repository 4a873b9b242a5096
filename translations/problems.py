"""What stands between a translation and its publication."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from translations.checks import Finding, Weight, digest_of, findings
from translations.glossary import terms_of
from translations.units import Unit


@dataclass(frozen=True)
class Problem:
    """A finding and the text that it belongs to."""

    unit: Unit
    finding: Finding

    @property
    def is_certain(self) -> bool:
        """Whether it is refused."""
        return self.finding.weight == Weight.CERTAIN

    @property
    def asks_for_tick(self) -> bool:
        """Whether the translator decides."""
        return self.finding.weight == Weight.JUDGEMENT


def problems_of(units: Sequence[Unit], language: str) -> list[Problem]:
    """Return all findings on the translation of a page, missing texts too, in reading order."""
    terms = terms_of(language)
    problems = []
    for unit in units:
        if not unit.text.strip():
            problems.append(Problem(unit, Finding("missing", Weight.CERTAIN, _("This text is not translated yet."))))
            continue
        if unit.error:
            problems.append(Problem(unit, Finding("error", Weight.CERTAIN, unit.error)))
        if unit.is_machine_text:
            message = _("A machine wrote this text.")
            problems.append(Problem(unit, Finding("machine", Weight.JUDGEMENT, message)))
        found = findings(unit.source, unit.text, is_html=unit.is_html, terms=terms, most=unit.most)
        problems += [Problem(unit, finding) for finding in found]
    return problems


def mark_of_judgements(problems: Sequence[Problem]) -> str:
    """Return what the tick must carry: it holds for these findings, not for others that come later."""
    return digest_of((problem.unit.key, problem.finding) for problem in problems if problem.asks_for_tick)
