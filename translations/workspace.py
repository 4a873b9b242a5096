"""Everything that the page for translating shows, put together with a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from accounts.access import Person
from cms.core.easy_language import EASY_LANGUAGE
from cms.core.translating import target_of
from translations.cells import Cell
from translations.checks import Finding
from translations.differences import Piece, differences
from translations.easy_german.rules import Advice, advice_on
from translations.enums import ICONS
from translations.glossary import terms_by_unit
from translations.machine.choosing import machine_for
from translations.memory import Remembered, remembered_for
from translations.models import GlossaryTerm, SetAsideText, TranslationCheck
from translations.overview import cell_for
from translations.problems import Problem, mark_of_judgements, problems_of
from translations.services import Saved, source_of
from translations.services.saving import Conflict
from translations.units import Unit, shown, units_of

#: Whoever wrote within this time is named to the others.
_AT_WORK = timedelta(minutes=30)


@dataclass(frozen=True)
class Aside:
    """A text that is kept beside the one in use."""

    text: str
    name: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class ShownUnit:
    """A text with all that helps to translate it."""

    unit: Unit
    text: str
    changes: Sequence[Piece]
    remembered: Sequence[Remembered]
    terms: Sequence[GlossaryTerm]
    findings: Sequence[Finding]
    advice: Sequence[Advice]
    asides: Sequence[Aside]
    conflict: Conflict | None
    refused: str

    @property
    def rows(self) -> int:
        """How high its field should be."""
        return min(12, 1 + max(len(self.unit.source), len(self.text)) // 55 + self.unit.source.count("\n"))


@dataclass(frozen=True)
class Workspace:
    """The page for translating.

    Attributes:
        others: who else wrote here lately, and when.
        problems: what stands between the translation and its publication.
        accepted: what a tick on the matters of judgement sends.
        targets_page: the page in the language, if there is one.
        preview_url: where it can be seen before it is published; empty before the first publication.
        machine: name of the machine translator that could begin, or empty.
    """

    page: Any
    cell: Cell
    icon: str
    units: Sequence[ShownUnit]
    others: Sequence[tuple[str, datetime]]
    check: TranslationCheck | None
    problems: Sequence[Problem]
    judgements: Sequence[Problem]
    certain: Sequence[Problem]
    accepted: str
    target: Page | None
    preview_url: str
    machine: str

    @property
    def done(self) -> int:
        """How many texts have a translation."""
        return sum(1 for shown_unit in self.units if shown_unit.unit.row is not None)


def workspace(page: Any, language: str, *, person: Person, saved: Saved | None = None) -> Workspace:
    """Put it together.

    Args:
        page: the published source.
        language: BCP 47 tag of the target.
        person: who asks.
        saved: what became of the texts they have just sent, if not all could be stored.
    """
    source, locale = source_of(page), Locale.objects.get(language_code=language)
    units = units_of(page, source, locale)
    problems = problems_of(units, language)
    target = target_of(source, locale)
    translation = Translation.objects.filter(source=source, target_locale=locale, enabled=True).first()
    return Workspace(
        page=page,
        cell=(cell := cell_for(page, language)),
        icon=ICONS[cell.state],
        units=_shown_units(units, locale, problems, saved or Saved(), page.translation_key),
        others=_others(units, person),
        check=TranslationCheck.objects.filter(translation_key=page.translation_key, locale=locale)
        .select_related("checked_by")
        .first(),
        problems=problems,
        judgements=[problem for problem in problems if problem.asks_for_tick],
        certain=[problem for problem in problems if problem.is_certain],
        accepted=mark_of_judgements(problems),
        target=target,
        preview_url=_preview_url(target, translation),
        machine=_machine_name(page.locale, locale, units),
    )


def _shown_units(
    units: Sequence[Unit], locale: Locale, problems: Sequence[Problem], saved: Saved, translation_key: UUID
) -> list[ShownUnit]:
    language = locale.language_code
    remembered, terms = remembered_for(units, locale), terms_by_unit(units, language)
    asides = _asides(translation_key, locale, {unit.path for unit in units if unit.is_html})
    result = []
    for unit in units:
        conflict = saved.conflicts.get(unit.key)
        text = conflict.mine if conflict else saved_text(unit, saved)
        found = [problem.finding for problem in problems if problem.unit is unit and problem.finding.kind != "missing"]
        result.append(
            ShownUnit(
                unit=unit,
                text=text,
                changes=differences(unit.earlier.source, unit.source) if unit.earlier else (),
                remembered=remembered.get(unit.key, ()),
                terms=terms.get(unit.key, ()),
                findings=found,
                advice=advice_on(text) if language == EASY_LANGUAGE else (),
                asides=asides.get((unit.path, unit.stored), ()),
                conflict=conflict,
                refused=saved.refused.get(unit.key, ""),
            )
        )
    return result


def saved_text(unit: Unit, saved: Saved) -> str:
    """Return what stands in the field: what was refused comes back to be mended."""
    return saved.refused_texts.get(unit.key, unit.text)


def _asides(key: UUID, locale: Locale, rich: set[str]) -> Mapping[tuple[str, str], list[Aside]]:
    found: dict[tuple[str, str], list[Aside]] = {}
    rows = SetAsideText.objects.filter(translation_key=key, locale=locale).select_related("written_by")
    for row in rows:
        aside = Aside(
            shown(row.text, is_html=row.path in rich), str(row.written_by or ""), row.at, row.get_because_display()
        )
        found.setdefault((row.path, row.source_text), []).append(aside)
    return found


def _others(units: Sequence[Unit], person: Person) -> list[tuple[str, datetime]]:
    since = timezone.now() - _AT_WORK
    latest: dict[str, datetime] = {}
    for unit in units:
        row = unit.row
        if row is None or row.last_translated_by is None or row.last_translated_by == person.user:
            continue
        if row.updated_at > since:
            name = str(row.last_translated_by)
            latest[name] = max(row.updated_at, latest.get(name, row.updated_at))
    return sorted(latest.items(), key=lambda item: item[1], reverse=True)


def _preview_url(target: Page | None, translation: Translation | None) -> str:
    if target is None or translation is None:
        return ""
    return reverse("wagtail_localize:preview_translation", args=[translation.pk])


def _machine_name(source: Locale, target: Locale, units: Sequence[Unit]) -> str:
    if all(unit.row is not None for unit in units):
        return ""
    machine = machine_for(source, target)
    return str(machine.display_name) if machine else ""
