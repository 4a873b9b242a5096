"""Measuring several ways to answer, so that what else the machine does falls on all alike."""

import itertools
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

AT_ONCE = 16
_ROUNDS = 3

Run = Callable[[str], object]


def side_by_side(questions: Sequence[str], runs: Mapping[str, Run], *, warm: int) -> dict[str, float]:
    """Ask each question of all in turn; return median and 95th percentile, alone and sixteen at once, in ms.

    Args:
        questions: the first `warm` of them are asked before, and not measured.
        runs: what answers, by name.
        warm: how many.
    """
    for question in questions[:warm]:
        for run in runs.values():
            run(question)
    alone: dict[str, list[float]] = {name: [] for name in runs}
    names = list(runs)
    for number, question in enumerate(questions[warm:]):
        shift = number % len(names)  # nobody is always asked first
        for name in (*names[shift:], *names[:shift]):
            alone[name].append(timed(runs[name], question))
    crowded: dict[str, list[float]] = {name: [] for name in runs}
    for _round, name in itertools.product(range(_ROUNDS), names):
        crowded[name] += at_once(runs[name], questions[warm:])
    return {
        f"{name}{crowd}_p{percent}": percentile(times[name], percent)
        for crowd, times in (("", alone), (f"_{AT_ONCE}", crowded))
        for name in names
        for percent in (50, 95)
    }


def at_once(run: Run, questions: Sequence[str]) -> list[float]:
    """Ask all questions, sixteen at a time, each thread with connections of its own that it keeps."""

    def several(some: Sequence[str]) -> list[float]:
        try:
            return [timed(run, question) for question in some]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        shares = [questions[first::AT_ONCE] for first in range(AT_ONCE)]
        return [one for times in pool.map(several, shares) for one in times]


def timed(run: Run, question: str) -> float:
    """Return how long an answer took, in ms."""
    began = time.perf_counter()
    run(question)
    return (time.perf_counter() - began) * 1000


def percentile(values: Sequence[float], percent: int) -> float:
    """Return a percentile, rounded."""
    return round(statistics.quantiles(values, n=100)[percent - 1], 1)
