"""Accuracy over what it costs; who is shown to be dearer for no more is fainter."""

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from pipeline.canvas import (
    Area,
    Card,
    Chart,
    Cross,
    Point,
    Style,
    Tag,
    drawing,
    ticks_log,
)
from pipeline.report import words
from pipeline.report.contents import ModelReport, Pair, Report
from pipeline.report.figures.base import (
    Figure,
    Naming,
    inks,
    said,
    short,
    shown,
    styles,
)
from pipeline.report.markdown import plain, table
from pipeline.statistics.estimates import Estimate, Ratio

_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_HIGH, _MANY, _MORE = 440, 8, 12
"""Pixels, models that this is enough for, and pixels for each one more."""
_ROOM: Final = 1.6
_LEAST_SPAN: Final = 20.0
"""From one end of the axis to the other: some ticks at least."""


class _Spot(NamedTuple):
    model: str
    accuracy: Estimate
    usd: float
    ratio: Ratio | None
    """The same with its interval; `None` for a call, whose mean has none."""

    @property
    def ends(self) -> tuple[float, float] | None:
        """Return what is drawn of the interval: on a log axis, nothing below 0."""
        if self.ratio is None:
            return None
        low = self.ratio.lo if self.ratio.lo > 0 else self.usd
        return low, self.usd if self.ratio.hi is None else self.ratio.hi


def _known(report: Report) -> list[_Spot]:
    spots = [_spot(m, per_correct=_per_correct(report)) for m in report.models]
    return [spot for spot in spots if spot]


def _per_correct(report: Report) -> bool:
    """Return whether the cost of a correct answer is known of all that have a cost."""
    priced = [m for m in report.models if _answer(m)]
    return bool(priced) and all(m.cost_per_correct for m in priced)


def _spot(model: ModelReport, *, per_correct: bool) -> _Spot | None:
    """Return where a model stands; a cost of 0 has no place on a log axis."""
    if model.accuracy is None:
        return None
    ratio, usd = model.cost_per_correct, _answer(model)
    if per_correct:
        usd = ratio.estimate if ratio else None
    if not usd:
        return None
    return _Spot(model.model, model.accuracy, usd, ratio if per_correct else None)


def _answer(model: ModelReport) -> float | None:
    """Return the price of an answered call; a baseline has none."""
    if model.baseline or model.costs is None:
        return None
    return model.costs.answer_usd


def _has(report: Report) -> bool:
    return bool(_known(report))


def dominated(report: Report) -> dict[str, str]:
    """Return who is shown to be dearer, and not better by the margin, and than whom."""
    found: dict[str, str] = {}
    for pair in report.pairs:
        if pair.difference is None or pair.cost is None:
            continue
        if _cheaper(pair) and pair.difference.lo > -report.asked.margin:
            found.setdefault(pair.other, pair.model)
        if pair.cost.lo > 1 and pair.difference.hi < report.asked.margin:
            found.setdefault(pair.model, pair.other)
    return found


def _cheaper(pair: Pair) -> bool:
    return pair.cost is not None and pair.cost.hi is not None and pair.cost.hi < 1


def _draw(report: Report) -> bytes:
    spots, dresses, below = _known(report), styles(report), dominated(report)
    with drawing():
        height = _HIGH + _MORE * max(len(spots) - _MANY, 0)
        card = Card("Accuracy over cost", height, words=_finding(report, plain))
        card.note(*_notes(report, spots, below))
        chart = card.chart(Area(76, 88, 648, height - 160))
        _axes(chart, report, spots)
        crosses = [_cross(spot, dresses[spot.model]) for spot in spots]
        for cross, spot in zip(crosses, spots, strict=True):
            chart.cross(cross, faint=spot.model in below)
        if edge := _frontier(spots, below):
            chart.path(edge)
        colours = inks(report)
        chart.names(
            [
                Tag(cross.at, short(spot.model), colours[spot.model])
                for cross, spot in zip(crosses, spots, strict=True)
            ],
            crosses,
        )
        return card.svg()


def _cross(spot: _Spot, style: Style) -> Cross:
    share = spot.accuracy
    return Cross(
        Point(spot.usd, share.estimate), spot.ends, (share.lo, share.hi), style
    )


def _notes(report: Report, spots: Sequence[_Spot], below: Collection[str]) -> list[str]:
    missing = sum(not m.baseline for m in report.models) - len(spots)
    first = [f"{words.working(report).capitalize()}. Crosses: 95 % intervals."]
    second: list[str] = []
    if below:
        first.append(f"Fainter: shown dearer and {_no_more(report)}.")
    if _frontier(spots, below):
        second.append("Dashed: the edge of the others.")
    if missing:
        second.append(f"{words.plural(missing, 'model')} without a cost or an answer.")
    return [" ".join(first), " ".join(second)]


def _axes(chart: Chart, report: Report, spots: Sequence[_Spot]) -> None:
    lows = [spot.ends[0] if spot.ends else spot.usd for spot in spots]
    highs = [spot.ends[1] if spot.ends else spot.usd for spot in spots]
    low, high = min(lows) / _ROOM, max(highs) * _ROOM
    short_of = max(_LEAST_SPAN / (high / low), 1.0) ** 0.5
    ends = low / short_of, high * short_of
    ticks = ticks_log(*ends)
    chart.log_x(ticks, [_tick(tick) for tick in ticks], ends)
    chart.axis_y(_QUARTERS, [f"{share:.0%}" for share in _QUARTERS], (0.0, 1.0))
    chart.name_axes(f"US dollars for {_unit(report)} (log scale)")


def _tick(usd: float) -> str:
    """Return `$0.10`, or `$0.005` where cents do not do."""
    cents = f"{usd:.2f}"
    return f"${cents if float(cents) == usd else f'{usd:.7f}'.rstrip('0')}"


def _unit(report: Report) -> str:
    return "a correct answer" if _per_correct(report) else "an answered call"


def _frontier(spots: Sequence[_Spot], below: Collection[str]) -> list[Point]:
    """Return the edge through who is not dominated, where domination is shown."""
    if not below:
        return []
    left = sorted(
        (spot for spot in spots if spot.model not in below),
        key=lambda spot: (spot.usd, -spot.accuracy.estimate),
    )
    shares = [spot.accuracy.estimate for spot in left]
    before = [-1.0, *accumulate(shares, max)]
    edge = [
        Point(spot.usd, share)
        for spot, share, most in zip(left, shares, before, strict=False)
        if share > most
    ]
    return edge if len(edge) > 1 else []


def _finding(report: Report, naming: Naming) -> str:
    below = dominated(report)
    lines = [
        f"{naming(spot.model)} {_share(spot)} at {words.usd(spot.usd)}"
        + (
            f", {_dearer(report, naming(below[spot.model]))}"
            if spot.model in below
            else ""
        )
        for spot in _known(report)
    ]
    return f"Accuracy over the cost of {_unit(report)}: {said(lines)}."


def _share(spot: _Spot) -> str:
    return words.percent(spot.accuracy.estimate, spot.accuracy.n)


def _dearer(report: Report, other: str) -> str:
    return f"shown dearer than {other} and {_no_more(report)}"


def _no_more(report: Report) -> str:
    return f"not more accurate by {words.margin(report.asked.margin)} points"


def _alt(report: Report) -> str:
    return _finding(report, shown)


def _table(report: Report) -> str:
    below = dominated(report)
    rows = [
        [
            shown(spot.model),
            words.with_interval(spot.accuracy),
            _dollars(spot),
            shown(below[spot.model]) if spot.model in below else words.NONE,
        ]
        for spot in _known(report)
    ]
    header = ["model", "accuracy", f"cost of {_unit(report)}", "no better, dearer than"]
    return table(header, rows, prose=(0, 3))


def _dollars(spot: _Spot) -> str:
    return words.usd_interval(spot.ratio) if spot.ratio else words.usd(spot.usd)


FIGURE: Final = Figure("cost.svg", _has, _draw, _alt, _table)
