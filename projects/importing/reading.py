"""Lines out of a file that may be packed, cut off, wrongly named, wrongly encoded or without line breaks."""

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from django.utils.translation import gettext as _

from projects.importing.records import Refused

#: A record is some hundred bytes long; what is longer than this is not one.
LONGEST_LINE = 1024 * 1024
_GZIP = b"\x1f\x8b"
_CHUNK = 1024 * 1024
_SNIFFED = 64 * 1024
#: What other files begin with, to say what they are.
_OTHER_FILES = {
    b"PK\x03\x04": "ZIP (XLSX, ODS)",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class UnreadableFile(Exception):
    """The file as a whole cannot be read, or not to its end. Says what to do."""


@dataclass(frozen=True)
class Line:
    """A line of the file: its content by column, or why there is none.

    `number` counts the file's lines from 1; `text` is what stands there, shortened, for the report.
    """

    number: int
    text: str
    row: Mapping[str, Any] | None = None
    refusal: Refused | None = None


def digest_of(path: Path) -> str:
    """Return the file's SHA-256.

    Raises:
        UnreadableFile: there is no such file, or it may not be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(
            _("%(file)s cannot be opened: %(reason)s.") % {"file": path, "reason": error.strerror}
        ) from error


def read_json_lines(path: Path, *, after: int = 0) -> Generator[Line, None, None]:
    """Read one JSON object a line, packed with gzip or not; blank lines are passed over.

    Args:
        path: the file.
        after: number of lines to pass over without looking at them.

    Raises:
        UnreadableFile: the file is of another kind, or ends in the middle; then what came before was read.
    """
    with _opened(path) as file:
        for number, content in enumerate(_lines(file, path), start=1):
            if number > after and (content is None or content.strip()):
                yield _json_line(number, content)


def read_table(path: Path, *, after: int = 0) -> Generator[Line, None, None]:
    """Read a table with a heading: CSV with comma, semicolon or tab, UTF-8 or Windows-1252.

    Args and Raises as `read_json_lines`.
    """
    with _opened(path) as file:
        text = io.TextIOWrapper(file, encoding=encoding_of(file), errors="replace", newline="")
        sample = text.read(_SNIFFED)
        text.seek(0)
        if not sample.strip():
            return
        delimiter = max(";,\t", key=sample.partition("\n")[0].count)
        rows = csv.DictReader(text, delimiter=delimiter, restkey="")
        csv.field_size_limit(LONGEST_LINE)
        try:
            rows.fieldnames = [(name or "").strip().lower() for name in rows.fieldnames or ()]
            for row in rows:
                if rows.line_num > after:
                    yield _table_line(rows.line_num, row)
        except (csv.Error, EOFError, OSError, zlib.error) as error:
            raise UnreadableFile(_cut_off(path, rows.line_num)) from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise UnreadableFile(
            _("%(file)s cannot be opened: %(reason)s.") % {"file": path, "reason": error.strerror}
        ) from error
    with file:
        head = file.read(8)
        file.seek(0)
        if head.startswith(_GZIP):
            with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
                yield cast(IO[bytes], unpacked)
            return
        other = next((name for magic, name in _OTHER_FILES.items() if head.startswith(magic)), "")
        if other or (path.suffix == ".gz" and head):
            found = other or _("something that is not packed")
            raise UnreadableFile(
                _("%(file)s is not what its name says or what is expected: it holds %(found)s. Use JSON lines or CSV.")
                % {"file": path.name, "found": found}
            )
        yield file


def _lines(file: IO[bytes], path: Path) -> Iterator[bytes | None]:
    """Return the file's lines; None for one that is too long, which is never held in memory as a whole."""
    number = 0
    while True:
        try:
            content = file.readline(LONGEST_LINE)
            is_whole = content.endswith(b"\n") or len(content) < LONGEST_LINE
            while content and not is_whole:
                rest = file.readline(_CHUNK)
                is_whole = not rest or rest.endswith(b"\n")
                content = b"\0"
        except (EOFError, OSError, zlib.error) as error:
            raise UnreadableFile(_cut_off(path, number)) from error
        if not content:
            return
        number += 1
        yield None if content == b"\0" else content


def _cut_off(path: Path, number: int) -> str:
    return _(
        "%(file)s ends in the middle, or is damaged, after line %(number)s. What came before was read. "
        "Get the whole file and import it again; nothing will be doubled."
    ) % {"file": path.name, "number": number}


def _json_line(number: int, content: bytes | None) -> Line:
    if content is None:
        return _refused(number, "", "line_too_long", _("The line is longer than 1 MB."))
    try:
        text = content.decode("utf-8-sig" if number == 1 else "utf-8").strip()
    except UnicodeDecodeError:
        shown = content.decode("utf-8", errors="replace").strip()
        return _refused(number, shown, "bad_encoding", _("The line is not UTF-8. Save the file as UTF-8."))
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return _refused(number, text, "no_json", _("The line is no JSON."))
    if not isinstance(row, dict):
        return _refused(number, text, "no_object", _("The line is JSON, but no object with names and values."))
    return Line(number, text, row=row)


def _table_line(number: int, row: Mapping[str, Any]) -> Line:
    text = ";".join(str(value) for value in row.values())
    if row.get(""):
        return _refused(number, text, "too_many_columns", _("The line has more columns than the heading."))
    return Line(number, text, row={name: str(value or "") for name, value in row.items()})


def _refused(number: int, text: str, code: str, explanation: str) -> Line:
    return Line(number, text, refusal=Refused(code, explanation))


def other_file(head: bytes) -> str:
    """Return what kind of file begins so, if it is neither a table nor JSON; UTF-16 is one of the encodings of CSV."""
    return next((kind for magic, kind in _OTHER_FILES.items() if head.startswith(magic) and kind != "UTF-16"), "")


def encoding_of(file: IO[bytes]) -> str:
    """Return UTF-8, or Windows-1252 where the beginning is none."""
    sample = file.read(_CHUNK)
    file.seek(0)
    try:
        sample[: sample.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
