"""The rows of one run in, where each of its models stands out. Pure.

The figures are those of the run's report, by the functions that make it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.compare.chronicle import Standing
from pipeline.compare.rows import ModelRun
from pipeline.records import Condition
from pipeline.report.amounts import felt
from pipeline.report.asked import asked
from pipeline.report.cells import silent
from pipeline.report.design import lengths, lengths_built, working
from pipeline.report.effective import effective
from pipeline.report.frame import Frame, judged
from pipeline.report.inputs import Headline
from pipeline.report.models import ladder
from pipeline.report.money import cost_per_correct
from pipeline.report.pairs import level
from pipeline.report.shares import cell_means, correct, paired, share


class Stood(NamedTuple):
    lengths: tuple[int, ...]
    """That there are contexts of."""
    working: tuple[int, ...]
    """Of these, those that the headline is over."""
    models: tuple[Standing, ...]
    """By accuracy, then by name."""
    first: str | None
    """The most accurate at all working lengths; at some, where none has them all."""
    behind: frozenset[str]
    """Those shown to be less accurate than the first."""


class _Run(NamedTuple):
    rows: Headline
    lengths: tuple[int, ...]
    built: tuple[int, ...]
    working: tuple[int, ...]
    retain: float


def stood(run: ModelRun, rows: Headline) -> Stood:
    """Return where the models of a run stand; `run` is any of its models."""
    declared = asked(run.settings)
    built = tuple(lengths_built(rows.tallies))
    held = _Run(
        rows=rows,
        lengths=tuple(lengths(rows.tallies, rows.left_out)),
        built=built,
        working=working(declared.working, built).lengths,
        retain=declared.retain,
    )
    counted = {
        name: _counted(rows.tallies.only(model=name))
        for name in rows.tallies.model.present()
    }
    models = [_standing(name, frame, held) for name, frame in counted.items()]
    ranked = [
        one.model
        for one in sorted(models, key=lambda one: (not one.throughout, _rank(one)))
        if one.accuracy
    ]
    return Stood(
        lengths=built,
        working=held.working,
        models=tuple(sorted(models, key=_rank)),
        first=next(iter(ranked), None),
        behind=_behind(
            ranked, {name: _headline(frame, held) for name, frame in counted.items()}
        ),
    )


def _counted(own: Frame) -> Frame:
    """Return what counts of one model in context: nothing, where it never answered."""
    context = judged(own, Condition.CONTEXT)
    return context.none() if silent(own.only(condition=Condition.CONTEXT)) else context


def _headline(frame: Frame, run: _Run) -> Frame:
    return frame.where(frame.length.mask(run.working))


def _standing(name: str, frame: Frame, run: _Run) -> Standing:
    rungs = ladder(frame, run.lengths, run.built, run.retain)
    headline = _headline(frame, run)
    met = headline.where(headline.counted > 0).length.present()
    costs = [row for row in run.rows.question_costs if row.model == name]
    return Standing(
        model=name,
        accuracy=share(headline, correct),
        throughout=met == list(run.working),
        effective=effective(frame, rungs),
        wait_p95=felt(
            row
            for row in run.rows.timings
            if row.model == name and row.length in run.working
        ),
        cost_per_correct=cost_per_correct(
            [row for row in costs if row.length in run.working]
        ),
    )


def _rank(one: Standing) -> tuple[bool, float, str]:
    known = one.accuracy
    return known is None, -(known.estimate if known else 0.0), one.model


def _behind(ranked: Sequence[str], frames: dict[str, Frame]) -> frozenset[str]:
    """Return whom the first is shown to be ahead of, as the run's report has it."""
    if not ranked:
        return frozenset()
    means = {name: cell_means(frames[name]) for name in ranked}
    first, *others = ranked
    gaps = {
        name: paired(means[first], means[name], level=level(first, name, ranked))
        for name in others
    }
    return frozenset(name for name, found in gaps.items() if found and found.lo > 0)
