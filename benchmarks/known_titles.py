"""Whether a title that somebody remembers badly is found among the first ten.

    python -m benchmarks.known_titles --records 6700 --engine postgres --projects FILE

Real titles are asked with one typo, a compound split or two words joined, umlauts written out, words in another
order. Ends with one line of JSON: how many of a hundred are found, by kind of mistake.
"""

import argparse
import itertools
import json
import random
import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.databases import own_database
from benchmarks.engines import own_elasticsearch
from benchmarks.project_rows import fill, real_texts
from benchmarks.search_speed import HELD
from search.analysis.compounds import split
from search.contract import Query
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.postgres import PostgresEngine
from search.rebuilding import fill_new_index
from search.searching import answer
from search.vocabulary import count_words

ENGINES = ("postgres", "elasticsearch")
ASKED = 100
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}

Change = Callable[[str, random.Random], str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=6700)
    parser.add_argument("--engine", choices=ENGINES, required=True)
    parser.add_argument("--projects", type=Path, required=True, help="JSON lines with title and description, gzipped")
    options = parser.parse_args()
    with own_database("benchmark_known_titles"), ExitStack() as stack:
        texts = list(itertools.islice(real_texts(options.projects), options.records))
        fill(texts)
        count_words()
        engine = PostgresEngine()
        if options.engine == "elasticsearch":
            stack.enter_context(own_elasticsearch())
            fill_new_index()
            engine = ElasticsearchEngine()
        titles = distinct([title for title, _text in texts])
        found = {}
        for name, change in CHANGES.items():
            chance = random.Random(name)
            asked = [(title, other) for title in titles if (other := change(title, chance)) != title]
            sample = chance.sample(asked, min(ASKED, len(asked)))
            found[name] = round(100 * sum(is_found(title, other, engine) for title, other in sample) / len(sample), 1)
        print(json.dumps({"engine": options.engine, "records": options.records, **found}))


def distinct(titles: list[str]) -> list[str]:
    """Return titles that occur once and say something: three words or more."""
    return [title for title in dict.fromkeys(titles) if titles.count(title) == 1 and len(title.split()) >= 3]


def is_found(title: str, question: str, engine: object) -> bool:
    """Return whether the title is among the first ten hits."""
    hits = answer(Query(question, "de", HELD, per_page=10), engine=engine).hits
    return any(hit.title == title for hit in hits)


def with_typo(title: str, chance: random.Random) -> str:
    """Change, leave out, double or swap a letter of a long word."""
    words = title.split()
    long = [number for number, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    if not long:
        return title
    number = chance.choice(long)
    word, place = words[number], chance.randint(1, len(words[number]) - 3)
    words[number] = chance.choice(
        [
            word[:place] + chance.choice("enrst") + word[place + 1 :],
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        ]
    )
    return " ".join(words)


def with_compound_split(title: str, _chance: random.Random) -> str:
    """Write the parts of a compound apart."""
    words = title.split()
    for number, word in enumerate(words):
        parts = split(word.lower()) if word.isalpha() else ()
        if len(parts) == 2:
            words[number] = f"{word[: len(word) - len(parts[1])]} {parts[1]}"
            return " ".join(words)
    return title


def with_words_joined(title: str, _chance: random.Random) -> str:
    """Write two German nouns that stand together as one word."""
    return re.sub(
        r"\b([A-ZÄÖÜ][a-zäöüß]{3,}) ([A-ZÄÖÜ])([a-zäöüß]{3,})\b", lambda m: m[1] + m[2].lower() + m[3], title, count=1
    )


def with_umlauts_spelled_out(title: str, _chance: random.Random) -> str:
    """Write ae for ä."""
    return "".join(_UMLAUTS.get(letter, letter) for letter in title)


def in_another_order(title: str, chance: random.Random) -> str:
    """Shuffle the words."""
    words = title.split()
    chance.shuffle(words)
    return " ".join(words)


CHANGES: dict[str, Change] = {
    "typo": with_typo,
    "compound split": with_compound_split,
    "words joined": with_words_joined,
    "umlauts spelled out": with_umlauts_spelled_out,
    "another order": in_another_order,
}


if __name__ == "__main__":
    main()
