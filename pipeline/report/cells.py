"""Parts of a frame become cells: what was right there, and how every call ended."""

from collections.abc import Iterable, Iterator

from pipeline.report.contents import Cell, Outcomes
from pipeline.report.frame import NO_LENGTH, Frame
from pipeline.report.shares import LAYOUT, cell_means, correct, paired, share
from pipeline.statistics.estimates import Estimate


def cell(
    frame: Frame,
    *,
    heard: bool,
    length: int | None = None,
    depth: float | None = None,
) -> Cell:
    """Return the cell of these rows; one not heard has no accuracy, and is no zero."""
    return Cell(
        length=length,
        depth=depth,
        accuracy=share(frame, correct) if heard else None,
        outcomes=Outcomes.of(frame),
    )


def by_length(context: Frame, lengths: Iterable[int], *, heard: bool) -> list[Cell]:
    return [
        cell(context.only(length=length), heard=heard, length=length)
        for length in lengths
    ]


def by_depth(context: Frame, depths: Iterable[float], *, heard: bool) -> list[Cell]:
    return [
        cell(context.only(depth=depth), heard=heard, depth=depth) for depth in depths
    ]


def grid(
    context: Frame, lengths: Iterable[int], depths: Iterable[float], *, heard: bool
) -> Iterator[Cell]:
    """Yield the cell of each length and depth, depths within a length."""
    places = list(depths)
    for length in lengths:
        at_length = context.only(length=length)
        for depth in places:
            at_both = at_length.only(depth=depth)
            yield cell(at_both, heard=heard, length=length, depth=depth)


def silent(frame: Frame) -> bool:
    """Return whether calls were made and not one was answered.

    A failed call is not correct; a model that only ever fails was not measured.
    """
    tried = frame.counts["planned"].sum() - frame.counts["pending"].sum()
    return bool(tried > 0) and not frame.answered.any()


def length_change(context: Frame, lengths: Iterable[int]) -> Estimate | None:
    """Return the longest minus the shortest of these lengths, question by question."""
    known = sorted(set(lengths) - {NO_LENGTH})
    if len(known) < 2:  # noqa: PLR2004 - a change needs two
        return None
    longest, shortest = (
        cell_means(context.only(length=length), by=LAYOUT)
        for length in (known[-1], known[0])
    )
    return paired(longest, shortest)
