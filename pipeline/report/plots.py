"""The two plots of the report, each a pure function from `Report` to SVG bytes."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.canvas import Canvas, Point, Style, Tag, drawing
from pipeline.report import words
from pipeline.report.contents import ModelReport, Report, Times
from pipeline.report.markdown import plain

_COLOURS: Final = (
    *("#0072B2", "#D55E00", "#009E73", "#9A5B8F"),
    *("#E69F00", "#56B4E9", "#000000"),
)
"""Okabe and Ito's, which the colour-blind tell apart; the pink darkened for text."""
_DASHES: Final = ("-", (0, (7, 3)), (0, (2, 2)), (0, (7, 2, 2, 2)), (0, (4, 1)))
_MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "*")
_AXIS: Final = "context length, tokens (log scale)"
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_LONGEST_NAME: Final = 22
_DODGE: Final = 0.02
"""Of the axis, in all: models are told apart, and each stays at its length."""
_DODGE_ALONE: Final = 0.25
"""The same where there is one length, and no line to lead astray."""
_MANY: Final = 5


def accuracy(report: Report) -> bytes:
    """Draw accuracy over length with 95 % bands; a line ends where its model does."""
    with drawing():
        canvas = Canvas("Accuracy by context length, with 95 % intervals")
        _length_axis(canvas, report)
        labels = [f"{share:.0%}" for share in _QUARTERS]
        canvas.axis_y(_QUARTERS, labels, (0.0, 1.0))
        styles, tags, shifts = _styles(report), list[Tag](), _shifts(report)
        for model in report.models:
            style = styles[model.model]
            known = [(_x(c.length), c.accuracy) for c in model.by_length if c.accuracy]
            if not known:
                continue
            x, last = known[-1]
            if len(known) == 1:
                x += shifts[model.model]
                canvas.whisker(Point(x, last.lo), last.hi, style, open_end=False)
                canvas.line([Point(x, last.estimate)], style)
            else:
                lows = [Point(x, found.lo) for x, found in known]
                faint = len(report.models) > _MANY
                canvas.band(
                    lows, [found.hi for _, found in known], style.colour, faint=faint
                )
                canvas.line([Point(x, found.estimate) for x, found in known], style)
            edge = max(shifts.values()) if len(known) == 1 else 0.0
            end = Point(known[-1][0] + edge, last.estimate)
            tags.append(Tag(end, _name(model.model), style.colour))
        return _finished(canvas, tags, "no counted answer in context")


def time(report: Report) -> bytes:
    """Draw the median time over length, with a whisker up to the 90th percentile."""
    with drawing():
        canvas = Canvas("Time to answer: median, whisker to the 90th percentile")
        canvas.log_y()
        _length_axis(canvas, report)
        shown = _seconds(report)
        low, high = (min(shown) / 1.5, max(shown) * 1.5) if shown else (0.1, 10.0)
        marks = ticks_log(low, high)
        canvas.axis_y(marks, [f"{mark:g} s" for mark in marks], (low, high))
        styles, tags, shifts = _styles(report), list[Tag](), _shifts(report)
        for model in report.models:
            style = styles[model.model]
            known = [
                times
                for times in model.times
                if times.p50.estimate is not None and not times.cached
            ]
            if known:
                shift = shifts[model.model]
                points = [_median(canvas, times, style, shift) for times in known]
                canvas.line(points, style)
                edge = _x(known[-1].length) + max(shifts.values())
                end = Point(edge, points[-1].y)
                tags.append(Tag(end, _timed(model), style.colour))
        return _finished(canvas, tags, "no length has the 6 answered calls it takes")


def ticks_log(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 of each decade between the ends, or its 1 alone if many."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    fine = [factor * 10.0**power for power in decades for factor in (1, 2, 5)]
    few = 8
    marks = [mark for mark in fine if low <= mark <= high]
    if len(marks) > few:
        marks = [m for m in marks if math.isclose(math.log10(m) % 1, 0, abs_tol=1e-9)]
    return marks


def _median(canvas: Canvas, times: Times, style: Style, shift: float) -> Point:
    shown = max(times.p50.estimate or 0.0, words.SHORTEST_S)
    point = Point(_x(times.length) + shift, shown)
    if times.p50.more_than:
        canvas.whisker(point, point.y, style, open_end=True)
    elif times.p90.estimate is not None:
        high = max(times.p90.estimate, point.y)
        canvas.whisker(point, high, style, open_end=times.p90.more_than)
    return point


def _finished(canvas: Canvas, tags: Sequence[Tag], otherwise: str) -> bytes:
    if tags:
        canvas.tags(tags)
    else:
        canvas.say(otherwise)
    return canvas.svg()


def _seconds(report: Report) -> list[float]:
    quantiles = [
        quantile
        for model in report.models
        for times in model.times
        if not times.cached
        for quantile in (times.p50, times.p90)
    ]
    return [
        max(q.estimate, words.SHORTEST_S) for q in quantiles if q.estimate is not None
    ]


def _styles(report: Report) -> Mapping[str, Style]:
    """Dress each model by its place in the alphabet: the same in every plot."""
    return {
        name: Style(
            _COLOURS[place % len(_COLOURS)],
            _DASHES[place % len(_DASHES)],
            _MARKERS[place % len(_MARKERS)],
        )
        for place, name in enumerate(sorted(model.model for model in report.models))
    }


def _shifts(report: Report) -> Mapping[str, float]:
    """Set models apart at one length, by so little that lines keep their slope."""
    places = [_x(length) for length in report.lengths_built]
    width = _DODGE_ALONE
    if len(places) > 1:
        width = _DODGE * (places[-1] - places[0])
    count = len(report.models)
    return {
        model.model: ((place + 0.5) / count - 0.5) * width
        for place, model in enumerate(report.models)
    }


def _length_axis(canvas: Canvas, report: Report) -> None:
    ticks = [_x(length) for length in report.lengths_built]
    labels = [words.length(length) for length in report.lengths_built]
    canvas.axis_x(ticks or [0.0], labels or [""], _AXIS)


def _x(length: int | None) -> float:
    return math.log2(length or 1)


def _timed(model: ModelReport) -> str:
    """Return the name with what a baseline's time is: that of no network."""
    if model.baseline:
        return f"{_name(model.model.rsplit('/', 1)[-1])} (in process)"
    return _name(model.model)


def _name(model: str) -> str:
    """Return the model without its provider, cut to what the margin holds."""
    name = plain(model)
    short = name if len(name) <= _LONGEST_NAME else name.rsplit("/", 1)[-1]
    return short if len(short) <= _LONGEST_NAME else f"{short[: _LONGEST_NAME - 1]}…"
