"""The kinds of files that can be imported, and how their lines are read."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from projects.importing.places import TownFinder
from projects.importing.presets.berlin import BerlinGrants
from projects.importing.presets.esf import StructuralFunds
from projects.importing.presets.table import ProjectTable
from projects.importing.reading import Line, read_json_lines, read_table
from projects.importing.records import Preset


class Reader(Protocol):
    """Gives the lines of a file; see `read_json_lines`."""

    def __call__(self, path: Path, *, after: int = 0) -> Generator[Line, None, None]:
        """Read the lines of `path` after the first `after`."""
        ...


@dataclass(frozen=True)
class Kind:
    """A kind of file: who reads its lines, and who makes records of them."""

    lines: Reader
    preset: Callable[[TownFinder], Preset]


KINDS = {
    BerlinGrants.name: Kind(read_json_lines, BerlinGrants),
    StructuralFunds.name: Kind(read_json_lines, StructuralFunds),
    ProjectTable.name: Kind(read_table, ProjectTable),
}

__all__ = ["KINDS", "Kind", "Reader"]
