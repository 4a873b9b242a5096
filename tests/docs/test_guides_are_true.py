"""What the documents name exists."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.core.management import get_commands

PROJECT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    chain(
        PROJECT.glob("*.md"),
        PROJECT.glob("docs/**/*.md"),
        PROJECT.glob("*/README.md"),
    )
)
NAMES = [str(path.relative_to(PROJECT)) for path in DOCUMENTS]
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
_COMMAND = re.compile(r"manage\.py (\w+)")
_FILE = re.compile(r"`((?:cms|accounts|home|guidance|projects|communities|search|scripts|tests|docs)/[\w./-]+)`")
_VARIABLE = re.compile(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"")


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_links_lead_somewhere(document: Path) -> None:
    missing = [link for link in _LINK.findall(document.read_text()) if not (document.parent / link.strip()).exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_files_and_commands_that_are_named_exist(document: Path) -> None:
    text = document.read_text()
    if document.name == "CHANGELOG.md":
        return
    assert not [name for name in _FILE.findall(text) if not (PROJECT / name).exists()]
    assert not set(_COMMAND.findall(text)) - set(get_commands())


def test_operators_are_told_of_every_variable() -> None:
    read = set()
    for path in (PROJECT / "cms" / "settings").glob("*.py"):
        read |= set(_VARIABLE.findall(path.read_text()))
    told = (PROJECT / "docs" / "guide" / "operators.md").read_text()
    assert not {name for name in read if f"`{name}`" not in told and not name.startswith("WEGWEISER_TEST_")}
