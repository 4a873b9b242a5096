"""Files that are not what they say: each gets a sentence, and what can be read is read."""

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from projects.enums import RunState
from projects.importing.orders import Outcome
from projects.importing.reading import LONGEST_LINE, UnreadableFile
from projects.models import ProjectPage
from tests.factories.projects import grant, json_lines, tree_problems
from tests.projects.conftest import counts

Importing = Callable[..., Outcome]


def test_an_empty_file_is_read_in_no_time(importing: Importing, tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl.gz"
    path.write_bytes(b"")
    outcome = importing(path)
    assert (counts(outcome), outcome.problem, outcome.run.state) == ((0, 0, 0, 0), "", RunState.FINISHED)


def test_a_missing_file_or_a_folder_is_said_to_be_one(importing: Importing, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.jsonl", tmp_path):
        with pytest.raises(UnreadableFile, match=path.name):
            importing(path)


def test_a_gz_that_is_none_is_refused_as_a_whole(importing: Importing, tmp_path: Path) -> None:
    path = tmp_path / "grants.jsonl.gz"
    path.write_text(json.dumps(grant()) + "\n")
    outcome = importing(path)
    assert (counts(outcome), outcome.run.state) == ((0, 0, 0, 0), RunState.FAILED)
    assert "grants.jsonl.gz" in outcome.problem


def test_a_spreadsheet_named_csv_is_refused_as_a_whole(importing: Importing, tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    outcome = importing(path, preset="csv")
    assert counts(outcome) == (0, 0, 0, 0)
    assert "ZIP" in outcome.problem


def test_of_a_file_that_breaks_off_everything_before_is_taken(importing: Importing, tmp_path: Path) -> None:
    rows = "".join(json.dumps(grant(zweck=f"Projekt {number} {number * 7919}")) + "\n" for number in range(3000))
    packed = gzip.compress(rows.encode())
    path = tmp_path / "broken.jsonl.gz"
    path.write_bytes(packed[: len(packed) // 2])

    outcome = importing(path)

    run = outcome.run
    assert outcome.problem
    assert run.state == RunState.FAILED
    assert run.taken > 100
    assert run.read == run.taken == ProjectPage.objects.count() == run.position
    assert tree_problems() == []

    path.write_bytes(packed)
    assert counts(importing(path))[:2] == (3000, 3000 - run.taken)


def test_damaged_packing_is_noticed(importing: Importing, tmp_path: Path) -> None:
    path = json_lines(tmp_path / "grants.jsonl.gz", [grant(zweck=f"Projekt {number}") for number in range(500)])
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    outcome = importing(path)
    assert outcome.problem
    assert ProjectPage.objects.count() == outcome.run.taken


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"this is no JSON", "no_json"),
        (b'{"jahr": 2015, "geber":', "no_json"),
        (b"[" * 100_000, "no_json"),
        (b"[1, 2, 3]", "no_object"),
        (b"null", "no_object"),
        (b"{}", "no_column"),
        (json.dumps(grant(zweck="Stra\u00dfe"), ensure_ascii=False).encode("latin-1"), "bad_encoding"),
        (b'{"zweck": "' + b"x" * LONGEST_LINE + b'"}', "line_too_long"),
        (json.dumps(grant(jahr="²⁰¹⁵")).encode(), "bad_year"),
        (json.dumps(grant(jahr=[2015])).encode(), "bad_year"),
        (json.dumps(grant(betrag="viel")).encode(), "bad_amount"),
        (json.dumps(grant(betrag="-1")).encode(), "negative_amount"),
        (json.dumps(grant(betrag={"a": 1})).encode(), "bad_amount"),
        (json.dumps(grant(zweck=None)).encode(), "no_title"),
        (json.dumps(grant(zweck="\u0000\ud800")).encode(), "no_title"),
        (json.dumps(grant(empfaenger="")).encode(), "no_carrier"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason_and_the_others_are_taken(
    importing: Importing, tmp_path: Path, line: bytes, reason: str
) -> None:
    path = json_lines(tmp_path / "grants.jsonl.gz", [grant(), line, grant(zweck="Danach")])

    outcome = importing(path)

    assert counts(outcome) == (3, 2, 0, 1)
    report = Path(outcome.run.report).read_text()
    assert f"2,{reason}," in report


def test_nothing_that_a_text_can_hold_stops_the_import(importing: Importing, tmp_path: Path) -> None:
    odd = [
        "a\x00b ok",
        "tab\there",
        "\ud83d lone",
        "=HYPERLINK(1)",
        "<script>alert(1)</script>",
        "😀 Projekt",
        "x" * 5000,
    ]
    lines = [json.dumps(grant(zweck=text, empfaenger=text, geber=text)) for text in odd]
    outcome = importing(json_lines(tmp_path / "odd.jsonl.gz", lines))
    assert counts(outcome) == (7, 7, 0, 0)
    assert all(len(page.title) <= 255 for page in ProjectPage.objects.all())


def test_the_report_holds_no_formula(importing: Importing, tmp_path: Path) -> None:
    outcome = importing(json_lines(tmp_path / "odd.jsonl", ["=HYPERLINK(1)"], packed=False))
    assert ",'=HYPERLINK(1)" in Path(outcome.run.report).read_text()


def test_blank_lines_and_a_byte_order_mark_are_passed_over(importing: Importing, tmp_path: Path) -> None:
    first = b"\xef\xbb\xbf" + json.dumps(grant()).encode()
    path = json_lines(tmp_path / "grants.jsonl", [first, b"", b"  ", json.dumps(grant(zweck="Zwei"))], packed=False)
    assert counts(importing(path)) == (2, 2, 0, 0)


def test_one_record_that_the_database_refuses_costs_only_itself(
    importing: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("projects.importing.presets.berlin.TITLE_LENGTH", 10_000)
    rows = [grant(), grant(zweck="Wort " * 100), grant(zweck="Danach")]
    outcome = importing(json_lines(tmp_path / "grants.jsonl.gz", rows))
    assert counts(outcome) == (3, 2, 0, 1)
    assert "2,not_storable," in Path(outcome.run.report).read_text()
    assert tree_problems() == []
