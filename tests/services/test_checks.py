"""The checks that are written here: each must object to what it is there for."""

import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from scripts import check_catalogues, check_collected


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one sentence in its interface, and one test module."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text('{% load i18n %}{% translate "Find projects" %}')
    (tmp_path / "tests" / "projects").mkdir(parents=True)
    (tmp_path / "tests" / "projects" / "test_list.py").write_text("def test_it():\n    pass\n")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for module in (check_catalogues, check_collected):
        monkeypatch.setattr(module, "PROJECT", tmp_path)
        monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    return tmp_path


def translate(project: Path, **changes: str) -> None:
    for path in project.glob("locale/*/LC_MESSAGES/*.po"):
        file = polib.pofile(str(path))
        for entry in file:
            entry.msgstr = changes.get("msgstr", "übersetzt")
            if "flag" in changes:
                entry.flags.append(changes["flag"])
        file.save()


def objections(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    status = check_catalogues.main([])
    said = capsys.readouterr().out
    assert status == (1 if said.strip() else 0)
    return said.strip()


def test_catalogues_that_say_everything_pass(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_catalogues.main(["--update"])
    translate(project)

    assert objections(capsys) == ""


def test_a_language_without_a_catalogue_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "locale/ar/LC_MESSAGES/django.po: is missing" in objections(capsys)


@pytest.mark.parametrize(
    ("changes", "objection"),
    [({"msgstr": ""}, "“Find projects” is not translated"), ({"flag": "fuzzy"}, "“Find projects” is fuzzy")],
)
def test_an_entry_that_nobody_has_finished_is_named(
    project: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], objection: str
) -> None:
    check_catalogues.main(["--update"])
    translate(project, **changes)

    assert f"locale/de/LC_MESSAGES/django.po: {objection}" in objections(capsys)


def test_a_sentence_that_was_changed_is_missing_and_left_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_catalogues.main(["--update"])
    translate(project)
    (project / "templates" / "page.html").write_text('{% load i18n %}{% translate "Search for offers" %}')

    said = objections(capsys)

    assert "locale/de/LC_MESSAGES/django.po: “Search for offers” is missing" in said
    assert "locale/de/LC_MESSAGES/django.po: “Find projects” is said nowhere any more" in said


def test_a_test_module_that_is_not_collected_is_named(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        monkeypatch.delenv(name)
    (project / "pytest.ini").write_text("[pytest]\naddopts = -p no:django\n")
    (project / "tests" / "projects" / "test_none.py").write_text("def tost_it():\n    pass\n")

    assert check_collected.main() == 1
    assert capsys.readouterr().out == "tests/projects/test_none.py is not collected, or has no test\n"
