"""Models as lines over context length: five in one chart, more each in its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from pipeline.canvas import PLOT, Area, Card, Chart, Point, Style, Tag, drawing
from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.figures.base import MOST, doublings, inks, styles

T = TypeVar("T")

_MANY: Final = 5
_COLUMNS: Final = 4
_LEFT, _TOP, _PITCH = 62, 104, (172, 138)
_SIZE: Final = (148, 88)
_FOOT: Final = 42
_AXIS: Final = "context length, tokens (log scale)"
_DODGE_ALONE: Final = 0.25
"""Of a doubling: how far apart models are at the one length there is."""


class Place(NamedTuple, Generic[T]):
    """What is known of a model at one length."""

    length: int | None
    at: Point
    found: T


class Curve(NamedTuple, Generic[T]):
    """What is drawn of one model, the shortest length first."""

    model: str
    name: str
    places: tuple[Place[T], ...]


class Plot(NamedTuple, Generic[T]):
    title: str
    note: str
    words: str
    scale: Callable[[Chart], None]
    """Set the vertical axis."""
    detail: Callable[[Chart, Sequence[Place[T]], Style], None]
    """Draw what is around a line: bands, whiskers."""
    dodge: float
    """Of the axis, in all: models are told apart, and each stays at its length."""


def place(length: int | None, height: float, found: T) -> Place[T]:
    return Place(length, Point(doublings(length), height), found)


def drawn(report: Report, plot: Plot[T], curves: Sequence[Curve[T]]) -> bytes:
    """Draw the curves, each of which has a place at least."""
    with drawing():
        if len(curves) > _MANY:
            return _apart(report, plot, curves)
        card = Card(plot.title, words=plot.words)
        card.note(plot.note)
        chart = card.chart(PLOT)
        plot.scale(chart)
        _axis(chart, report, _AXIS)
        dresses, colours, tags = styles(report), inks(report), list[Tag]()
        moved = shifts(report, [curve.model for curve in curves], plot.dodge)
        for curve in curves:
            _draw(chart, report, plot, _moved(curve, moved[curve.model]), dresses)
            last = curve.places[-1].at
            end = Point(last.x + max(moved.values()), last.y)
            tags.append(Tag(end, curve.name, colours[curve.model]))
        chart.tags(tags)
        return card.svg()


def pieces(places: Sequence[Place[T]], built: Sequence[int]) -> list[list[Place[T]]]:
    """Part the places where a length between them has nothing: no line crosses it."""
    found: list[list[Place[T]]] = []
    before: int | None = None
    for one in places:
        order = built.index(one.length) if one.length in built else -1
        if before is not None and order == before + 1:
            found[-1].append(one)
        else:
            found.append([one])
        before = order
    return found


def shifts(report: Report, models: Sequence[str], dodge: float) -> Mapping[str, float]:
    """Set models apart at one length, by so little that lines keep their slope."""
    ticks = [doublings(length) for length in report.lengths_built]
    width = dodge * (ticks[-1] - ticks[0]) if len(ticks) > 1 else _DODGE_ALONE
    return {
        model: ((rank + 0.5) / len(models) - 0.5) * width
        for rank, model in enumerate(models)
    }


def _apart(report: Report, plot: Plot[T], curves: Sequence[Curve[T]]) -> bytes:
    """Draw each model in its own panel, the others faintly behind it."""
    panels = curves[:MOST]
    lines = -(-len(panels) // _COLUMNS)
    height = _TOP + (lines - 1) * _PITCH[1] + _SIZE[1] + _FOOT
    card = Card(plot.title, height, words=plot.words)
    more = f" The first {MOST} of {len(curves):,} models." * (len(curves) > MOST)
    card.note(plot.note, f"Each model in its own panel, the others in grey.{more}")
    dresses, colours = styles(report), inks(report)
    for rank, curve in enumerate(panels):
        line, column = divmod(rank, _COLUMNS)
        left, top = _LEFT + column * _PITCH[0], _TOP + line * _PITCH[1]
        chart = card.chart(Area(left, top, *_SIZE))
        chart.shrink()
        plot.scale(chart)
        if column:
            chart.hide_y()
        _axis(chart, report)
        others = [other for other in panels if other is not curve]
        chart.ghosts(
            [
                [one.at for one in piece]
                for other in others
                for piece in pieces(other.places, report.lengths_built)
            ]
        )
        _draw(chart, report, plot, curve, dresses)
        chart.head(curve.name, colours[curve.model])
    return card.svg()


def _draw(
    chart: Chart,
    report: Report,
    plot: Plot[T],
    curve: Curve[T],
    dresses: Mapping[str, Style],
) -> None:
    style = dresses[curve.model]
    for piece in pieces(curve.places, report.lengths_built):
        plot.detail(chart, piece, style)
        chart.line([one.at for one in piece], style)


def _moved(curve: Curve[T], shift: float) -> Curve[T]:
    places = (
        one._replace(at=Point(one.at.x + shift, one.at.y)) for one in curve.places
    )
    return curve._replace(places=tuple(places))


def _axis(chart: Chart, report: Report, name: str = "") -> None:
    ticks = [doublings(length) for length in report.lengths_built]
    labels = [words.length(length) for length in report.lengths_built]
    chart.axis_x(ticks, labels, name)
