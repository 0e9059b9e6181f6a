"""A frame becomes the accuracy in each layout that a run compares, and its change."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np

from pipeline.report.contents import LevelCell, Outcomes
from pipeline.report.frame import NO_LENGTH, Frame
from pipeline.report.shares import CELL, cell_means, correct, paired, places, share

Factor: TypeAlias = Literal["placement", "distractors"]
"""What layouts differ in."""


def by_level(
    context: Frame, factor: Factor, levels: Sequence[str], *, heard: bool
) -> tuple[LevelCell, ...]:
    """Return a cell for each level, in order; where there is one alone, none."""
    if len(levels) < 2:  # noqa: PLR2004 - to compare
        return ()
    counting = context.where((context.counted > 0) & heard)
    cells = [
        LevelCell(
            level=level,
            lengths=_lengths(own := counting.only(**{factor: level})),
            accuracy=share(own, correct),
            outcomes=Outcomes.of(context.only(**{factor: level})),
            change=None,
            change_lengths=(),
        )
        for level in levels
    ]
    return (cells[0], *(_changed(one, cells[0], counting, factor) for one in cells[1:]))


def _changed(
    cell: LevelCell, first: LevelCell, counting: Frame, factor: Factor
) -> LevelCell:
    """Return the cell with its change, over the places that both levels have."""
    by = tuple(name for name in CELL if name != factor)
    own, other = (counting.only(**{factor: one.level}) for one in (cell, first))
    both = own.where(np.isin(places(own, by), places(other, by)))
    return cell.model_copy(
        update={
            "change": paired(cell_means(own, by=by), cell_means(other, by=by)),
            "change_lengths": _lengths(both),
        }
    )


def _lengths(frame: Frame) -> tuple[int, ...]:
    return tuple(length for length in frame.length.present() if length != NO_LENGTH)
