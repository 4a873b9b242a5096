"""What is known of the framework of a project, in words: for its page, for comparisons, for paper.

What is not known has no line. A number that is 0 is said as 0.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.language_names import language_name
from cms.core.municipality_names import LANDS
from projects.asking import Question
from projects.enums import TownRole
from projects.labels import Labels
from projects.words import day, funding_sum, funding_years, money, number, period

if TYPE_CHECKING:
    from projects.models.project import ProjectPage
    from projects.models.relations import ProjectTown

#: Parts of the box of facts, in order.
GROUPS: Mapping[str, object] = {
    "where": gettext_lazy("Where"),
    "when": gettext_lazy("When"),
    "who": gettext_lazy("Who runs it"),
    "for_whom": gettext_lazy("For whom and how"),
    "means": gettext_lazy("Money and people"),
    "record": gettext_lazy("This record"),
}

#: Where the licences lie that records usually have.
_LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True)
class Piece:
    """One of the things that a line says.

    Attributes:
        url: of the list of projects with the same, or of a page elsewhere.
        note: said behind it, smaller.
        is_name: whether it keeps its own direction and is not translated.
    """

    text: str
    url: str = ""
    note: str = ""
    is_name: bool = False

    def __str__(self) -> str:
        return f"{self.text} ({self.note})" if self.note else self.text

    @property
    def html(self) -> SafeString:
        """The piece as it stands on a page."""
        text = format_html("<bdi>{}</bdi>", self.text) if self.is_name else format_html("{}", self.text)
        linked = format_html('<a href="{}">{}</a>', self.url, text) if self.url else text
        return format_html('{} <span class="fact-note">{}</span>', linked, self.note) if self.note else linked


@dataclass(frozen=True)
class Fact:
    """A line of the box of facts.

    Attributes:
        name: the same for all projects, by which they are compared.
        group: one of `GROUPS`.
    """

    name: str
    group: str
    label: str
    pieces: tuple[Piece, ...]

    @property
    def texts(self) -> list[SafeString]:
        """What the component "fact_list" shows."""
        return [piece.html for piece in self.pieces]

    @property
    def plain(self) -> str:
        """The line without markup."""
        return "; ".join(map(str, self.pieces))


@dataclass(frozen=True)
class FactGroup:
    """A part of the box of facts."""

    name: str
    label: str
    facts: list[Fact]


class FactReader:
    """Says what is known of projects, in one language; good for several projects at a time."""

    def __init__(self, language: str, list_url: str = "", labels: Labels | None = None) -> None:
        """Take the reader's language and the address of the list that facts lead to; without it they lead nowhere."""
        self.language = language
        self.labels = labels or Labels(language)
        self._list_url = list_url

    def facts(self, page: "ProjectPage") -> list[Fact]:
        """Return every line that has something to say."""
        return [fact for fact in self._all(page) if fact.pieces]

    def groups(self, page: "ProjectPage") -> list[FactGroup]:
        """Return the lines in their parts, empty parts left out."""
        facts = self.facts(page)
        parts = [FactGroup(name, str(label), [f for f in facts if f.group == name]) for name, label in GROUPS.items()]
        return [part for part in parts if part.facts]

    def _all(self, page: "ProjectPage") -> Iterator[Fact]:
        yield from self._places(page)
        yield from self._times(page)
        yield from self._people_behind(page)
        yield from self._audience(page)
        yield from self._means(page)
        yield from self._record(page)

    def _places(self, page: "ProjectPage") -> Iterator[Fact]:
        towns = list(page.towns.all())
        for role in TownRole:
            pieces = tuple(self._town(row) for row in towns if row.role == role)
            yield Fact(f"town_{role.value}", "where", str(role.label), pieces)
        if not towns:
            lands = tuple(Piece(LANDS[key], self._link("land", key), is_name=True) for key in page.land_keys)
            yield Fact("land", "where", _("Land"), lands)

    def _town(self, row: "ProjectTown") -> Piece:
        town = row.town
        notes = [
            town.district if town.district != town.name else "",
            str(town.size_class.label) if town.size_class else "",
            str(town.type.label),
        ]
        name = ", ".join(dict.fromkeys((town.name, town.land)))
        return Piece(name, self._link("city", town.ags), " · ".join(filter(None, notes)), is_name=True)

    def _times(self, page: "ProjectPage") -> Iterator[Fact]:
        yield _line("period", "when", _("When"), period(page))
        yield _line("funded", "when", _("Funded"), funding_years(page, page.funding.all()))
        yield _line("status", "when", _("Status"), page.get_status_display() if page.status else "")

    def _people_behind(self, page: "ProjectPage") -> Iterator[Fact]:
        carrier = (Piece(page.carrier, is_name=True),) if page.carrier else ()
        yield Fact("carrier", "who", _("Carrier"), carrier)
        kind = page.get_carrier_type_display() if page.carrier_type else ""
        yield _line("carrier_type", "who", _("Kind of carrier"), kind, self._link("carrier_type", page.carrier_type))
        partners = tuple(
            Piece(
                partner.name,
                partner.url,
                " · ".join(
                    filter(
                        None,
                        (
                            str(partner.get_kind_display()) if partner.kind else "",
                            str(partner.get_role_display()) if partner.role else "",
                        ),
                    )
                ),
                is_name=True,
            )
            for partner in page.partners.all()
        )
        yield Fact("partners", "who", _("Partners"), partners)

    def _audience(self, page: "ProjectPage") -> Iterator[Fact]:
        group = "for_whom"
        yield self._terms("target_group", group, _("For whom"), page.target_group_keys, self.labels.target_groups)
        yield self._terms("age", group, _("Age"), page.age_keys, self.labels.ages)
        yield self._terms("phase", group, _("Phase"), page.phase_keys, self.labels.phases)
        yield self._terms("approach", group, _("Approach"), page.approach_keys, self.labels.approaches)
        names = {code: language_name(code, self.language) or code for code in page.languages_offered}
        yield self._terms("offered_in", group, _("Offered in"), page.languages_offered, names)

    def _means(self, page: "ProjectPage") -> Iterator[Fact]:
        if page.total_cost is not None:
            year = _("in %(year)s") % {"year": page.total_cost_year} if page.total_cost_year else ""
            piece = Piece(money(page.total_cost, page.total_cost_currency), note=year, is_name=True)
            yield Fact("total_cost", "means", _("Total cost"), (piece,))
        yield _line("funding", "means", _("Funding known"), funding_sum(page.funding.all()), is_name=True)
        for name, label, value in (
            ("staff_fte", _("Paid staff, full-time equivalents"), page.staff_fte),
            ("volunteers", _("Volunteers"), page.volunteers),
            ("participants", _("Participants a year"), page.participants),
        ):
            yield _line(name, "means", label, "" if value is None else number(value), is_name=True)

    def _record(self, page: "ProjectPage") -> Iterator[Fact]:
        yield _line("identifier", "record", _("Identifier"), page.identifier, is_name=True)
        yield _line("version", "record", _("Version"), str(page.version), "#history")
        yield _line("checked_on", "record", _("Last checked"), day(page.checked_on))
        yield _line("check_again_on", "record", _("Next check"), day(page.check_again_on))
        yield _line("licence", "record", _("Licence"), page.licence, _LICENCES.get(page.licence, ""), is_name=True)

    def _terms(self, facet: str, group: str, label: str, keys: Iterable[str], labels: Mapping[str, str]) -> Fact:
        pieces = tuple(Piece(labels[key], self._link(facet, key)) for key in keys if key in labels)
        return Fact(facet, group, label, pieces)

    def _link(self, facet: str, value: str) -> str:
        if not self._list_url or not value:
            return ""
        return self._list_url + Question(chosen={facet: (value,)}).address()


def _line(name: str, group: str, label: str, text: str, url: str = "", *, is_name: bool = False) -> Fact:
    return Fact(name, group, label, (Piece(str(text), url, is_name=is_name),) if text else ())
