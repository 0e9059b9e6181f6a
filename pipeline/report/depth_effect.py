"""One model's answers at each depth become what the depth did to them."""

from collections.abc import Mapping, Sequence

from pipeline.report import words
from pipeline.report.contents import Cell, DepthEffect
from pipeline.report.frame import NO_DEPTH, Frame
from pipeline.report.shares import QUESTION, cell_means
from pipeline.statistics.depths import Spot, middle_minus_ends
from pipeline.statistics.estimates import Estimate


def depth_effect(context: Frame, by_depth: Sequence[Cell]) -> DepthEffect | None:
    """Return the one declared contrast, and the depths with the lowest figure.

    `None` where fewer than two depths have a figure: one is the worst of nothing.
    """
    known = {
        cell.depth: cell.accuracy
        for cell in by_depth
        if cell.depth is not None and cell.accuracy
    }
    if len(known) < 2:  # noqa: PLR2004 - the worst of two at least
        return None
    return DepthEffect(
        middle_minus_ends=middle_minus_ends(_spots(context)),
        worst_depths=_worst(known),
    )


def _worst(known: Mapping[float, Estimate]) -> tuple[float, ...]:
    """Return the depths whose figure reads as the lowest does, unless all do."""
    shown = {d: words.percent(one.estimate, one.n) for d, one in known.items()}
    lowest = shown[min(known, key=lambda depth: known[depth].estimate)]
    found = sorted(depth for depth, figure in shown.items() if figure == lowest)
    return tuple(found) if len(found) < len(known) else ()


def _spots(context: Frame) -> list[Spot]:
    """Return the questions' means at each depth that has any, over all lengths."""
    found: list[Spot] = []
    for depth in context.depth.present():
        means = cell_means(context.only(depth=depth), by=QUESTION)
        if depth != NO_DEPTH and len(means.value):
            found.append(Spot(depth, means.question, means.value, means.cluster))
    return found
