"""What an import leaves beside its log: the lines that were refused, and the towns that it asks about."""

import csv
import io
import os
from collections import Counter
from pathlib import Path

from cms.core.municipality_names import LANDS
from projects.cells import harmless
from projects.importing.reading import Line
from projects.importing.records import Refused, TownInDoubt

_LONGEST_TEXT = 500


class RefusedLines:
    """The CSV of refused lines. Written in step with the database: `flush` before each commit."""

    def __init__(self, path: Path, *, keep_bytes: int = 0) -> None:
        """Open the file at `path`; of what an interrupted import left there, keep what had been committed."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        keep_bytes = keep_bytes if path.exists() else 0
        self._file = path.open("r+b" if keep_bytes else "w+b")
        self.rewind(keep_bytes)
        if not keep_bytes:
            self._write(["line", "reason", "explanation", "text"])

    def add(self, line: Line, refusal: Refused) -> None:
        """Note that a line was refused."""
        self._write([str(line.number), refusal.code, refusal.explanation, line.text[:_LONGEST_TEXT]])

    def flush(self) -> int:
        """Put everything on the disk; return the length of the file in bytes."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def rewind(self, length: int) -> None:
        """Forget what was added since `flush` returned `length`."""
        self._file.truncate(length)
        self._file.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, cells: list[str]) -> None:
        text = io.StringIO()
        csv.writer(text).writerow(harmless(cell) for cell in cells)
        self._file.write(text.getvalue().encode(errors="replace"))


class TownQuestions:
    """The places that could not be told apart, to be answered by people and read again."""

    def __init__(self) -> None:
        self._asked: Counter[tuple[str, str]] = Counter()
        self._candidates: dict[tuple[str, str], str] = {}

    def add(self, doubt: TownInDoubt) -> None:
        """Note a place in doubt."""
        key = (doubt.place, LANDS.get(doubt.land_code, ""))
        self._asked[key] += 1
        self._candidates[key] = "; ".join(map(str, doubt.candidates))

    def write(self, path: Path) -> int:
        """Write the questions, the most frequent first; return how many there are."""
        if self._asked:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["place", "land", "lines", "candidates", "ags"])
                for (place, land), lines in self._asked.most_common():
                    writer.writerow([harmless(place), land, lines, self._candidates[place, land], ""])
        return len(self._asked)
