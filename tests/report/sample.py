"""A whole `Report` with every field filled, of the answers in `sample_world`.

Shares, differences and quantiles are made of those answers; what no answer decides
(prices, losses, settings) is invented in `sample_facts`. Nothing was measured: it is
for tests of whatever shows a report.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np

from pipeline.records import Distractors, Placement
from pipeline.report.contents import EndingShare, ModelReport, Pair, Report
from pipeline.report.sums import with_sums
from pipeline.statistics.times import time_quantile
from tests.report import sample_facts as facts
from tests.report import sample_parts as parts
from tests.report.sample_parts import IN_WORKING, RIGHT
from tests.report.sample_world import (
    CODES,
    DEPTHS,
    LENGTHS,
    MODELS,
    NAMES,
    SKILL,
    UNANSWERABLE,
    WORKING,
    World,
    ended_as,
    outcomes,
    share,
    share_of_attempted,
    world,
)


@cache
def sample() -> Report:
    ranked = sorted(NAMES, key=lambda name: -parts.headline(world(name)).estimate)
    pairs = [parts.pair(one, two) for one, two in combinations(ranked, 2)]
    models = [_model(name, pairs) for name in ranked]
    found = Report(
        run="filings-2026w20",
        corpus="filings",
        collection="filings.jsonl",
        lengths=LENGTHS,
        lengths_built=LENGTHS,
        working=WORKING,
        working_missing=(),
        depths=DEPTHS,
        placements=(Placement.AFTER,),
        distractors=(Distractors.HARD,),
        asked=facts.asked(),
        one_depth=True,
        every_depth=True,
        kinds=tuple(map(parts.kind, parts.KINDS)),
        scope=facts.scope([model.outcomes for model in models]),
        clocks=facts.CLOCKS,
        floors=facts.FLOORS,
        outcomes=facts.summed([model.outcomes for model in models]),
        models=tuple(models),
        pairs=tuple(pairs),
        families=parts.FAMILIES,
        resolves=parts.resolved_by(pairs),
        scorers=facts.scorers([model.outcomes for model in models]),
        judges=facts.judges(),
        left_out=facts.LEFT_OUT,
        losses=facts.LOSSES,
        metrics=facts.metrics(),
        citing=facts.citing([model.outcomes for model in models]),
        strengths=tuple(parts.strengths()),
    )
    return with_sums(found)


def _model(name: str, pairs: Sequence[Pair]) -> ModelReport:
    made, model = world(name), MODELS[name]
    working = made.context[:, IN_WORKING]
    lengths = LENGTHS[: len(SKILL[name])]
    every = (made.context, made.removed, made.closed_book, made.gold_only)
    ended = outcomes(*every, made.unanswerable, facts.for_reader())
    waited = made.seconds[:, IN_WORKING][answered_of(made)[:, IN_WORKING]]
    return ModelReport(
        model=model,
        silence=None,
        baseline=name == "bm25",
        lengths=lengths,
        accuracy=parts.headline(made),
        accuracy_answered=share_of_attempted(working),
        wrong=share(working, ("incorrect",)),
        abstained=share(working, ("abstained",)),
        closed_book=parts.cell(made.closed_book),
        gold_only=parts.cell(made.gold_only),
        reading_loss=parts.paired(made.gold_only, working),
        by_length=tuple(
            parts.cell(made.context[:, [at]], length=length)
            for at, length in enumerate(LENGTHS)
        ),
        by_depth=tuple(
            parts.cell(
                made.context,
                depth=depth,
                of=parts.at_depth(place, made.context.shape),
            )
            for place, depth in enumerate(DEPTHS)
        ),
        by_length_depth=tuple(
            parts.cell(
                made.context[:, [at]],
                length=length,
                depth=depth,
                of=parts.at_depth(place, made.context.shape)[:, [at]],
            )
            for at, length in enumerate(LENGTHS)
            for place, depth in enumerate(DEPTHS)
        ),
        by_type=tuple(parts.type_cell(made, kind) for kind in parts.KINDS),
        by_placement=(),
        by_distractors=(),
        length_change=parts.paired(
            made.context[:, [len(lengths) - 1]], made.context[:, [0]]
        ),
        declined=share(
            made.unanswerable[:, IN_WORKING],
            RIGHT,
            clusters=np.arange(UNANSWERABLE, dtype=np.intp),
        ),
        twins=tuple(parts.twins(made)),
        outcomes=ended,
        failures=tuple(facts.failures(model, ended)),
        tries=facts.tries(model, ended),
        times=tuple(facts.times(name, made)),
        felt_p95=time_quantile([s * 1.04 for s in waited.tolist()], (), 0.95),
        tokens=facts.tokens(name, ended),
        costs=facts.costs(name, ended),
        ranks=parts.ranks(model, pairs),
        effective=parts.effective(name, made),
        per_doubling=parts.per_doubling(name, made),
        length_auc=share(made.context[:, : len(lengths)], RIGHT),
        ruler_length=parts.longest(name, made, 0.856),
        nolima_length=parts.longest(
            name, made, parts.RETAIN * parts.at_length(made, 0)
        ),
        depth_effect=parts.depth_effect(made),
        endings=tuple(
            EndingShare(ending=ending, share=share(working, names))
            for ending, names in parts.ENDINGS.items()
        ),
        repeats=parts.repeats(name, made),
        known=parts.known_before(made),
        within=parts.within(made, seconds=facts.WAIT_S),
        cost_per_correct=facts.cost_per_correct(name, parts.headline(made)),
    )


def answered_of(made: World) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return ended_as(made.context, CODES[:5])
