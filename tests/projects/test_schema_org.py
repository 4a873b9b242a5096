"""Nothing in our linked data is unknown to schema.org: held against the vocabulary of the package schema-dts."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.test import Client

from projects.models import ProjectPage
from tests.projects.test_taking_one import API
from tests.projects.test_taking_one import record as record  # a fixture  # noqa: PLC0414

VOCABULARY = Path(__file__).parent.parent / "quality/node_modules/schema-dts/dist/schema.d.ts"
_INTERFACE = re.compile(r"^(?:export )?interface (\w+) extends ([^{]+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_PROPERTY = re.compile(r'^    "(\w+)"\??:', re.MULTILINE)


@cache
def interfaces() -> dict[str, tuple[list[str], set[str]]]:
    """Return the interfaces of the vocabulary: what each extends, and its own properties."""
    found = _INTERFACE.findall(VOCABULARY.read_text())
    return {name: (re.findall(r"\w+", above), set(_PROPERTY.findall(body))) for name, above, body in found}


def properties(interface: str) -> set[str]:
    above, own = interfaces().get(interface, ([], set()))
    return own.union(*(properties(one) for one in above)) if above or own else set()


def unknown(data: Any, path: str = "") -> Iterator[str]:
    """Yield every type and property that the vocabulary does not have."""
    if isinstance(data, list):
        for one in data:
            yield from unknown(one, path)
    elif isinstance(data, dict):
        kind = data["@type"]
        if f"{kind}Leaf" not in interfaces():
            yield f"{path}: {kind}"
        known = properties(f"{kind}Leaf")
        for name, value in data.items():
            if not name.startswith("@") and name not in known:
                yield f"{path}/{kind}.{name}"
            yield from unknown(value, f"{path}/{name}")


def test_schema_org_knows_every_word(client: Client, record: ProjectPage) -> None:
    data = json.loads(client.get(f"{API}{record.identifier}.jsonld").content)
    assert list(unknown(data)) == []
    assert {"WebPage", "Project", "City", "MonetaryGrant", "MonetaryAmount", "GeoCoordinates", "Audience"} <= kinds(
        data
    )


def test_the_check_itself_finds_what_is_unknown() -> None:
    assert list(unknown({"@type": "Projekt"}))
    assert list(unknown({"@type": "Project", "name": "x", "budget": 1})) == ["/Project.budget"]


def kinds(data: Any) -> set[str]:
    if isinstance(data, list):
        return set().union(*map(kinds, data))
    if isinstance(data, dict):
        return {data.get("@type", "")}.union(*map(kinds, data.values()))
    return set()
