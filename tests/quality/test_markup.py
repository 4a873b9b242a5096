"""The Nu validator and html-validate over all pages, each started once."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.quality.pages import Snapshot

HERE = Path(__file__).parent
VNU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = HERE / "node_modules" / ".bin" / "html-validate"

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("quality")]


@pytest.fixture(scope="session")
def files(quality_pages: list[Snapshot], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Snapshot]:
    """The pages as files, by path of the file."""
    folder = tmp_path_factory.mktemp("pages")
    written = {}
    for number, snapshot in enumerate(quality_pages):
        path = folder / f"{number:03}.html"
        path.write_text(snapshot.body)
        written[str(path)] = snapshot
    return written


def test_the_nu_validator_objects_to_nothing(files: dict[str, Snapshot]) -> None:
    command = ["java", "-Xss2m", "-jar", str(VNU), "--format", "json", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    told = [_told(files[message["url"].removeprefix("file:")], message) for message in messages if _counts(message)]
    assert not told, _list(told)


def test_html_validate_objects_to_nothing(files: dict[str, Snapshot], tmp_path: Path) -> None:
    # Its answer goes to a file: it ends itself before a pipe has taken more than 64 kB.
    answer = tmp_path / "answer.json"
    command = [str(HTML_VALIDATE), "--config", str(HERE / ".htmlvalidate.json"), "--formatter", f"json={answer}"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False, cwd=HERE)
    assert done.returncode in (0, 1), done.stderr
    told = [
        f"{files[result['filePath']].name}: {message['ruleId']}: {message['message']} ({message['selector']})"
        for result in json.loads(answer.read_text())
        for message in result["messages"]
    ]
    assert not told, _list(told)


def _counts(message: dict[str, Any]) -> bool:
    return message["type"] in ("error", "non-document-error") or message.get("subType") == "warning"


def _told(snapshot: Snapshot, message: dict[str, Any]) -> str:
    return f"{snapshot.name}: {message['message']} {message.get('extract', '').strip()!r}"


def _list(told: list[str]) -> str:
    return f"{len(told)} objections:\n" + "\n".join(sorted(told)[:60])
