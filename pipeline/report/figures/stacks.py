"""One bar a model, cut into shares of the same order everywhere."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from pipeline.canvas import MUTED, Area, Box, Card, Key, Point, Tag, drawing
from pipeline.report.contents import Report
from pipeline.report.figures.base import MOST, inks, left_over, short

_HIGH: Final = 30
_LEFT, _WIDE = 190, 440
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


class Part(NamedTuple):
    share: float
    words: str
    colour: str
    ink: str


class Stack(NamedTuple):
    model: str
    parts: Sequence[Part]
    of: str
    """What it is of, as words."""


class Title(NamedTuple):
    title: str
    note: str
    words: str


def stacked(
    report: Report, title: Title, stacks: Sequence[Stack], keys: Sequence[Key]
) -> bytes:
    """Draw the first of the stacks, with what their colours are at the foot."""
    drawn, colours = stacks[:MOST], inks(report)
    notes = (title.note, *left_over(len(stacks), MOST))
    top = 46 + 17 * len(notes)
    with drawing():
        height = top + _HIGH * len(drawn) + 28 + 54
        card = Card(title.title, height, words=title.words)
        card.note(*notes)
        rows = card.rows(Area(_LEFT, top, _WIDE, _HIGH * len(drawn)))
        names = [
            Tag(Point(0, row), short(one.model), colours[one.model])
            for row, one in enumerate(drawn)
        ]
        rows.name_rows(names, len(drawn))
        rows.axis_x(_TICKS, [f"{tick:.0%}" for tick in _TICKS], spare=0)
        for row, one in enumerate(drawn):
            rows.stack(row, _boxes(one.parts))
        rows.beside(
            [Tag(Point(0, row), one.of, MUTED) for row, one in enumerate(drawn)]
        )
        card.keys(keys, a_line=len(keys))
        return card.svg()


def _boxes(parts: Sequence[Part]) -> list[Box]:
    starts = [0.0, *accumulate(part.share for part in parts)]
    return [
        Box(start, part.share, 0.0, 1.0, part.colour, part.words, part.ink)
        for start, part in zip(starts, parts, strict=False)
        if part.share > 0
    ]
