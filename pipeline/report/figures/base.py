"""What a plot of the report is, and how all of them name and dress a model."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.canvas import Style
from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import plain, text

_COLOURS: Final = (
    *("#0072B2", "#D55E00", "#009E73", "#9A5B8F"),
    *("#E69F00", "#56B4E9", "#000000"),
)
"""Okabe and Ito's, which the colour-blind tell apart; the pink darkened for text."""
_INKS: Final = {"#E69F00": "#946300", "#56B4E9": "#2878A8"}
"""The two that are too light to be read, as words."""
_DASHES: Final = ("-", (0, (7, 3)), (0, (2, 2)), (0, (7, 2, 2, 2)), (0, (4, 1)))
_MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "*")
_LONGEST_NAME: Final = 22
_LONGEST_SAID: Final = 60
_MOST_SAID: Final = 8
MOST: Final = 20
"""Models in one plot: more are in its table alone."""

Naming = Callable[[str], str]
"""How a sentence names a model: `shown` in markdown, `plain` elsewhere."""


class Figure(NamedTuple):
    """Pure functions of the report; all of them are given one that `has` something."""

    file: str
    has: Callable[[Report], bool]
    draw: Callable[[Report], bytes]
    """To SVG, the same bytes every time."""
    alt: Callable[[Report], str]
    """What the plot shows, said to whoever cannot see it."""
    table: Callable[[Report], str]
    """Its data as a markdown table."""


def shown(model: str) -> str:
    """Return the name for markdown."""
    return text(model, _LONGEST_SAID)


def said(parts: Sequence[str]) -> str:
    """Return the parts as one clause each; of many, the first few."""
    more = len(parts) - _MOST_SAID
    rest = [f"{more:,} more in the table"] if more > 0 else []
    return "; ".join([*parts[:_MOST_SAID], *rest])


def course(values: Sequence[tuple[int | None, str]]) -> str:
    """Return `93 % at 4k to 76 % at 256k`: the ends of a line of lengths and values."""
    ends = dict.fromkeys((values[0], values[-1]))
    if len(ends) > 1 and values[0][1] == values[-1][1]:
        at = " and at ".join(words.length(length) for length, _ in ends)
        return f"{values[0][1]} at {at}"
    return " to ".join(f"{value} at {words.length(length)}" for length, value in ends)


def styles(report: Report) -> Mapping[str, Style]:
    """Dress each model by its place in the alphabet: the same in every plot."""
    return {
        name: Style(
            _COLOURS[place % len(_COLOURS)],
            _DASHES[place % len(_DASHES)],
            _MARKERS[place % len(_MARKERS)],
        )
        for place, name in enumerate(sorted(model.model for model in report.models))
    }


def inks(report: Report) -> Mapping[str, str]:
    """Return the colour in which each model's name is written."""
    return {
        name: _INKS.get(style.colour, style.colour)
        for name, style in styles(report).items()
    }


def short(model: str) -> str:
    """Return the model without its provider, cut to what a margin holds."""
    name = plain(model)
    brief = name if len(name) <= _LONGEST_NAME else name.rsplit("/", 1)[-1]
    return brief if len(brief) <= _LONGEST_NAME else f"{brief[: _LONGEST_NAME - 1]}…"


def left_over(count: int, most: int) -> tuple[str, ...]:
    """Return a line for a plot that has no room for all `count` models."""
    if count <= most:
        return ()
    return (f"The first {most} of {count:,} models; the table holds the others.",)


def doublings(length: int | None) -> float:
    """Return the place of a length on a log axis."""
    return math.log2(length or 1)
