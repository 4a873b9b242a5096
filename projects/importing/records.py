"""What a preset makes of one line: a record that can be stored, or the reason why it cannot."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from cms.core.folding import fold
from cms.core.towns import Town
from projects.enums import CarrierType, Status, TownRole
from projects.importing.dates import PartialDate

#: As long as the columns of the page.
TITLE_LENGTH = 255
SUMMARY_LENGTH = 600
CARRIER_LENGTH = 255
FUNDER_LENGTH = 255


class Refused(Exception):
    """A line that cannot be taken.

    Attributes:
        code: for machines, e.g. "no_title".
        explanation: for people, in the language of the one who imports.
    """

    def __init__(self, code: str, explanation: str) -> None:
        self.code = code
        self.explanation = str(explanation)
        super().__init__(self.explanation)


class TownInDoubt(Refused):
    """A place that may be one of several municipalities, or none that is known.

    Attributes:
        place: as the file has it.
        land_code: of the record, or empty.
        candidates: what could be meant.
    """

    def __init__(self, code: str, explanation: str, *, place: str, land_code: str, candidates: list[Town]) -> None:
        super().__init__(code, explanation)
        self.place = place
        self.land_code = land_code
        self.candidates = candidates


@dataclass(frozen=True)
class Grant:
    """Money given to a project once; `key` tells it from the project's other grants.

    `eligible_costs` is what the funder recognised as the project's costs, of which the grant pays a share.
    """

    funder: str
    programme: str = ""
    amount: Decimal | None = None
    currency: str = "EUR"
    year: int | None = None
    eligible_costs: Decimal | None = None
    year_until: int | None = None
    share_percent: Decimal | None = None

    @property
    def key(self) -> str:
        """The same for the same grant, whenever and in whichever order it is read."""
        further = [self.year_until, self.share_percent] if self.year_until or self.share_percent else []
        return natural_key(
            self.funder, self.programme, self.amount, self.currency, self.year, self.eligible_costs, *further
        )

    @property
    def occasion(self) -> tuple[str, str, int | None]:
        """What it is given for: by whom, by which programme, in which year."""
        return fold(self.funder), fold(self.programme), self.year


@dataclass(frozen=True)
class Partner:
    """Another organisation that has a part in the project."""

    name: str
    kind: str = ""
    role: str = ""
    url: str = ""


@dataclass(frozen=True)
class TownInRole:
    """A municipality and what it has to do with the project."""

    town: Town
    role: TownRole


@dataclass
class Record:
    """A project as a preset read it. Records with the same `source_identifier` are one project.

    Attributes:
        identifier: permanent identifier, where the file names one that the site has given (gp-2026-00017).
        says: which columns of a table say something of the project; see `columns.py`. Empty for other lists.
        values: further columns of the page by name; `story`, `indicators`, `links` as lists of plain values.
        relations: kind and permanent identifier of other projects.
        notes: what people should know of how the line was read.
    """

    source_identifier: str
    title: str
    subtitle: str = ""
    summary: str = ""
    carrier: str = ""
    carrier_type: CarrierType | None = None
    land_code: str = ""
    towns: list[TownInRole] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    target_groups: list[str] = field(default_factory=list)
    start: PartialDate | None = None
    end: PartialDate | None = None
    status: Status | None = None
    grants: list[Grant] = field(default_factory=list)
    approaches: list[str] = field(default_factory=list)
    phases: list[str] = field(default_factory=list)
    ages: list[str] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    relations: list[tuple[str, str]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    identifier: str = ""
    says: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)

    def merge(self, other: "Record") -> None:
        """Take over what `other`, the same project, adds. The order of merging makes no difference to the sets."""
        for name in ("towns", "fields", "target_groups", "approaches", "phases", "ages", "partners", "relations"):
            mine = getattr(self, name)
            mine += [item for item in getattr(other, name) if item not in mine]
        self.values = {**other.values, **self.values}
        self.says |= other.says
        keys = {grant.key for grant in self.grants}
        self.grants += [grant for grant in other.grants if grant.key not in keys]
        self.start = min(filter(None, (self.start, other.start)), default=None)
        self.end = max(filter(None, (self.end, other.end)), default=None)


class Preset(Protocol):
    """Knows one kind of file.

    Attributes:
        name: on the command line, and first part of the source's identifiers.
        source_name: what readers see as the source.
        licence: of the data, for the record.
    """

    name: str
    source_name: str
    licence: str
    #: Whether what the file says takes the place of what is there, as in a table that a city keeps; else it is added.
    updates: bool

    def read(self, row: Mapping[str, Any]) -> Record:
        """Make a record of a line.

        Raises:
            Refused: it cannot be taken; says why.
        """


def natural_key(*parts: object) -> str:
    """Return a short text that is the same for the same `parts`, whatever their case and punctuation."""
    text = "\x1f".join("" if part is None else fold(str(part)) or str(part).strip() for part in parts)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:32]


def can_be_a_title(text: str) -> bool:
    """Return whether `text` says anything: two letters, or a letter among three signs (U25)."""
    letters = sum(sign.isalpha() for sign in text)
    return letters >= 2 or (letters == 1 and sum(sign.isalnum() for sign in text) >= 3)


def one_line(text: object) -> str:
    """Return `text` without line breaks, tabs, control characters and doubled spaces."""
    line = str(text or "")
    if not line.isprintable():  # nearly all are, and looking at each letter takes a third of an import's time
        line = "".join(letter if letter.isprintable() else " " for letter in line)
    return " ".join(line.split())


def status_of(start: PartialDate | None, end: PartialDate | None, today: date) -> Status | None:
    """Return what the dates say about a project today; None where they leave it open."""
    if end and end.last_day < today:
        return Status.COMPLETED
    if start and start.value > today:
        return Status.PLANNED
    return Status.RUNNING if start and end else None
