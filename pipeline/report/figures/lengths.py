"""The effective length: for each model, which lengths are shown to hold."""

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from pipeline.canvas import (
    INK,
    MUTED,
    Area,
    Card,
    Key,
    Point,
    Shape,
    Tag,
    Tile,
    drawing,
)
from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.figures.base import (
    MOST,
    Figure,
    Naming,
    doublings,
    inks,
    left_over,
    said,
    short,
    shown,
)
from pipeline.report.markdown import paragraphs, plain, table
from pipeline.statistics.lengths import EffectiveLength, Rung, RungStatus

_HIGH: Final = 28
_LEGEND: Final = (
    "● keeps at least {share} of its accuracy at its base here and at every shorter "
    "length, shown · ◐ unclear · ○ keeps less, shown · `·` over its window. Each "
    "question is compared with itself at the base."
)
_LEFT, _WIDE, _WORDS = 190, 350, 190


class _Dress(NamedTuple):
    name: str
    sign: str
    """In the table."""
    shape: Shape
    colour: str
    ink: str
    hatched: bool = False


_DRESSES: Final[Mapping[RungStatus, _Dress]] = {
    RungStatus.BASE: _Dress("base", "base", Shape.NONE, "#dbe9f6", INK),
    RungStatus.SUPPORTED: _Dress("supported", "●", Shape.FULL, "#0072B2", "#ffffff"),
    RungStatus.UNCLEAR: _Dress("unclear", "◐", Shape.HALF, "#d0d7de", INK),
    RungStatus.FAILED: _Dress("failed", "○", Shape.RING, "#D55E00", "#ffffff"),
    RungStatus.BEYOND_WINDOW: _Dress(
        "over window", "·", Shape.DOT, "#f6f8fa", MUTED, hatched=True
    ),
    RungStatus.NOT_RUN: _Dress("not run", "not run", Shape.DASH, "#f6f8fa", MUTED),
}


def _known(report: Report) -> list[tuple[str, EffectiveLength]]:
    return [(m.model, m.effective) for m in report.models if m.effective]


def _has(report: Report) -> bool:
    """Return whether there is a ladder: a base alone is none."""
    return any(len(found.rungs) > 1 for _, found in _known(report))


def _lengths(report: Report) -> list[int]:
    return sorted({r.length for _, found in _known(report) for r in found.rungs})


def _draw(report: Report) -> bytes:
    every = _known(report)
    known, lengths, colours = every[:MOST], _lengths(report), inks(report)
    notes = (_claim(report), *left_over(len(every), MOST))
    top = 62 + 17 * len(notes) + 10
    with drawing():
        height = top + _HIGH * len(known) + 62
        card = Card(
            "How far each model holds up", height, words=_finding(report, plain)
        )
        card.note(*notes)
        wide = min(_WIDE, 64 * len(lengths))
        rows = card.rows(Area(_LEFT, top, wide, _HIGH * len(known)))
        names = [
            Tag(Point(0, row), short(model), colours[model])
            for row, (model, _) in enumerate(known)
        ]
        rows.name_rows(names, len(known))
        rows.columns([words.length(length) for length in lengths])
        tiles = [
            _tile(rung, lengths.index(rung.length), row)
            for row, (_, found) in enumerate(known)
            for rung in found.rungs
        ]
        rows.tiles(tiles)
        rows.pointers(_guesses(known, lengths))
        rows.beside(
            [
                Tag(Point(0, row), _bracket(found), MUTED)
                for row, (_, found) in enumerate(known)
            ]
        )
        card.keys(_keys(known), a_line=6)
        return card.svg()


def _keys(known: Sequence[tuple[str, EffectiveLength]]) -> list[Key]:
    met = {rung.status for _, found in known for rung in found.rungs}
    keys = [
        Key(dress.name, dress.colour, dress.ink, dress.shape, dress.hatched)
        for status, dress in _DRESSES.items()
        if status in met and status is not RungStatus.BASE
    ]
    if any(found.guess for _, found in known):
        keys.append(Key("a guess where it falls below", "#ffffff", INK, Shape.POINTER))
    return keys


def _guesses(
    known: Sequence[tuple[str, EffectiveLength]], lengths: Sequence[int]
) -> list[Point]:
    """Return where a falling curve would cross, between the columns."""
    return [
        Point(_between(lengths, found.guess), row)
        for row, (_, found) in enumerate(known)
        if found.guess
    ]


def _between(lengths: Sequence[int], tokens: float) -> float:
    """Return the column of a length, a fraction where it is between two."""
    places = [doublings(length) for length in lengths]
    return float(np.interp(math.log2(tokens), places, range(len(places))))


def _tile(rung: Rung, column: int, row: int) -> Tile:
    dress = _DRESSES[rung.status]
    base = "base" * (rung.status is RungStatus.BASE)
    look = (dress.colour, dress.ink, base, dress.shape, dress.hatched)
    return Tile(column, row, *look)


def _bracket(found: EffectiveLength) -> str:
    """Return `holds to 64k, fails by 256k`; the base alone holds by definition."""
    if found.holds_to in {None, found.base} and found.fails_by is None:
        return f"nothing shown beyond {words.length(found.base)}"
    parts = [f"holds to {words.length(found.holds_to)}"] * (found.holds_to is not None)
    parts += [f"fails by {words.length(found.fails_by)}"] * (found.fails_by is not None)
    return ", ".join(parts)


def _claim(report: Report) -> str:
    share = words.percent(_known(report)[0][1].retain)
    return f"Is {share} of the accuracy at the shortest length shown to be kept?"


def _finding(report: Report, naming: Naming) -> str:
    lines = [f"{naming(model)} {_bracket(found)}" for model, found in _known(report)]
    share = words.percent(_known(report)[0][1].retain)
    return (
        f"Up to which length each model is shown to keep {share} of its accuracy at "
        f"its shortest: {said(lines)}."
    )


def _alt(report: Report) -> str:
    return _finding(report, shown)


def _table(report: Report) -> str:
    lengths = _lengths(report)
    rows = [
        [
            shown(model),
            *_signs(found, lengths),
            _end(found.holds_to),
            _end(found.fails_by),
        ]
        for model, found in _known(report)
    ]
    header = ["model", *map(words.length, lengths), "holds to", "fails by"]
    share = words.percent(_known(report)[0][1].retain)
    return paragraphs(table(header, rows), _LEGEND.format(share=share))


def _signs(found: EffectiveLength, lengths: list[int]) -> list[str]:
    signs = {rung.length: _DRESSES[rung.status].sign for rung in found.rungs}
    return [signs.get(length, words.NONE) for length in lengths]


def _end(length: int | None) -> str:
    return words.length(length)


FIGURE: Final = Figure("lengths.svg", _has, _draw, _alt, _table)
