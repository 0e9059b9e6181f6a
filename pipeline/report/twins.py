"""Whether a model says so when a question's evidence is gone, and only then."""

from collections.abc import Iterable

import numpy as np

from pipeline.records import Condition
from pipeline.report.cells import silent
from pipeline.report.contents import Outcomes, TwinCell
from pipeline.report.frame import Frame, judged
from pipeline.report.shares import (
    abstained,
    cell_means,
    declined,
    incorrect,
    paired,
    places,
    share,
)


def twins(frame: Frame, lengths: Iterable[int], *, heard: bool) -> tuple[TwinCell, ...]:
    """Return the figures at all lengths and at each, where twins were asked at all.

    `frame` is of one model, and `heard` whether it ever answered with the evidence in
    the context.
    """
    asked = judged(frame, Condition.GOLD_REMOVED)
    if not len(asked):
        return ()
    context = judged(frame, Condition.CONTEXT)
    context = context if heard else context.none()
    answers = not silent(asked)
    parts = {None: asked} | {length: asked.only(length=length) for length in lengths}
    return tuple(
        _cell(length, part, context, heard=answers) for length, part in parts.items()
    )


def _cell(length: int | None, asked: Frame, context: Frame, *, heard: bool) -> TwinCell:
    counted = asked.where((asked.counted > 0) & heard)
    same = context.where(np.isin(places(context), places(counted)))
    return TwinCell(
        length=length,
        declined=share(counted, declined),
        answered=share(counted, incorrect),
        abstained=share(same, abstained),
        told_apart=paired(cell_means(counted, declined), cell_means(same, abstained)),
        outcomes=Outcomes.of(asked),
    )
