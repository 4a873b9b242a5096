"""Projects as lists show them: cards, marks of their fields, the language they are in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.core.languages import BY_CODE, Language
from cms.core.municipality_names import LANDS
from projects.asking import Question
from projects.enums import Standing, Status
from projects.models.vocabulary import FieldOfAction
from projects.shortening import shortened

if TYPE_CHECKING:
    from projects.models.project import ProjectPage

_LINE = 160


@dataclass(frozen=True)
class FieldMark:
    """A field of action; `slug` is that of the widest field around it, which has the colours and the icon."""

    slug: str
    label: str
    url: str = ""


@dataclass(frozen=True)
class Card:
    """A project as lists show it.

    Attributes:
        project: loaded with `for_card`.
        url: in the frame of the reader's language.
        fields: its fields of action.
        foreign: the language of its text, if that is not the reader's.
    """

    project: "ProjectPage"
    url: str
    fields: list[FieldMark]
    foreign: Language | None

    @property
    def place(self) -> str:
        """Its towns and their Länder, or the Land where no town is known."""
        towns = dict.fromkeys(row.town for row in self.project.towns.all())
        lands = dict.fromkeys(town.land for town in towns) or [LANDS[key] for key in self.project.land_keys]
        names = dict.fromkeys([*(town.name for town in towns), *lands])  # Berlin is both, and said once
        return ", ".join(names)

    @property
    def period(self) -> str:
        """The years that are known: "2015–2017", "2016", "since 2016" while it runs, or nothing."""
        if self.project.status == Status.RUNNING and self.project.start and not self.project.end:
            return _("since %(start)s") % {"start": self.project.start.year}
        years = (self.project.year_from, self.project.year_to)
        return "–".join(str(year) for year in dict.fromkeys(years) if year)

    @property
    def text(self) -> str:
        """One line about it."""
        return self.project.subtitle or shortened(self.project.summary, _LINE) or self.project.carrier

    @property
    def is_good_practice(self) -> bool:
        """Whether it has been judged."""
        return self.project.standing == Standing.GOOD_PRACTICE


def cards(projects: Iterable["ProjectPage"], *, language: str, index_url: str) -> list[Card]:
    """Make cards; one query for all labels, whatever the number of projects."""
    projects = list(projects)
    marks = field_marks(language) if projects else {}
    return [
        Card(
            project=project,
            url=f"{index_url}{project.identifier}/",
            fields=[marks[key] for key in project.field_keys if key in marks],
            foreign=foreign_language(project, language),
        )
        for project in projects
    ]


def field_marks(language: str, list_url: str = "") -> dict[str, FieldMark]:
    """Return all fields of action by short name; with the address of the list, as links into it."""
    terms = {term.pk: term for term in FieldOfAction.objects.all()}
    marks = {}
    for term in terms.values():
        widest = term
        while widest.parent_id in terms:
            widest = terms[widest.parent_id]
        url = list_url + Question(chosen={"field": (term.slug,)}).address() if list_url else ""
        marks[term.slug] = FieldMark(widest.slug, term.label_in(language), url)
    return marks


def foreign_language(project: "ProjectPage", language: str) -> Language | None:
    """Return the language of the project's text if it is not `language`."""
    code = project.locale.language_code
    return None if code == language else BY_CODE[code]
