"""Accuracy over length with 95 % bands; a line ends where its model does."""

from collections.abc import Sequence
from typing import Final

from pipeline.canvas import Chart, Cross, Point, Style
from pipeline.report import words
from pipeline.report.contents import ModelReport, Report
from pipeline.report.figures.base import Figure, Naming, course, said, short, shown
from pipeline.report.figures.curves import Curve, Place, Plot, drawn, place
from pipeline.report.markdown import plain, table
from pipeline.statistics.estimates import Estimate

_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_NOTE: Final = "Bands: 95 %, each by itself. A line ends where its model's window does."


def _known(model: ModelReport) -> list[tuple[int | None, Estimate]]:
    return [(cell.length, cell.accuracy) for cell in model.by_length if cell.accuracy]


def _has(report: Report) -> bool:
    return any(map(_known, report.models))


def _draw(report: Report) -> bytes:
    plot = Plot(
        title="Accuracy by context length",
        note=_NOTE,
        words=_finding(report, plain),
        scale=_scale,
        detail=_bands,
        dodge=0.02,
    )
    return drawn(report, plot, [_curve(m) for m in report.models if _known(m)])


def _curve(model: ModelReport) -> Curve[Estimate]:
    places = (place(length, found.estimate, found) for length, found in _known(model))
    return Curve(model.model, short(model.model), tuple(places))


def _scale(chart: Chart) -> None:
    labels = [f"{share:.0%}" for share in _QUARTERS]
    chart.axis_y(_QUARTERS, labels, (0.0, 1.0))


def _bands(chart: Chart, piece: Sequence[Place[Estimate]], style: Style) -> None:
    if len(piece) == 1:
        (one,) = piece
        chart.cross(Cross(one.at, None, (one.found.lo, one.found.hi), style))
        return
    lows = [Point(one.at.x, one.found.lo) for one in piece]
    chart.band(lows, [one.found.hi for one in piece], style.colour)


def _finding(report: Report, naming: Naming) -> str:
    lines = [
        f"{naming(model.model)} {course(list(map(_worded, _known(model))))}"
        for model in report.models
        if _known(model)
    ]
    return f"Accuracy by context length: {said(lines)}."


def _worded(one: tuple[int | None, Estimate]) -> tuple[int | None, str]:
    length, found = one
    return length, words.percent(found.estimate, found.n)


def _alt(report: Report) -> str:
    return _finding(report, shown)


def _table(report: Report) -> str:
    return table(
        ["model", *map(words.length, report.lengths)],
        [
            [shown(model.model), *(words.cell(cell) for cell in model.by_length)]
            for model in report.models
        ],
    )


FIGURE: Final = Figure("accuracy.svg", _has, _draw, _alt, _table)
