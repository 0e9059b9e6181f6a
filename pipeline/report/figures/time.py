"""The median time over length, with bars at the 90th and 95th percentile."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from pipeline.canvas import Chart, Point, Style, ticks_log
from pipeline.report import words
from pipeline.report.contents import ModelReport, Report, Times
from pipeline.report.figures.base import Figure, Naming, course, said, short, shown
from pipeline.report.figures.curves import Curve, Place, Plot, drawn, place
from pipeline.report.markdown import plain, table
from pipeline.statistics.times import Quantile

_NOTE: Final = "Line: p50. Bars: p90, then p95. Open arrow: longer than the time limit."
_ROOM: Final = 1.5


def _known(model: ModelReport) -> list[Times]:
    """Return the lengths at which a median can be told, cached calls apart."""
    return [t for t in model.times if t.p50.estimate is not None and not t.cached]


def _has(report: Report) -> bool:
    return any(map(_known, report.models))


def _draw(report: Report) -> bytes:
    values = [
        _seconds(one)
        for model in report.models
        for times in _known(model)
        for one in (times.p50, times.p90, times.p95)
        if one.estimate is not None
    ]
    ends = min(values) / _ROOM, max(values) * _ROOM
    plot = Plot(
        title="Time to answer by context length",
        note=_NOTE,
        words=_finding(report, plain),
        scale=partial(_scale, ends=ends),
        detail=_tails,
        dodge=0.05,
    )
    return drawn(report, plot, [_curve(m) for m in report.models if _known(m)])


def _curve(model: ModelReport) -> Curve[Times]:
    places = (place(t.length, _seconds(t.p50), t) for t in _known(model))
    return Curve(model.model, _timed(model), tuple(places))


def _scale(chart: Chart, ends: tuple[float, float]) -> None:
    chart.log_y()
    marks = ticks_log(*ends)
    chart.axis_y(marks, [f"{mark:g} s" for mark in marks], ends)


def _tails(chart: Chart, piece: Sequence[Place[Times]], style: Style) -> None:
    for one in piece:
        _tail(chart, one, style)


def _tail(chart: Chart, one: Place[Times], style: Style) -> None:
    """Draw the bars above a median, up to the first that is cut off or not told."""
    reached, times = one.at, one.found
    for quantile, size in ((times.p50, 0), (times.p90, 9), (times.p95, 6)):
        if quantile.estimate is None:
            break
        reached = Point(reached.x, max(_seconds(quantile), reached.y))
        if quantile.more_than:
            chart.arrow(reached, style)
            break
        if size:
            chart.end(reached, style, size)
    if reached.y > one.at.y:
        chart.stem(one.at, reached.y, style)


def _seconds(quantile: Quantile) -> float:
    return max(quantile.estimate or 0.0, words.SHORTEST_S)


def _timed(model: ModelReport) -> str:
    """Return the name with what a baseline's time is: that of no network."""
    if model.baseline:
        return f"{short(model.model.rsplit('/', 1)[-1])} (in process)"
    return short(model.model)


def _finding(report: Report, naming: Naming) -> str:
    lines = [
        f"{naming(model.model)} {course([(t.length, _brief(t.p50)) for t in known])}"
        for model in report.models
        if (known := _known(model))
    ]
    return f"Median time to answer by context length: {said(lines)}."


def _brief(found: Quantile) -> str:
    return "> " * found.more_than + words.seconds(found.estimate or 0.0)


def _alt(report: Report) -> str:
    return _finding(report, shown)


def _table(report: Report) -> str:
    rows = [
        [
            shown(model.model) + " (in process)" * model.baseline,
            words.length(times.length) + ", cached" * times.cached,
            f"{times.p50.n:,}",
            *map(words.time, (times.p50, times.p90, times.p95)),
        ]
        for model in report.models
        for times in model.times
    ]
    return table(["model", "length", "calls", "p50", "p90", "p95"], rows)


FIGURE: Final = Figure("time.svg", _has, _draw, _alt, _table)
