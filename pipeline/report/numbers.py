"""Rows of the store go in, the one `Report` comes out. Pure: same rows, same report."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import median
from typing import Final

from pydantic import BaseModel, ValidationError

from pipeline.records import Condition, Run
from pipeline.report import accuracy
from pipeline.report.contents import (
    Cell,
    ModelReport,
    Outcomes,
    Pair,
    PairVerdict,
    Report,
    Times,
    TokenRatio,
)
from pipeline.report.rows import Inputs, Tally, Timing, Tokens
from pipeline.report.statistics import (
    Estimate,
    resolvable,
    simultaneous_level,
    time_quantile,
)

MARGIN: Final = 0.05
TOLERATED_MISSING: Final = 0.05
_ABSOLUTE: Final = re.compile(r"/|~|\\|[A-Za-z]:[/\\]|file:")
_CONTROLS: Final = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY)


def compute(run: Run, inputs: Inputs) -> Report:
    """Return every number of the report; raise nothing for a run that has none."""
    lengths = _lengths(inputs)
    depths = sorted({t.depth for t in inputs.tallies if t.depth is not None})
    asked: dict[str, list[Tally]] = {}
    for tally in inputs.tallies:
        asked.setdefault(tally.model, []).append(tally)
    models = [
        _model(name, tallies, inputs, (lengths, depths))
        for name, tallies in sorted(asked.items())
    ]
    ranked = sorted(models, key=_rank)
    means = {
        name: accuracy.cell_means(accuracy.answerable(tallies, Condition.CONTEXT))
        for name, tallies in asked.items()
    }
    level = simultaneous_level(len(models) * (len(models) - 1) // 2)
    pairs = [
        _pair((one.model, means[one.model]), (two.model, means[two.model]), level)
        for one, two in combinations(ranked, 2)
    ]
    return Report(
        run=run.name,
        corpus=portable(run.corpus),
        collection=portable(run.collection),
        lengths=tuple(lengths),
        lengths_built=tuple(sorted({t.length for t in inputs.tallies if t.length})),
        depths=tuple(depths),
        margin=MARGIN,
        tolerated_missing=_tolerated(run.settings),
        scope=inputs.scope,
        outcomes=Outcomes.of(inputs.tallies),
        models=tuple(ranked),
        pairs=tuple(pairs),
        pair_level=round(level, 6),
        resolves=_resolves(pairs),
        scorers=inputs.scorers,
        left_out=inputs.left_out,
        losses=inputs.losses,
    )


def portable(path: str) -> str:
    """Return a path as it may be published: an absolute one by its last name."""
    if _ABSOLUTE.match(path):
        return re.split(r"[/\\]", path.rstrip("/\\"))[-1]
    return path


def is_baseline(model: str) -> bool:
    return model.startswith("baseline/")


def _model(
    name: str,
    tallies: Sequence[Tally],
    inputs: Inputs,
    design: tuple[Sequence[int], Sequence[float]],
) -> ModelReport:
    lengths, depths = design
    context = accuracy.answerable(tallies, Condition.CONTEXT)
    closed_book, gold_only = (accuracy.answerable(tallies, c) for c in _CONTROLS)
    without_answer = [
        t for t in tallies if not t.answerable and t.condition is Condition.CONTEXT
    ]
    by_length = [
        accuracy.cell((t for t in context if t.length == length), length=length)
        for length in lengths
    ]
    timings = [timing for timing in inputs.timings if timing.model == name]
    return ModelReport(
        model=name,
        baseline=is_baseline(name),
        lengths=tuple(cell.length for cell in by_length if cell.length and _has(cell)),
        accuracy=accuracy.share(context, accuracy.correct, accuracy.counted),
        accuracy_answered=accuracy.share(context, accuracy.correct, accuracy.scored),
        wrong=accuracy.share(context, accuracy.incorrect, accuracy.counted),
        abstained=accuracy.share(context, accuracy.abstained, accuracy.counted),
        closed_book=accuracy.cell(closed_book),
        gold_only=accuracy.cell(gold_only),
        reading_loss=accuracy.paired(
            accuracy.question_means(gold_only), accuracy.question_means(context)
        ),
        by_length=tuple(by_length),
        by_depth=tuple(
            accuracy.cell((t for t in context if t.depth == depth), depth=depth)
            for depth in depths
        ),
        by_length_depth=tuple(_grid(context, lengths, depths)),
        length_change=_length_change(context, by_length),
        declined=accuracy.share(without_answer, accuracy.declined, accuracy.counted),
        outcomes=Outcomes.of(tallies),
        times=tuple(_times(timing) for timing in timings),
        felt_p95=time_quantile(
            [s for timing in timings for s in timing.felt_s],
            [s for timing in timings for s in timing.felt_censored_s],
            0.95,
        ),
        same_verdict=accuracy.same_verdict(
            t for t in tallies if t.condition is Condition.CONTEXT
        ),
        tokens=_ratio(name, inputs.tokens),
    )


def _grid(
    context: Iterable[Tally], lengths: Sequence[int], depths: Sequence[float]
) -> Iterable[Cell]:
    places: dict[tuple[int | None, float | None], list[Tally]] = {}
    for tally in context:
        places.setdefault((tally.length, tally.depth), []).append(tally)
    for length in lengths:
        for depth in depths:
            rows = places.get((length, depth), [])
            yield accuracy.cell(rows, length=length, depth=depth)


def _length_change(
    context: Sequence[Tally], by_length: Sequence[Cell]
) -> Estimate | None:
    known = [cell.length for cell in by_length if _has(cell)]
    if len(known) < 2:  # noqa: PLR2004 - a change needs two
        return None
    return accuracy.paired(
        accuracy.question_means(t for t in context if t.length == known[-1]),
        accuracy.question_means(t for t in context if t.length == known[0]),
    )


def _times(timing: Timing) -> Times:
    p50, p90, p95 = (
        time_quantile(timing.answer_s, timing.censored_s, q) for q in (0.5, 0.9, 0.95)
    )
    return Times(
        length=timing.length,
        p50=p50,
        p90=p90,
        p95=p95,
        first_token_p50=time_quantile(timing.first_token_s, (), 0.5),
        disturbed=timing.disturbed,
    )


def _pair(
    one: tuple[str, accuracy.Means], two: tuple[str, accuracy.Means], level: float
) -> Pair:
    found = accuracy.paired(one[1], two[1], level=level)
    if found and found.estimate < 0:
        one, two = two, one
        found = found.model_copy(
            update={
                "estimate": -found.estimate,
                "lo": 0.0 - found.hi,
                "hi": 0.0 - found.lo,
            }
        )
    reach = None if found is None else max(abs(found.lo), abs(found.hi))
    verdict = PairVerdict.NOT_RESOLVED
    if found and found.lo > 0:
        verdict = PairVerdict.BETTER
    elif reach is not None and reach < MARGIN:
        verdict = PairVerdict.EQUIVALENT
    return Pair(
        model=one[0],
        other=two[0],
        difference=found,
        verdict=verdict,
        not_worse_by=reach,
    )


def _resolves(pairs: Iterable[Pair]) -> float | None:
    reaches = [resolvable(pair.difference) for pair in pairs if pair.difference]
    known = [reach for reach in reaches if reach is not None]
    return round(median(known), 6) if known else None


def _ratio(model: str, tokens: Iterable[Tokens]) -> TokenRatio | None:
    for row in tokens:
        if row.model == model and row.reference:
            return TokenRatio(
                ratio=round(row.reported / row.reference, 6),
                calls=row.calls,
                reported=row.reported,
                reference=row.reference,
            )
    return None


def _lengths(inputs: Inputs) -> list[int]:
    """Return the lengths asked for, those included of which nothing was built."""
    planned = {tally.length for tally in inputs.tallies}
    unbuilt = {
        int(row.what)
        for row in inputs.left_out
        if row.kind == "prompt" and row.what.isdecimal()
    }
    return sorted(unbuilt | {length for length in planned if length is not None})


def _tolerated(settings: str) -> float:
    """Return the run's own tolerance, where its settings hold one."""
    try:
        return _Tolerance.model_validate_json(settings).tolerated_missing
    except ValidationError:
        return TOLERATED_MISSING


class _Tolerance(BaseModel):
    """The one setting that the report heeds; whatever else a run holds may change."""

    tolerated_missing: float = TOLERATED_MISSING


def _has(cell: Cell) -> bool:
    return cell.accuracy is not None


def _rank(model: ModelReport) -> tuple[bool, float, str]:
    known = model.accuracy
    return known is None, -(known.estimate if known else 0.0), model.model
