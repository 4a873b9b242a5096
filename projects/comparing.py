"""Up to four projects side by side, row by row: the same rows on the page, on paper and in the table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from accounts.access import Person
from cms.core.languages import Language
from projects.blocks.story import story_parts
from projects.enums import QualityCriterion, StoryPart
from projects.facts import GROUPS, Fact, FactReader
from projects.judging import Judged, criteria_of, indicators_of
from projects.labels import Labels
from projects.models import ProjectPage
from projects.presenting import foreign_language

MOST = 4
#: Of identifiers in an address; what comes behind is not read.
_MOST_READ = 20
_LONGEST_IDENTIFIER = 20
#: Facts that differ for every two records, so that it says nothing.
_ALWAYS_DIFFERENT = {"identifier", "version"}


@dataclass(frozen=True)
class Cell:
    """What one project says in one row.

    Attributes:
        texts: lines, with markup.
        plain: the same without.
        block: for a part of a story, the block.
        judged: for a criterion, how it was judged.
        is_own_text: whether it is in the language of the record.
        foreign: that language, if it is not the reader's.
    """

    texts: Sequence[SafeString | str] = ()
    plain: str = ""
    block: Any = None
    judged: Judged | None = None
    is_own_text: bool = False
    foreign: Language | None = None


@dataclass(frozen=True)
class Row:
    """A row of the comparison; `differs` is None where that says nothing, as of stories."""

    name: str
    label: str
    cells: list[Cell]
    differs: bool | None = None


@dataclass(frozen=True)
class Part:
    """Rows under one heading."""

    label: str
    rows: list[Row]


@dataclass(frozen=True)
class Column:
    """A compared project."""

    project: ProjectPage
    url: str
    foreign: Language | None
    remove_url: str


@dataclass(frozen=True)
class Comparison:
    """The comparison.

    Attributes:
        unknown: identifiers asked for that are none, or not for this person.
        left_out: identifiers beyond the fourth.
    """

    columns: list[Column]
    parts: list[Part]
    unknown: list[str]
    left_out: list[str]
    compare_url: str

    @property
    def identifiers(self) -> list[str]:
        """Those of the columns."""
        return [column.project.identifier for column in self.columns]

    @property
    def is_full(self) -> bool:
        """Whether no further project fits beside these."""
        return len(self.columns) >= MOST

    @property
    def query(self) -> str:
        """The address of this comparison behind its path."""
        return query_of(self.identifiers)


def read_identifiers(values: Iterable[str]) -> list[str]:
    """Return the identifiers that an address names (`?id=…&id=…`, or with commas), each once, in its order."""
    names = (name.strip().lower() for value in values for name in value.replace("\x00", "").split(","))
    return [name[:_LONGEST_IDENTIFIER] for name in dict.fromkeys(filter(None, names))][:_MOST_READ]


def query_of(identifiers: Iterable[str]) -> str:
    """Return identifiers as the part of an address after the path: "" or "?…"."""
    pairs = [("id", identifier) for identifier in identifiers]
    return f"?{urlencode(pairs)}" if pairs else ""


def compare(
    identifiers: Sequence[str], person: Person, language: str, *, compare_url: str, list_url: str
) -> Comparison:
    """Put the projects side by side that `person` may see, in the order asked for; a fixed number of queries."""
    pages = _pages(identifiers, person, language)
    found = [pages[identifier] for identifier in identifiers if identifier in pages]
    shown = [page.identifier for page in found[:MOST]]
    columns = [
        Column(
            project=page,
            url=f"{list_url}{page.identifier}/",
            foreign=foreign_language(page, language),
            remove_url=compare_url + query_of(name for name in shown if name != page.identifier),
        )
        for page in found[:MOST]
    ]
    return Comparison(
        columns=columns,
        parts=[_in_their_languages(part, columns) for part in _parts(found[:MOST], language, list_url)],
        unknown=[identifier for identifier in identifiers if identifier not in pages],
        left_out=[page.identifier for page in found[MOST:]],
        compare_url=compare_url,
    )


def _pages(identifiers: Sequence[str], person: Person, language: str) -> dict[str, ProjectPage]:
    if not identifiers:
        return {}
    rows = ProjectPage.objects.filter(identifier__in=identifiers).visible_to(person).in_language(language)
    whole = rows.order_by().select_related("locale").prefetch_related("towns__town", "funding", "partners")
    return {page.identifier: page for page in whole}


def _parts(pages: list[ProjectPage], language: str, list_url: str) -> Iterator[Part]:
    if not pages:
        return
    reader = FactReader(language, list_url, Labels(language))
    facts = [{fact.name: fact for fact in reader.facts(page)} for page in pages]
    standing = _said("standing", _("Standing"), [str(page.get_standing_display()) for page in pages])
    summary = _own_text("summary", _("Summary"), [page.summary for page in pages])
    yield Part(_("What it is"), [standing, *summary])
    for group, label in GROUPS.items():
        names = dict.fromkeys(name for of_page in facts for name, fact in of_page.items() if fact.group == group)
        if rows := [_fact_row(name, [of_page.get(name) for of_page in facts]) for name in _in_order(names, facts)]:
            yield Part(str(label), rows)
    if rows := list(_story_rows(pages)):
        yield Part(_("Story"), rows)
    if rows := list(_evaluation_rows(pages)):
        yield Part(_("Evaluation"), rows)
    if rows := list(_criteria_rows(pages)):
        yield Part(_("Criteria of good practice"), rows)


def _in_order(names: Iterable[str], facts: list[dict[str, Fact]]) -> list[str]:
    """Return the names of facts in the order in which pages show them, whichever project has them."""
    fullest = sorted(facts, key=len, reverse=True)
    order = list(dict.fromkeys(name for of_page in fullest for name in of_page))
    return sorted(names, key=order.index)


def _fact_row(name: str, facts: list[Fact | None]) -> Row:
    label = next(fact.label for fact in facts if fact)
    cells = [Cell(fact.texts, fact.plain) if fact else Cell() for fact in facts]
    return Row(name, label, cells, None if name in _ALWAYS_DIFFERENT else _differ(cells))


def _said(name: str, label: str, texts: list[str]) -> Row:
    cells = [Cell([text] if text else [], text) for text in texts]
    return Row(name, label, cells, _differ(cells))


def _own_text(name: str, label: str, texts: list[str]) -> Iterator[Row]:
    """Yield a row of texts that are different in any case, if there are any."""
    if any(texts):
        yield Row(name, label, [Cell([text] if text else [], text, is_own_text=True) for text in texts])


def _story_rows(pages: list[ProjectPage]) -> Iterator[Row]:
    written = [dict(story_parts(page)) for page in pages]
    for part in StoryPart:
        if any(part in of_page for of_page in written):
            cells = [_story_cell(of_page.get(part)) for of_page in written]
            yield Row(f"story_{part.value}", str(part.label), cells)


def _story_cell(block: Any) -> Cell:
    if block is None:
        return Cell()
    plain = " ".join(get_text_for_indexing(block.value.source).split())
    return Cell(plain=plain, block=block, is_own_text=True)


def _evaluation_rows(pages: list[ProjectPage]) -> Iterator[Row]:
    kinds = [str(page.get_evaluation_display()) if page.evaluation else "" for page in pages]
    if any(kinds):
        yield _said("evaluation", _("Evaluation"), kinds)
    yield from _own_text("evaluation_method", _("Method"), [page.evaluation_method for page in pages])
    indicators = [[str(indicator) for indicator in indicators_of(page)] for page in pages]
    if any(indicators):
        cells = [Cell(texts, "; ".join(texts), is_own_text=True) for texts in indicators]
        yield Row("indicators", _("What was measured"), cells)


def _criteria_rows(pages: list[ProjectPage]) -> Iterator[Row]:
    judged = [{one.criterion: one for one in criteria_of(page)} for page in pages]
    for criterion in QualityCriterion:
        if any(of_page.get(criterion) and of_page[criterion].level for of_page in judged):
            cells = [_criterion_cell(of_page.get(criterion)) for of_page in judged]
            yield Row(f"criterion_{criterion.value}", str(criterion.label), cells, _differ(cells))


def _criterion_cell(judged: Judged | None) -> Cell:
    if judged is None or judged.level is None:
        return Cell([_("not judged")], _("not judged"))
    return Cell(plain=str(judged.level.label), judged=judged)


def _in_their_languages(part: Part, columns: list[Column]) -> Part:
    """Tell each cell in which language its record is."""
    rows = [
        replace(
            row, cells=[replace(cell, foreign=column.foreign) for cell, column in zip(row.cells, columns, strict=True)]
        )
        for row in part.rows
    ]
    return replace(part, rows=rows)


def _differ(cells: list[Cell]) -> bool | None:
    """Return whether projects say different things; None for a single one."""
    return len({cell.plain for cell in cells}) > 1 if len(cells) > 1 else None
