"""The page of figures and its tables: each number leads to the projects that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from accounts.access import person_of
from projects.addresses import list_address
from projects.asking import Question, read_question
from projects.charts import Chart, chart
from projects.figures import FUNDING, GAPS, TABLE_NAMES, Counted, Figure, Figures, FundingYear, Gaps, figures
from projects.finder import Chip
from projects.searchable import FACET_BY_NAME
from projects.words import money


@dataclass(frozen=True)
class LinkedFigure:
    """A number with the list of what it counts; without `url` there is no such list."""

    figure: Figure
    url: str


@dataclass(frozen=True)
class Shown:
    """A table with its chart and its file."""

    table: Counted
    rows: list[LinkedFigure]
    chart: Chart
    csv_url: str

    @property
    def hidden_bars(self) -> int:
        """How many rows are in the table only."""
        return len(self.rows) - len(self.chart.bars)


@dataclass(frozen=True)
class GapCell:
    """How many projects of a field there are in a Land."""

    count: int
    url: str


@dataclass(frozen=True)
class GapRow:
    """A field of action in all Länder."""

    label: str
    cells: list[GapCell]


def figures_context(request: HttpRequest, language: str) -> dict[str, Any]:
    """Name what the page shows: tables with charts, the matrix of gaps, what was chosen and not understood."""
    question, problems = read_question(dict(request.GET.lists()), language=language)
    counted = figures(question, person_of(request), language)
    list_url, here = list_address(language), reverse("projects:figures")
    asked = _only_what_filters(question)
    tables = [_shown(table, asked, list_url) for table in counted.tables]
    return {
        "figures": counted,
        "tables": tables,
        "funding": [_money_row(row) for row in counted.funding],
        "funding_csv_url": _csv_url(FUNDING, asked),
        "gaps": counted.gaps,
        "gap_rows": list(_gap_rows(counted.gaps, asked, list_url)),
        "gaps_csv_url": _csv_url(GAPS, asked),
        "chips": list(_chips(asked, here, language)),
        "problems": problems,
        "list_url": list_url + asked.address(),
        "all_url": here,
        "breadcrumb_pages": [{"title": _("Projects"), "url": list_url}],
    }


def figures_rows(request: HttpRequest, language: str, name: str) -> list[list[object]] | None:
    """Return one table as rows for a file, its head first; None if there is no such table."""
    if name not in TABLE_NAMES:
        return None
    question, _problems = read_question(dict(request.GET.lists()), language=language)
    counted = figures(question, person_of(request), language)
    if name == FUNDING:
        head: list[object] = [_("Year"), _("Grants"), _("Sum in euros")]
        return [head, *([row.year, row.grants, str(row.amount)] for row in counted.funding)]
    if name == GAPS:
        return _gap_table(counted)
    table = next(table for table in counted.tables if table.name == name)
    return [[_("Value"), table.label, _("Projects")], *([row.value, row.label, row.count] for row in table.rows)]


def _only_what_filters(question: Question) -> Question:
    """Leave out page and order, which say nothing about numbers."""
    return replace(Question(), words=question.words, chosen=question.chosen)


def _shown(table: Counted, asked: Question, list_url: str) -> Shown:
    rows = [LinkedFigure(row, list_url + _choosing(asked, table.name, row.value).address()) for row in table.rows]
    if not table.is_facet:
        rows = [LinkedFigure(row, "") for row in table.rows]
    return Shown(table, rows, chart(table.rows, is_right_to_left=get_language_bidi()), _csv_url(table.name, asked))


def _choosing(asked: Question, facet: str, value: str) -> Question:
    """Return the question for what a number counts: with this value alone in its facet."""
    return replace(asked, chosen={**asked.chosen, facet: (value,)})


def _csv_url(name: str, asked: Question) -> str:
    return reverse("projects:figures_csv", args=[name]) + asked.address()


def _money_row(row: FundingYear) -> dict[str, Any]:
    amount = money(row.amount.quantize(row.amount.__class__(1)), "EUR")
    return {"head": str(row.year), "cells": [{"text": str(row.grants), "is_number": True},
                                             {"text": amount, "is_number": True}]}  # fmt: skip


def _gap_rows(gaps: Gaps, asked: Question, list_url: str) -> Iterator[GapRow]:
    for field, label in gaps.fields:
        cells = []
        for land, _name in gaps.lands:
            count = gaps.counts.get((field, land), 0)
            question = _choosing(_choosing(asked, "field", field), "land", land)
            cells.append(GapCell(count, list_url + question.address() if count else ""))
        yield GapRow(label, cells)


def _gap_table(counted: Figures) -> list[list[object]]:
    gaps = counted.gaps
    head: list[object] = [_("Field of action"), *(name for _key, name in gaps.lands)]
    rows = [[label, *(gaps.counts.get((field, land), 0) for land, _n in gaps.lands)] for field, label in gaps.fields]
    return [head, *rows]


def _chips(asked: Question, here: str, language: str) -> Iterator[Chip]:
    """Yield what was chosen, each with the figures without it."""
    for name, values in asked.chosen.items():
        facet = FACET_BY_NAME[name]
        labels = facet.labels(values, language)
        for value in values:
            yield Chip(
                str(facet.label), labels.get(value, _("not assigned")), here + asked.without(name, value).address()
            )
    if asked.words:
        yield Chip(_("Search"), asked.words, here + replace(asked, words="").address())
