"""Rows of the store go in, the one `Report` comes out. Pure: same rows, same report."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.records import Condition, Run
from pipeline.report import accuracy
from pipeline.report.asked import asked
from pipeline.report.contents import (
    AnswerKind,
    Cell,
    Costs,
    ModelReport,
    Outcomes,
    Report,
    Silence,
    Times,
    TokenRatio,
)
from pipeline.report.design import (
    Layouts,
    depths,
    depths_met,
    layouts,
    lengths,
    lengths_built,
)
from pipeline.report.judges import judges
from pipeline.report.kinds import by_type, kinds
from pipeline.report.layouts import by_level
from pipeline.report.pairs import MARGIN, level, pairs, resolves
from pipeline.report.paths import portable
from pipeline.report.rows import Cost, Inputs, Tally, Timing, Tokens
from pipeline.report.statistics import Estimate, time_quantile
from pipeline.report.twins import twins


class _Cells(NamedTuple):
    lengths: Sequence[int]
    depths: Sequence[float]
    kinds: Sequence[AnswerKind]
    layouts: Layouts


def compute(run: Run, inputs: Inputs) -> Report:
    """Return every number of the report; raise nothing for a run that has none."""
    tallies = {
        name: list(rows)
        for name, rows in groupby(
            sorted(inputs.tallies, key=lambda tally: tally.model),
            key=lambda tally: tally.model,
        )
    }
    heard = [
        tally
        for rows in tallies.values()
        if not accuracy.silent(_in_context(rows))
        for tally in accuracy.answerable(rows, Condition.CONTEXT)
    ]
    dropped = {one.model: one.parameters for one in inputs.dropped}
    wanted = asked(run.settings, dropped)
    cells = _Cells(
        lengths(inputs),
        depths(inputs),
        kinds(heard, inputs.gold),
        layouts(inputs, wanted),
    )
    models = [_model(name, rows, inputs, cells) for name, rows in tallies.items()]
    ranked = sorted(models, key=_rank)
    means = {
        name: accuracy.cell_means(accuracy.answerable(rows, Condition.CONTEXT))
        for name, rows in tallies.items()
    }
    compared = [model.model for model in ranked if model.accuracy]
    found = pairs(compared, means)
    met = depths_met(heard, cells.depths)
    return Report(
        run=run.name,
        corpus=portable(run.corpus),
        collection=portable(run.collection),
        lengths=tuple(cells.lengths),
        lengths_built=tuple(lengths_built(inputs)),
        depths=tuple(cells.depths),
        placements=cells.layouts.placements,
        distractors=cells.layouts.distractors,
        margin=MARGIN,
        asked=wanted,
        one_depth=met.one_a_length,
        every_depth=met.every_one,
        kinds=tuple(cells.kinds),
        scope=inputs.scope,
        clocks=inputs.clocks,
        floors=inputs.floors,
        outcomes=Outcomes.of(inputs.tallies),
        models=tuple(ranked),
        pairs=tuple(found),
        pair_level=round(level(len(compared)), 6),
        resolves=resolves(found),
        scorers=inputs.scorers,
        judges=judges(inputs.judges),
        left_out=inputs.left_out,
        losses=inputs.losses,
        metrics=inputs.metrics,
        citing=inputs.citing,
    )


def is_baseline(model: str) -> bool:
    return model.startswith("baseline/")


def _model(
    name: str, tallies: Sequence[Tally], inputs: Inputs, cells: _Cells
) -> ModelReport:
    context = accuracy.answerable(tallies, Condition.CONTEXT)
    silence = _silence(name, _in_context(tallies), inputs)
    heard = silence is None
    counted = context if heard else []
    without_answer = [t for t in _in_context(tallies) if not t.answerable and heard]
    by_length = [
        accuracy.cell(
            (t for t in context if t.length == length), heard=heard, length=length
        )
        for length in cells.lengths
    ]
    closed_book = _control(tallies, Condition.CLOSED_BOOK)
    gold_only = _control(tallies, Condition.GOLD_ONLY)
    alone = accuracy.answerable(tallies, Condition.GOLD_ONLY)
    timings = [timing for timing in inputs.timings if timing.model == name]
    fresh = [timing for timing in timings if not timing.cached]
    return ModelReport(
        model=name,
        silence=silence,
        baseline=is_baseline(name),
        lengths=tuple(cell.length for cell in by_length if cell.length and _has(cell)),
        accuracy=accuracy.share(counted, accuracy.correct, accuracy.counted),
        accuracy_answered=accuracy.share(counted, accuracy.correct, accuracy.scored),
        wrong=accuracy.share(counted, accuracy.incorrect, accuracy.counted),
        abstained=accuracy.share(counted, accuracy.abstained, accuracy.counted),
        closed_book=closed_book,
        gold_only=gold_only,
        reading_loss=accuracy.paired(
            accuracy.question_means(alone if _has(gold_only) else []),
            accuracy.question_means(counted),
        ),
        by_length=tuple(by_length),
        by_depth=tuple(
            accuracy.cell(
                (t for t in context if t.depth == depth), heard=heard, depth=depth
            )
            for depth in cells.depths
        ),
        by_length_depth=tuple(_grid(context, cells, heard=heard)),
        by_type=by_type(context, cells.kinds, heard=heard),
        by_placement=by_level(
            context, "placement", cells.layouts.placements, heard=heard
        ),
        by_distractors=by_level(
            context, "distractors", cells.layouts.distractors, heard=heard
        ),
        length_change=_length_change(counted, by_length),
        declined=accuracy.share(without_answer, accuracy.declined, accuracy.counted),
        twins=twins(tallies, lengths_built(inputs), heard=heard),
        outcomes=Outcomes.of(tallies),
        failures=tuple(row for row in inputs.failures if row.model == name),
        tries=next((row for row in inputs.tries if row.model == name), None),
        times=tuple(_times(timing) for timing in timings),
        felt_p95=time_quantile(
            [s for timing in fresh for s in timing.felt_s],
            [s for timing in fresh for s in timing.felt_censored_s],
            0.95,
        ),
        same_verdict=accuracy.same_verdict(_in_context(tallies)),
        tokens=_ratio(name, inputs.tokens),
        costs=_costs(name, inputs.costs),
    )


def _in_context(tallies: Iterable[Tally]) -> list[Tally]:
    return [tally for tally in tallies if tally.condition is Condition.CONTEXT]


def _silence(model: str, context: Sequence[Tally], inputs: Inputs) -> Silence | None:
    if not accuracy.silent(context):
        return None
    reasons = [
        row
        for row in inputs.failures
        if row.model == model and row.condition is Condition.CONTEXT
    ]
    return Silence(
        calls=sum(tally.planned - tally.pending for tally in context),
        reason=max(reasons, key=lambda row: row.calls, default=None),
    )


def _control(tallies: Sequence[Tally], condition: Condition) -> Cell:
    every = [tally for tally in tallies if tally.condition is condition]
    return accuracy.cell(
        accuracy.answerable(tallies, condition), heard=not accuracy.silent(every)
    )


def _grid(context: Iterable[Tally], cells: _Cells, *, heard: bool) -> Iterable[Cell]:
    places: dict[tuple[int | None, float | None], list[Tally]] = {}
    for tally in context:
        places.setdefault((tally.length, tally.depth), []).append(tally)
    for length in cells.lengths:
        for depth in cells.depths:
            rows = places.get((length, depth), [])
            yield accuracy.cell(rows, heard=heard, length=length, depth=depth)


def _length_change(
    context: Sequence[Tally], by_length: Sequence[Cell]
) -> Estimate | None:
    known = [cell.length for cell in by_length if _has(cell)]
    if len(known) < 2:  # noqa: PLR2004 - a change needs two
        return None
    return accuracy.paired(
        accuracy.layout_means(t for t in context if t.length == known[-1]),
        accuracy.layout_means(t for t in context if t.length == known[0]),
    )


def _times(timing: Timing) -> Times:
    p50, p90, p95 = (
        time_quantile(timing.answer_s, timing.censored_s, q) for q in (0.5, 0.9, 0.95)
    )
    return Times(
        length=timing.length,
        cached=timing.cached,
        p50=p50,
        p90=p90,
        p95=p95,
        first_token_p50=time_quantile(timing.first_token_s, (), 0.5),
        disturbed=timing.disturbed,
    )


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


def _costs(model: str, costs: Iterable[Cost]) -> Costs | None:
    for row in costs:
        if row.model == model:
            mean = row.answers_usd / row.answers if row.answers else None
            return Costs(
                calls=row.sent,
                priced=row.priced,
                answer_usd=None if mean is None else round(mean, 9),
                total_usd=round(row.total_usd, 9) if row.priced else None,
                sources=row.sources,
                cold_cached=row.cold_cached,
            )
    return None


def _has(cell: Cell) -> bool:
    return cell.accuracy is not None


def _rank(model: ModelReport) -> tuple[bool, float, str]:
    known = model.accuracy
    return known is None, -(known.estimate if known else 0.0), model.model
