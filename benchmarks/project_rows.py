"""Real projects with eight facets, as entries of the index, and questions about them."""

import gzip
import itertools
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from accounts.enums import PUBLIC
from search.writing import entry_row, write_rows

FACETS = ("kind", "language", "standing", "field", "city", "land", "carrier_type", "status")
BATCH = 1000
#: So many records of the larger file differ from one another.
DISTINCT = 203_000
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{5,}")
_FIELDS = [f"field-{number}" for number in range(15)]
_CITIES = [f"{number:08d}" for number in range(1500)]


@dataclass(frozen=True)
class Project:
    """What is known of a project; `facets` has all but its kind and language."""

    number: int
    title: str
    text: str
    facets: dict[str, list[str]]


def real_texts(file: Path) -> Iterator[tuple[str, str]]:
    """Yield titles and descriptions, again from the beginning with a number behind when they are used up."""
    for round_number in itertools.count():
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                title = str(record.get("project_name") or record.get("title") or record.get("zweck") or "").strip()
                text = str(record.get("project_description") or record.get("description") or record.get("name") or "")
                if title:
                    yield (f"{title} ({round_number})" if round_number else title), text


def projects_of(texts: Iterable[tuple[str, str]]) -> Iterator[Project]:
    """Yield projects with facets by chance, the same each time."""
    chance = random.Random(1)
    for number, (title, text) in enumerate(texts, 1):
        facets = {
            "standing": [chance.choice(("collected", "good"))],
            "field": chance.sample(_FIELDS, 2),
            "city": [chance.choice(_CITIES)],
            "land": [f"{chance.randint(1, 16):02d}"],
            "carrier_type": [chance.choice(("city", "club", "school"))],
            "status": [chance.choice(("running", "ended"))],
        }
        yield Project(number, title, text, facets)


def fill(texts: Sequence[tuple[str, str]]) -> None:
    """Write projects into the index; beyond the distinct ones of the file, rows are repeated with new numbers."""
    projects = projects_of(texts[:DISTINCT])
    while batch := list(itertools.islice(projects, BATCH)):
        write_rows(
            [
                entry_row(
                    kind="project", object_id=one.number, language="de", title=one.title,
                    body={"B": one.text[:600], "C": one.text[600:]}, audience=[PUBLIC],
                    url=f"/de/projekte/{one.number}/", summary=one.text[:200], facets=one.facets,
                )
                for one in batch
            ]
        )  # fmt: skip

    repeated = DISTINCT
    while repeated < len(texts):
        number = min(DISTINCT, len(texts) - repeated)
        with connection.cursor() as cursor:
            cursor.execute(_REPEAT, [repeated, repeated, number])
        repeated += number


_COPIED = (
    "kind, language, url, title, summary, text, place, audience, facets, weight, dated, expires, sort_title, words,"
    " vector, tokens"
)
_REPEAT = f"""
INSERT INTO search_indexentry (object_id, version, {_COPIED})
SELECT object_id + %s, nextval('search_version'), {_COPIED.replace(" title,", " left(title, 280) || ' ' || %s,")}
FROM search_indexentry WHERE object_id <= %s
"""


def questions_from(texts: Sequence[tuple[str, str]], number: int) -> list[str]:
    """Return questions of one to three words that stand together in real titles."""
    chance = random.Random(2)
    questions: list[str] = []
    while len(questions) < number:
        words = _WORD.findall(chance.choice(texts)[0])
        if words:
            count = chance.randint(1, min(3, len(words)))
            start = chance.randint(0, len(words) - count)
            questions.append(" ".join(words[start : start + count]))
    return questions
