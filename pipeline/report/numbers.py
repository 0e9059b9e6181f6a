"""Rows of the store go in, the one `Report` comes out. Pure: same rows, same report."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.records import Condition, Run
from pipeline.report.asked import asked
from pipeline.report.cells import silent
from pipeline.report.contents import ModelReport, Outcomes, Pair, Report
from pipeline.report.design import (
    depths,
    depths_met,
    layouts,
    lengths,
    lengths_built,
    working,
)
from pipeline.report.frame import Frame, judged
from pipeline.report.inputs import Inputs, by_model
from pipeline.report.judges import judges
from pipeline.report.kinds import kinds
from pipeline.report.models import Design, model_report
from pipeline.report.pairs import Arm, families, pairs, ranks, resolves
from pipeline.report.paths import portable
from pipeline.report.strengths import Parts, strengths
from pipeline.report.sums import with_sums


def compute(run: Run, inputs: Inputs) -> Report:
    """Return every number of the report; raise nothing for a run that has none."""
    frame = inputs.tallies
    parts = by_model(inputs)
    heard = _heard(parts, frame)
    dropped = {one.model: one.parameters for one in inputs.dropped}
    wanted = asked(run.settings, dropped)
    headline = working(wanted.working, lengths_built(frame))
    design = Design(
        lengths=tuple(lengths(frame, inputs.left_out)),
        built=tuple(lengths_built(frame)),
        working=headline.lengths,
        depths=tuple(depths(frame)),
        kinds=kinds(heard.where(heard.length.mask(headline.lengths)), inputs.gold),
        layouts=layouts(frame, wanted),
        asked=wanted,
    )
    models = sorted(
        (model_report(name, part, design) for name, part in parts.items()),
        key=_rank,
    )
    compared = [model.model for model in models if model.accuracy]
    arms = {model: _arm(parts[model], headline.lengths) for model in compared}
    found = pairs(compared, arms, wanted.margin)
    met = depths_met(heard, design.depths)
    report = Report(
        run=run.name,
        corpus=portable(run.corpus),
        collection=portable(run.collection),
        lengths=design.lengths,
        lengths_built=design.built,
        working=headline.lengths,
        working_missing=headline.missing,
        depths=design.depths,
        placements=design.layouts.placements,
        distractors=design.layouts.distractors,
        asked=wanted,
        one_depth=met.one_a_length,
        every_depth=met.every_one,
        kinds=design.kinds,
        scope=inputs.scope,
        clocks=inputs.clocks,
        floors=inputs.floors,
        outcomes=Outcomes.of(frame),
        models=tuple(_ranked(models, compared, found)),
        pairs=tuple(found),
        families=families(compared),
        resolves=resolves(found),
        scorers=inputs.scorers,
        judges=judges(inputs.judges),
        left_out=inputs.left_out,
        losses=inputs.losses,
        metrics=inputs.metrics,
        citing=inputs.citing,
        strengths=strengths(
            {model: arm.every for model, arm in arms.items()},
            Parts(
                lengths=design.built,
                working=design.working,
                types=tuple(kind.answer_type for kind in design.kinds),
            ),
        ),
    )
    return with_sums(report)


def _heard(parts: Mapping[str, Inputs], frame: Frame) -> Frame:
    """Return what counts of the models that answered at all."""
    names = [
        name
        for name, part in parts.items()
        if not silent(part.tallies.only(condition=Condition.CONTEXT))
    ]
    context = judged(frame, Condition.CONTEXT)
    return context.where(context.model.mask(names))


def _arm(part: Inputs, working: Sequence[int]) -> Arm:
    every = judged(part.tallies, Condition.CONTEXT)
    return Arm(
        context=every.where(every.length.mask(working)),
        every=every,
        times=[row for row in part.question_times if row.length in working],
        costs=[row for row in part.question_costs if row.length in working],
    )


def _ranked(
    models: Iterable[ModelReport], compared: Sequence[str], found: Iterable[Pair]
) -> Iterable[ModelReport]:
    """Return the models with the ranks that the pairs leave open to them."""
    places = ranks(compared, found)
    for model in models:
        yield model.model_copy(update={"ranks": places.get(model.model)})


def _rank(model: ModelReport) -> tuple[bool, float, str]:
    known = model.accuracy
    return known is None, -(known.estimate if known else 0.0), model.model
