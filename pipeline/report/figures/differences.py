"""Paired differences: a forest plot, the margin of equivalence shaded."""

import math
from collections.abc import Mapping
from typing import Final

from pipeline.canvas import INK, MUTED, Area, Card, Cross, Point, Style, Tag, drawing
from pipeline.report import words
from pipeline.report.contents import Pair, PairVerdict, Report
from pipeline.report.figures.base import Figure, Naming, said, short, shown
from pipeline.report.markdown import plain, table
from pipeline.statistics.estimates import Estimate

_MOST: Final = 15
_HIGH: Final = 38
_LEFT, _WIDE = 200, 370
_STEPS: Final = (5, 10, 20, 25, 50)
"""Points between ticks."""
_MOST_TICKS: Final = 8
_DRESSES: Final[Mapping[PairVerdict, Style]] = {
    PairVerdict.BETTER: Style("#0072B2", "-", "o"),
    PairVerdict.EQUIVALENT: Style("#009E73", "-", "s"),
    PairVerdict.NOT_RESOLVED: Style("#6e7781", "-", "D"),
}


def _known(report: Report) -> list[tuple[Pair, Estimate]]:
    """Return the pairs with questions in common, those with the first model first."""
    first = report.models[0].model if report.models else ""
    found = [(p, p.difference) for p in report.pairs if p.difference]
    return sorted(found, key=lambda one: first not in (one[0].model, one[0].other))


def _has(report: Report) -> bool:
    return bool(_known(report))


def _draw(report: Report) -> bytes:
    every = _known(report)
    pairs = every[:_MOST]
    notes = _notes(report, len(every))
    top = 58 + 17 * len(notes)
    with drawing():
        height = top + _HIGH * len(pairs) + 54
        card = Card(
            "Paired differences in accuracy", height, words=_finding(report, plain)
        )
        card.note(*notes)
        rows = card.rows(Area(_LEFT, top, _WIDE, _HIGH * len(pairs)))
        rows.name_rows(_names(pairs), len(pairs))
        low, high, ticks = _scale(report.asked.margin, [found for _, found in pairs])
        rows.axis_x(ticks, [f"{tick * 100:+.0f}" if tick else "0" for tick in ticks])
        rows.reach(low, high)
        rows.name_axes("points")
        rows.shade(-report.asked.margin, report.asked.margin)
        rows.spans(
            [
                Cross(
                    Point(found.estimate, row),
                    (found.lo, found.hi),
                    None,
                    _DRESSES[pair.verdict],
                )
                for row, (pair, found) in enumerate(pairs)
            ]
        )
        rows.beside(_verdicts(report, pairs))
        return card.svg()


def _notes(report: Report, count: int) -> list[str]:
    margin = words.margin(report.asked.margin)
    levels = [words.level(family.level) for family in report.families]
    held = f"at {levels[0]}" + " (all hold together at 95 %)" * (len(report.pairs) > 1)
    if len(levels) > 1:
        held = f"at {levels[0]}, with a baseline at {levels[1]} (each kind at 95 %)"
    lines = [
        f"Same questions, {words.working(report)}. Intervals {held}.",
        f"Shaded: within {margin} points, where two models count as equivalent.",
    ]
    if count > _MOST:
        lines.append(
            f"The first {_MOST} of {count:,} pairs; the table holds the others."
        )
    return lines


def _names(pairs: list[tuple[Pair, Estimate]]) -> list[Tag]:
    return [
        tag
        for row, (pair, _) in enumerate(pairs)
        for tag in (
            Tag(Point(0, row - 0.19), short(pair.model), INK),
            Tag(Point(0, row + 0.21), f"minus {short(pair.other)}", MUTED),
        )
    ]


def _verdicts(report: Report, pairs: list[tuple[Pair, Estimate]]) -> list[Tag]:
    return [
        tag
        for row, (pair, found) in enumerate(pairs)
        for tag in (
            Tag(
                Point(0, row - 0.19),
                _points(report, found),
                INK,
            ),
            Tag(
                Point(0, row + 0.21),
                _verdict(report, pair),
                _DRESSES[pair.verdict].colour,
            ),
        )
    ]


def _points(report: Report, found: Estimate) -> str:
    return words.points(found, margin=report.asked.margin)


def _verdict(report: Report, pair: Pair) -> str:
    match pair.verdict:
        case PairVerdict.BETTER:
            return "better"
        case PairVerdict.EQUIVALENT:
            return f"equivalent within {words.margin(report.asked.margin)}"
        case PairVerdict.NOT_RESOLVED:
            return "not resolved"


def _scale(margin: float, found: list[Estimate]) -> tuple[float, float, list[float]]:
    """Return the ends of the axis, and round ticks between them, zero among them."""
    low = min(-margin, *(one.lo for one in found)) - 0.01
    high = max(margin, *(one.hi for one in found)) + 0.01
    wide = (high - low) * 100
    step = next((s for s in _STEPS if wide / s <= _MOST_TICKS), _STEPS[-1])
    first, last = math.ceil(low * 100 / step), math.floor(high * 100 / step)
    return low, high, [tick * step / 100 for tick in range(first, last + 1)]


def _finding(report: Report, naming: Naming) -> str:
    lines = [
        f"{naming(pair.model)} minus {naming(pair.other)} {_points(report, found)}, "
        f"{_verdict(report, pair)}"
        for pair, found in _known(report)
    ]
    return f"Paired differences in accuracy, in points: {said(lines)}."


def _alt(report: Report) -> str:
    return _finding(report, shown)


def _table(report: Report) -> str:
    rows = [
        [
            f"{shown(pair.model)} minus {shown(pair.other)}",
            _points(report, found),
            f"{found.n:,}",
            _verdict(report, pair),
        ]
        for pair, found in _known(report)
    ]
    header = ["pair", "difference in points", "questions", "verdict"]
    return table(header, rows, prose=(0, 3))


FIGURE: Final = Figure("differences.svg", _has, _draw, _alt, _table)
