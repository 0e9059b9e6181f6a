"""One model's part of a run becomes its part of the report."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from pipeline.records import Condition
from pipeline.report.amounts import costs, felt, times, token_ratio
from pipeline.report.asked import Asked
from pipeline.report.baselines import is_baseline
from pipeline.report.cells import (
    by_depth,
    by_length,
    cell,
    grid,
    length_change,
    silent,
)
from pipeline.report.contents import AnswerKind, Cell, ModelReport, Silence
from pipeline.report.depth_effect import depth_effect
from pipeline.report.design import Layouts
from pipeline.report.effective import (
    Ladder,
    effective,
    length_auc,
    per_doubling,
    published,
)
from pipeline.report.endings import endings
from pipeline.report.frame import Frame, judged
from pipeline.report.inputs import Inputs
from pipeline.report.kinds import by_type
from pipeline.report.known import known
from pipeline.report.layouts import by_level
from pipeline.report.money import cost_per_correct
from pipeline.report.repeats import repeats
from pipeline.report.rows import Failure
from pipeline.report.shares import (
    QUESTION,
    abstained,
    cell_means,
    correct,
    declined,
    incorrect,
    paired,
    right_of_attempted,
    share,
)
from pipeline.report.twins import twins
from pipeline.report.within import within
from pipeline.statistics.estimates import Estimate


class _AtLength(Protocol):
    @property
    def length(self) -> int | None: ...


_Row = TypeVar("_Row", bound=_AtLength)


class Design(NamedTuple):
    """What the run asked of every model."""

    lengths: tuple[int, ...]
    built: tuple[int, ...]
    """Of these, those that there are contexts of."""
    working: tuple[int, ...]
    """Of these, those that the headline is over."""
    depths: tuple[float, ...]
    kinds: tuple[AnswerKind, ...]
    layouts: Layouts
    asked: Asked


def model_report(name: str, inputs: Inputs, design: Design) -> ModelReport:
    """Return every number of one model; the inputs are of it alone."""
    rows = inputs.tallies
    in_context = rows.only(condition=Condition.CONTEXT)
    context = judged(rows, Condition.CONTEXT)
    silence = _silence(in_context, inputs.failures)
    heard = silence is None
    counting = context if heard else context.none()
    working = _at_work(context, design)
    headline = _at_work(counting, design)
    lengths = by_length(context, design.lengths, heard=heard)
    depths = by_depth(context, design.depths, heard=heard)
    has_figure = tuple(one.length for one in lengths if one.length and one.accuracy)
    rungs = ladder(context, design.lengths, design.built, design.asked.retain)
    spent = _rows_at_work(inputs.question_costs, design)
    ruler, nolima = published(counting, design.built)
    return ModelReport(
        model=name,
        silence=silence,
        baseline=is_baseline(name),
        lengths=has_figure,
        accuracy=share(headline, correct),
        accuracy_answered=right_of_attempted(headline),
        wrong=share(headline, incorrect),
        abstained=share(headline, abstained),
        closed_book=_control(rows, Condition.CLOSED_BOOK),
        gold_only=_control(rows, Condition.GOLD_ONLY),
        reading_loss=_reading_loss(rows, headline),
        by_length=tuple(lengths),
        by_depth=tuple(depths),
        by_length_depth=tuple(
            grid(context, design.lengths, design.depths, heard=heard)
        ),
        by_type=by_type(working, design.kinds, heard=heard),
        by_placement=by_level(
            context, "placement", design.layouts.placements, heard=heard
        ),
        by_distractors=by_level(
            context, "distractors", design.layouts.distractors, heard=heard
        ),
        length_change=length_change(counting, has_figure),
        declined=_declined(_at_work(in_context, design)) if heard else None,
        twins=twins(rows, design.built, heard=heard),
        outcomes=cell(rows, heard=False).outcomes,
        failures=inputs.failures,
        tries=next(iter(inputs.tries), None),
        times=times(inputs.timings),
        felt_p95=felt(_rows_at_work(inputs.timings, design)),
        tokens=token_ratio(inputs.tokens),
        costs=costs(inputs.costs),
        effective=effective(counting, rungs),
        per_doubling=per_doubling(counting),
        length_auc=length_auc(counting),
        ruler_length=ruler,
        nolima_length=nolima,
        depth_effect=depth_effect(counting, depths),
        endings=endings(headline),
        repeats=repeats(headline, _rows_at_work(inputs.alike, design)),
        known=known(judged(rows, Condition.CLOSED_BOOK), headline),
        within=within(_rows_at_work(inputs.within, design), design.asked.wait_s),
        cost_per_correct=cost_per_correct(spent),
    )


def _at_work(frame: Frame, design: Design) -> Frame:
    """Return the rows at the working lengths."""
    return frame.where(frame.length.mask(design.working))


def _rows_at_work(rows: Sequence[_Row], design: Design) -> list[_Row]:
    return [row for row in rows if row.length in design.working]


def _silence(in_context: Frame, failures: Sequence[Failure]) -> Silence | None:
    if not silent(in_context):
        return None
    reasons = [row for row in failures if row.condition is Condition.CONTEXT]
    counts = in_context.counts
    return Silence(
        calls=int(counts["planned"].sum() - counts["pending"].sum()),
        reason=max(reasons, key=lambda row: row.calls, default=None),
    )


def _control(rows: Frame, condition: Condition) -> Cell:
    every = rows.only(condition=condition)
    return cell(judged(rows, condition), heard=not silent(every))


def _reading_loss(rows: Frame, context: Frame) -> Estimate | None:
    """Return gold-only minus context, question by question."""
    if silent(rows.only(condition=Condition.GOLD_ONLY)):
        return None
    alone = judged(rows, Condition.GOLD_ONLY)
    return paired(cell_means(alone, by=QUESTION), cell_means(context, by=QUESTION))


def _declined(in_context: Frame) -> Estimate | None:
    return share(in_context.where(~in_context.answerable), declined)


def ladder(
    context: Frame, lengths: Sequence[int], built: Sequence[int], retain: float
) -> Ladder:
    """Return the lengths; one is beyond a window where not one call fitted it."""
    asked = {length: context.only(length=length) for length in built}
    return Ladder(
        lengths=tuple(lengths),
        beyond=tuple(
            length
            for length, part in asked.items()
            if part.counts["over_window"].any() and not np.any(part.counted)
        ),
        not_run=tuple(set(lengths) - set(built)),
        retain=retain,
    )
