"""Facets count what choosing them would give: both engines against plain Python."""

import random
from collections import Counter
from datetime import UTC, datetime

from accounts.enums import PUBLIC
from search.writing import entry_row, write_rows
from tests.search.conftest import Searching

FACETS = {
    "field": ("work", "school", "housing", "health", "none"),
    "land": ("05", "11", "09"),
    "status": ("running", "ended"),
    "target_group": ("women", "men", "children", "elderly"),
}
WORDS = ("Garten", "Kurs", "Beratung")
NUMBER = 300


def records(chance: random.Random) -> list[dict]:
    return [
        {
            "object_id": number,
            "title": f"{chance.choice(WORDS)} {number}",
            "audience": [PUBLIC] if chance.random() < 0.8 else [PUBLIC, "secret"],
            "facets": {
                name: chance.sample(values, chance.randint(1, 1 if name == "status" else 2))
                for name, values in FACETS.items()
            },
            "dated": datetime(2026, 1, 1 + number % 28, tzinfo=UTC),
        }
        for number in range(1, NUMBER + 1)
    ]


def fits(record: dict, word: str, filters: dict, held: frozenset[str]) -> bool:
    chosen = all(set(values) & set(record["facets"][name]) for name, values in filters.items())
    return chosen and set(record["audience"]) <= held and (not word or record["title"].startswith(word))


def test_totals_and_counts_are_those_of_plain_python(searching: Searching) -> None:
    chance = random.Random(5)
    rows = records(chance)
    write_rows([entry_row(kind="project", language="de", body={}, **row) for row in rows])
    searching.ready()

    for _round in range(200):
        word = chance.choice(("", *WORDS))
        held = chance.choice((frozenset({PUBLIC}), frozenset({PUBLIC, "secret"})))
        names = chance.sample(sorted(FACETS), chance.randint(0, 3))
        filters = {name: tuple(chance.sample(FACETS[name], chance.randint(1, 2))) for name in names}

        answer = searching.ask(word, held=held, filters=filters, facets=tuple(FACETS), per_page=100, sort="title")

        expected = [row for row in rows if fits(row, word, filters, held)]
        assert answer.total == len(expected), (word, filters)
        assert {hit.title for hit in answer.hits} <= {row["title"] for row in expected}
        for name in FACETS:
            others = {other: values for other, values in filters.items() if other != name}
            counted = Counter(value for row in rows if fits(row, word, others, held) for value in row["facets"][name])
            assert {one.value: one.number for one in answer.facets[name]} == dict(counted), (word, filters, name)


def test_of_many_values_the_most_frequent_and_the_chosen_are_told(searching: Searching) -> None:
    for number in range(30):
        values = [f"programme-{one:02d}" for one in range(number, 30)]  # the last is the most frequent
        searching.write("Garten", facets={"programme": values, "land": ["05" if number % 2 else "11"]})
    searching.write("Kurs", kind="event", facets={"programme": ["programme-00"]})
    searching.ready()

    answer = searching.ask("", facets=("programme", "land"), most_values=3)
    assert [tuple(one) for one in answer.facets["programme"]] == [
        ("programme-29", 30), ("programme-28", 29), ("programme-27", 28),
    ]  # fmt: skip
    assert answer.cut_facets == {"programme"}

    filters = {"programme": ("programme-00",), "kind": ("project",)}
    answer = searching.ask("", facets=("programme",), filters=filters, most_values=3, counts_kinds=True)
    assert [one.value for one in answer.facets["programme"]][3:] == ["programme-00"]
    assert answer.total == answer.facets["programme"][-1].number == 1
    assert answer.kinds == {"project": 30, "event": 1}, "whatever is chosen"
