"""How good the first ten hits are, on questions whose answers are known.

    python -m benchmarks.search_quality --dataset DIR --language de --engine postgres|elasticsearch|modelsearch|all

Reads a folder in the format of XQuAD-R (Roy et al. 2020, "LAReQA"): a file for each language, with paragraphs that
are cut into sentences, and questions with the place of their answer. A sentence is an entry; the sentence with the
answer is the one that should be found. Ends with one line of JSON.

nDCG@10 (Järvelin and Kekäläinen 2002) and the mean reciprocal rank at 10, with one right sentence a question.
"""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.databases import own_database
from benchmarks.engines import ENGINES, ready_engine

SENTENCE = "sentence"
FIRST = 10

Find = Callable[[str], list[int]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dataset", type=Path, required=True, help="folder with <language>.json")
    parser.add_argument("--language", required=True, help="BCP 47 tag, also the name of the file")
    parser.add_argument("--engine", choices=[*ENGINES, "all"], required=True)
    options = parser.parse_args()
    file = options.dataset / f"{options.language}.json"
    if not file.exists():
        sys.exit(f"There is no {file}.")
    sentences, questions = read(file)
    if options.engine == "all":
        print(json.dumps({name: measured(name, options.language, sentences, questions) for name in ENGINES}))
    else:
        print(json.dumps(measured(options.engine, options.language, sentences, questions)))


def measured(name: str, language: str, sentences: list[str], questions: list[tuple[str, set[int]]]) -> dict[str, float]:
    """Fill an engine, ask it everything, and return the figures."""
    with own_database("benchmark_search_quality"), ready_engine(name, language) as engine:
        engine.fill(sentences)
        return figures(questions, engine.find, len(sentences))


def read(file: Path) -> tuple[list[str], list[tuple[str, set[int]]]]:
    """Return all sentences, and all questions with the numbers of the sentences that answer them."""
    sentences: list[str] = []
    questions: list[tuple[str, set[int]]] = []
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            first = len(sentences)
            bounds = paragraph["sentence_breaks"]
            sentences += [paragraph["context"][start:end] for start, end in bounds]
            for asked in paragraph["qas"]:
                places = {answer["answer_start"] for answer in asked["answers"]}
                right = {
                    first + number
                    for number, (start, end) in enumerate(bounds)
                    if any(start <= place < end for place in places)
                }
                questions.append((asked["question"], right))
    return sentences, questions


def figures(questions: Iterable[tuple[str, set[int]]], find: Find, sentences: int) -> dict[str, float]:
    """Ask every question and return the means."""
    gains, ranks = [], []
    for question, right in questions:
        hits = find(question)[:FIRST]
        places = [place for place, number in enumerate(hits, start=1) if number in right]
        best = sum(1 / math.log2(place + 1) for place in range(1, min(FIRST, len(right)) + 1))
        gains.append(sum(1 / math.log2(place + 1) for place in places) / best if best else 0.0)
        ranks.append(1 / places[0] if places else 0.0)
    number = max(1, len(gains))
    return {
        "ndcg@10": round(sum(gains) / number, 4),
        "mrr@10": round(sum(ranks) / number, 4),
        "questions": len(gains),
        "sentences": sentences,
    }


if __name__ == "__main__":
    main()
