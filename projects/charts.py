"""Bars of a chart, drawn by the server as SVG: lengths in per cent, so that text keeps its size on every screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from projects.figures import Figure
from projects.shortening import shortened

#: Beside a chart stands the whole table.
MOST_BARS = 16
_LONGEST_LABEL = 34
_STEP, _TEXT, _BAR = 40, 15, 20


@dataclass(frozen=True)
class Bar:
    """A bar below its label. Positions are texts for SVG: with a point, whatever the language.

    Attributes:
        x: where it begins, seen from the left, also where the text runs from the right.
    """

    label: str
    count: int
    x: str
    width: str
    text_y: int
    bar_y: int


@dataclass(frozen=True)
class Chart:
    """The bars, the most frequent first; `text_x` is where the labels begin."""

    bars: list[Bar]
    height: int
    text_x: str


def chart(rows: Sequence[Figure], *, is_right_to_left: bool) -> Chart:
    """Draw the first rows of a table."""
    shown = list(rows[:MOST_BARS])
    most = max((row.count for row in shown), default=1) or 1
    bars = []
    for place, row in enumerate(shown):
        width = max(0.5, 100 * row.count / most) if row.count else 0
        bars.append(
            Bar(
                label=shortened(row.label, _LONGEST_LABEL),
                count=row.count,
                x=f"{100 - width:.2f}%" if is_right_to_left else "0",
                width=f"{width:.2f}%",
                text_y=place * _STEP + _TEXT,
                bar_y=place * _STEP + _BAR,
            )
        )
    return Chart(bars, len(shown) * _STEP, "100%" if is_right_to_left else "0")
