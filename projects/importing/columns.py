"""The columns that a table of projects can have when it comes in: those that exports write (`projects/columns.py`),
some more that real tables have, the headings by which each is known, what stands in it, and an example.
"""  # noqa: D205  one sentence

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.core.folding import fold
from cms.core.languages import FALLBACK_LANGUAGES
from projects.columns import COLUMN_BY_NAME
from projects.enums import CarrierType, Evaluation, Kinship, PartnerRole, Status, StoryPart, TownRole
from projects.models.vocabulary import AgeGroup, Approach, FieldOfAction, Phase, TargetGroup, Term

_SEVERAL = _("Several are parted by |.")
_DATE = _("Year, month and year, or day: 2023, 03.2023, 15.03.2023.")
_NUMBER = _("A number; empty if it is not known.")
_MONEY = _("An amount such as 1.200,50; empty if it is not known.")
_EUR = _("EUR if it is empty.")


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        name: as in exports; for machines.
        help: what stands in it.
        example: in German, for the template.
        called: further headings by which it is known, as real tables have them.
        choices: fixed values, by name or label.
        vocabulary: terms, by short name or label.
        own_label: for people; empty where exports have the column too and name it.
    """

    name: str
    help: str | Promise = ""
    example: str = ""
    called: Sequence[str] = field(default=())
    choices: type[TextChoices] | None = None
    vocabulary: type[Term] | None = None
    own_label: str | Promise = ""

    @property
    def label(self) -> str:
        """The name for people, in the active language."""
        return str(self.own_label) or str(capfirst(COLUMN_BY_NAME[self.name].label))

    def values(self) -> Iterable[tuple[str, str]]:
        """Return name and label of each value that can stand in the column; nothing where it is open."""
        if self.choices:
            return [(value, str(label)) for value, label in self.choices.choices]
        if self.vocabulary:
            terms = self.vocabulary._default_manager.filter(is_retired=False)
            return [(term.slug, str(term)) for term in terms]
        return ()


def _story(part: StoryPart, *called: str) -> Column:
    return Column(part.value, _("Text; a new line begins a new paragraph."), called=called)


COLUMNS = (
    Column("identifier", _("gp-2026-00017: a project that is here already. Empty for new ones."),
           called=("dauerhafte kennung", "gp", "gp kennung")),
    Column("id", _("Any sign of your own. The same one next time means the same project."), "INT-2024-07",
           ("kennung", "nr", "nummer", "lfd nr", "laufende nummer", "projektnummer", "aktenzeichen", "vorgangsnummer"),
           own_label=_("Own identifier")),
    Column("title", _("Needed."), "Sprachcafé im Kiez",
           ("titel", "projekttitel", "projektname", "projekt", "name des projekts", "projektbezeichnung", "bezeichnung",
            "zweck", "name", "vorhaben", "project name", "operation name")),
    Column("subtitle", _("Up to 200 characters."), "Deutsch üben beim Kaffee", ("untertitel",)),
    Column("summary", _("Up to 600 characters."), "Zweimal in der Woche üben Zugewanderte und Einheimische …",
           ("kurzfassung", "zusammenfassung", "beschreibung", "kurzbeschreibung", "projektbeschreibung", "inhalt",
            "project description", "description")),
    Column("fields", _("The first is the one it mainly works on. Several are parted by |."), "Sprache und Dolmetschen",
           ("handlungsfelder", "handlungsfeld", "themenfeld", "thema", "bereich", "politikbereich", "field of action"),
           vocabulary=FieldOfAction),
    Column("target_groups", _SEVERAL, "Frauen", ("zielgruppen", "zielgruppe", "target group"), vocabulary=TargetGroup),
    Column("approaches", _SEVERAL, "Kurs und Schulung | Ort der Begegnung",
           ("ansatz", "ansätze", "vorgehensweise", "methode", "approach"), vocabulary=Approach),
    Column("ages", _SEVERAL, "27 bis 64 Jahre", ("alter", "altersgruppe", "altersgruppen", "age"), vocabulary=AgeGroup),
    Column("phases", _SEVERAL, "Das erste Jahr", ("phase", "phasen"), vocabulary=Phase),
    Column("languages_offered", _("Names or codes (de, ar). Several are parted by |."), "Deutsch | Arabisch",
           ("sprachen", "angebotssprachen", "languages")),
    Column("ags", _("Eight digits, instead of the town or beside it."), "05315000", ("gemeindeschlüssel", "ags")),
    Column("town", _("Name of the municipality. Several are parted by |."), "Köln",
           ("ort", "gemeinde", "stadt", "kommune", "ort des projekts", "orte", "städte", "projektort", "standort",
            "beneficiary city", "city", "towns", "cities")),
    Column("town_role", _("In the order of the towns; empty means: place of the project."), "", choices=TownRole),
    Column("postcode", _("Tells towns of the same name apart."), "50667",
           ("plz", "postleitzahl", "beneficiary postal code"), own_label=_("Postcode")),
    Column("district", _("Tells towns of the same name apart."), "", ("kreis", "landkreis")),
    Column("lead_town", _("Name or municipality key (AGS)."), "", ("sitz", "sitz des trägers", "ort des trägers"),
           own_label=_("Town of the lead organisation")),
    Column("partner_town", _SEVERAL, "", ("partnerstädte", "partnerorte", "partnerkommunen"),
           own_label=_("Partner towns")),
    Column("land", _("Name or key; needed only where no town is known."), "Nordrhein-Westfalen", ("bundesland",)),
    Column("carrier", _("Who runs the project."), "Beispielverein e. V.",
           ("träger", "projektträger", "trägerin", "organisation", "verein", "empfänger", "zuwendungsempfänger",
            "empfaenger", "beneficiary name", "beneficiary", "antragsteller")),
    Column("carrier_type", "", "Eingetragener Verein", ("trägerart", "art des trägers", "rechtsform"),
           choices=CarrierType),
    Column("partner", _SEVERAL, "Volkshochschule Köln | Stadtbücherei",
           ("partner", "partners", "kooperationspartner", "kooperation")),
    Column("partner_kind", _("In the order of the partners."), "Andere öffentliche Stelle |", choices=CarrierType),
    Column("partner_role", _("In the order of the partners."), "", choices=PartnerRole),
    Column("partner_url", _("In the order of the partners."), ""),
    Column("start", _DATE, "03.2023", ("beginn", "anfang", "von", "laufzeit von", "projektbeginn", "startdatum",
                                       "starting date", "start date")),
    Column("end", _("As the start; “open-ended” where no end is planned."), "2025",
           ("ende", "bis", "laufzeit bis", "projektende", "enddatum", "completion date", "end date")),
    Column("is_ongoing", _("Yes or no."), "nein", ("fortlaufend", "unbefristet", "dauerhaft")),
    Column("status", "", "Läuft", ("stand", "projektstatus"), choices=Status),
    Column("total_cost", _MONEY, "48.000", ("gesamtkosten", "kosten", "projektkosten")),
    Column("total_cost_currency", _EUR),
    Column("total_cost_year", "", "2024", ("kostenjahr", "jahr der kosten")),
    Column("funder", _("Several are parted by |, or stand in further lines of the same project."), "Stadt Köln",
           ("fördergeber", "zuwendungsgeber", "fördermittelgeber", "geldgeber", "förderer", "geber", "mittelgeber")),
    Column("programme", _("In the order of the funders."), "Komm-An NRW",
           ("programm", "förderprogramm", "programme name", "fund")),
    Column("amount", _MONEY, "12.000", ("betrag", "fördersumme", "förderbetrag", "summe", "zuwendung", "fördermittel",
                                        "bewilligte summe", "total amount")),
    Column("currency", _EUR, "", ("währung",)),
    Column("year", _("Of the grant."), "2024", ("jahr", "förderjahr", "haushaltsjahr", "bewilligungsjahr")),
    Column("year_until", _("Where the grant is for several years."), "", ("bis jahr", "bis zum jahr")),
    Column("share_percent", _("In the order of the funders."), "80", ("förderquote", "anteil", "fördersatz")),
    Column("eligible_costs", _MONEY, "", ("zuwendungsfähige kosten", "anerkannte kosten", "total amount eligible")),
    Column("staff_fte", _NUMBER, "1,5", ("personal", "stellen", "vollzeitstellen", "vzä", "personalstellen")),
    Column("volunteers", _NUMBER, "12", ("ehrenamtliche", "freiwillige", "engagierte")),
    Column("participants", _NUMBER, "150", ("teilnehmende", "teilnehmer", "teilnehmerzahl", "anzahl teilnehmende")),
    Column("evaluation", "", "Selbst ausgewertet", ("evaluiert",), choices=Evaluation),
    Column("evaluation_method", _("Up to 300 characters."), "Befragung der Teilnehmenden", ("evaluationsmethode",)),
    Column("evaluation_report_url", _("https://…"), "", ("bericht", "evaluationsbericht")),
    Column("indicator", _("What was measured. Several are parted by |."), "Teilnehmende mit Zertifikat",
           ("kennzahl", "kennzahlen", "indikatoren")),
    Column("indicator_value", _("In the order of the indicators."), "312", ("kennzahl wert",)),
    Column("indicator_unit", _("In the order of the indicators."), "Personen", ("einheit",)),
    Column("indicator_year", _("In the order of the indicators."), "2023"),
    _story(StoryPart.NEED, "anlass", "ausgangslage", "bedarf"),
    _story(StoryPart.AIMS, "ziele", "ziel", "projektziel", "projektziele"),
    _story(StoryPart.PROCESS, "ablauf", "umsetzung", "vorgehen", "massnahmen"),
    _story(StoryPart.RESULTS, "ergebnisse", "wirkung", "ergebnis"),
    _story(StoryPart.LESSONS, "erfahrungen", "lehren", "erkenntnisse"),
    _story(StoryPart.TRANSFER, "übertragbarkeit", "transfer", "übertragung"),
    Column("links", _("Title: address. Several are parted by |."), "Seite des Projekts: https://www.example.org/",
           ("link", "website", "webseite", "internet", "homepage", "internetseite"), own_label=_("Links")),
    Column("relation", _("In the order of the related projects."), "", choices=Kinship),
    Column("related_identifier", _("gp-2026-00017. Several are parted by |."), ""),
    Column("language", _("Only what is in German is taken; translations are made in the editor.")),
)  # fmt: skip

BY_NAME = {column.name: column for column in COLUMNS}
#: Columns that people are not shown: exports have them, and one of them may be read.
NOT_OFFERED = {"language"}
#: Columns that describe the same thing; the second value of one belongs to the second of the others.
GRANT = ("funder", "programme", "amount", "currency", "year", "year_until", "share_percent", "eligible_costs")
PARTNER = ("partner", "partner_kind", "partner_role", "partner_url")
INDICATOR = ("indicator", "indicator_value", "indicator_unit", "indicator_year")
RELATION = ("relation", "related_identifier")
TOWN = ("ags", "town", "town_role")
_REMARK = re.compile(r"\([^)]*\)|\[[^]]*\]|\bin (€|eur|euro|prozent)\b|[*€%]", re.IGNORECASE)


@cache
def _by_heading() -> dict[str, str]:
    names: dict[str, str] = {}
    sources: tuple[Callable[[Column], Iterable[str]], ...] = (
        lambda column: (column.name, column.name.replace("_", " ")),
        _labels,
        lambda column: column.called,
    )
    for source in sources:
        for column in COLUMNS:
            for name in source(column):
                names.setdefault(fold(name), column.name)
    return names


def _labels(column: Column) -> Iterable[str]:
    for language in FALLBACK_LANGUAGES:
        if language in dict(settings.LANGUAGES):
            with override(language):
                yield column.label


def column_called(heading: str) -> str:
    """Return the name of the column that a heading means, in German or English, or an empty text.

    >>> column_called("Fördersumme (in €)")
    'amount'
    """
    known = _by_heading()
    return known.get(fold(heading)) or known.get(fold(_REMARK.sub(" ", heading)), "")


def label_of(name: str) -> str:
    """Return the label of a column in the language of whoever asks."""
    column = BY_NAME.get(name)
    return column.label if column else name
