"""Parts of the sample that are made of its answers: pairs, bracket, repeats, twins."""

from collections.abc import Iterator, Mapping, Sequence
from math import comb, log2
from statistics import median
from typing import Final, Literal

import numpy as np

from pipeline.records import AnswerType
from pipeline.report.contents import (
    AnswerKind,
    Cell,
    DepthEffect,
    Ending,
    Family,
    Known,
    LengthDifference,
    Pair,
    PairVerdict,
    PassK,
    Repeats,
    Strength,
    TwinCell,
    TypeCell,
    Within,
)
from pipeline.statistics.differences import difference
from pipeline.statistics.estimates import Estimate, Floats, Ratio
from pipeline.statistics.lengths import EffectiveLength, Rung, RungStatus
from pipeline.statistics.planning import resolvable
from pipeline.statistics.proportions import Calls, proportion
from pipeline.statistics.repeats import VarianceSplit
from tests.report.sample_facts import PRICE
from tests.report.sample_world import (
    CLUSTERS,
    DEPTH_AT,
    DEPTHS,
    LENGTHS,
    MODELS,
    NAMES,
    QUESTIONS,
    REPEATS,
    SKILL,
    TYPES,
    WORKING,
    Endings,
    Mask,
    World,
    ended_as,
    outcomes,
    question_means,
    share,
    world,
)

MARGIN: Final = 0.05
RETAIN: Final = 0.85
FAMILIES: Final = (
    Family(baselines=False, pairs=6, level=0.991667),
    Family(baselines=True, pairs=4, level=0.9875),
)
RIGHT: Final = ("correct",)
IN_WORKING: Final = slice(2, 6)
KINDS: Final = tuple(AnswerType(kind) for kind in sorted(set(TYPES)))
ENDINGS: Final = {
    Ending.CORRECT: RIGHT,
    Ending.WRONG: ("incorrect",),
    Ending.ABSTAINED: ("abstained",),
    Ending.REFUSED: ("declined", "refused", "filtered"),
    Ending.UNREADABLE: ("malformed", "truncated"),
    Ending.FAILED: ("failed",),
}


def headline(made: World) -> Estimate:
    return some(share(made.context[:, IN_WORKING], RIGHT))


def some(found: Estimate | None) -> Estimate:
    assert found is not None
    return found


def cell(
    ended: Endings,
    *,
    length: int | None = None,
    depth: float | None = None,
    of: Mask | None = None,
) -> Cell:
    part = ended if of is None else ended[of]
    return Cell(
        length=length,
        depth=depth,
        accuracy=share(ended, RIGHT, of=of),
        outcomes=outcomes(part),
    )


def at_depth(place: int, shape: tuple[int, ...]) -> Mask:
    found: Mask = np.equal(DEPTH_AT, place)
    return np.broadcast_to(found[..., None], shape)


def kind(answer_type: AnswerType) -> AnswerKind:
    return AnswerKind(
        answer_type=answer_type,
        questions=TYPES.count(answer_type),
        guess=0.538462 if answer_type is AnswerType.BOOLEAN else None,
    )


def type_cell(made: World, answer_type: AnswerType) -> TypeCell:
    rows = np.array([one is answer_type for one in TYPES])
    ended = made.context[rows][:, IN_WORKING]
    return TypeCell(
        answer_type=answer_type,
        accuracy=share(ended, RIGHT, clusters=CLUSTERS[rows]),
        outcomes=outcomes(ended),
    )


def paired(one: Endings, two: Endings, *, level: float = 0.95) -> Estimate | None:
    first, here = question_means(one)
    second, there = question_means(two)
    both = here & there
    return difference((first - second)[both], CLUSTERS[both], level=level)


def twins(made: World) -> Iterator[TwinCell]:
    for length in (None, *LENGTHS):
        at = slice(None) if length is None else slice(*_one(LENGTHS.index(length)))
        gone, there = made.removed[:, at], made.context[:, at]
        declined, here = question_means(gone)
        abstained, _ = question_means(there, ("abstained",))
        yield TwinCell(
            length=length,
            declined=share(gone, RIGHT),
            answered=share(gone, ("incorrect",)),
            abstained=share(there, ("abstained",)),
            told_apart=difference((declined - abstained)[here], CLUSTERS[here]),
            outcomes=outcomes(gone),
        )


def pair(one: str, two: str) -> Pair:
    """Return the comparison of two models, the stronger first, over what both did."""
    common = slice(2, min(6, len(SKILL[one]), len(SKILL[two])))
    first, second = world(one).context[:, common], world(two).context[:, common]
    family = FAMILIES["bm25" in (one, two)]
    found = some(paired(first, second, level=family.level))
    left, right = question_means(first)[0], question_means(second)[0]
    resolved = found.lo > 0
    level = found.lo > -MARGIN and found.hi < MARGIN
    narrow = (found.hi - found.lo) / 2 / MARGIN
    return Pair(
        model=MODELS[one],
        other=MODELS[two],
        difference=found,
        verdict=PairVerdict.BETTER
        if resolved
        else PairVerdict.EQUIVALENT
        if level
        else PairVerdict.NOT_RESOLVED,
        not_worse_by=max(-found.lo, found.hi),
        p=0.0001 if resolved else 0.3127,
        p_holm=0.001 if resolved else 0.3127,
        needed=max(0, int(np.ceil(found.n * narrow**2 - found.n))),
        only_model=int(((left >= 0.5) & (right < 0.5)).sum()),
        only_other=int(((right >= 0.5) & (left < 0.5)).sum()),
        by_length=tuple(
            LengthDifference(
                length=length,
                difference=paired(world(one).context[:, at], world(two).context[:, at]),
            )
            for at, length in enumerate(LENGTHS)
        ),
        time=quotient(np.log(world(one).seconds), np.log(world(two).seconds)),
        cost=None if "bm25" in (one, two) else flat(PRICE[one] / PRICE[two]),
    )


def quotient(mine: Floats, theirs: Floats) -> Ratio:
    logs = (mine - theirs).mean(axis=(1, 2))
    found = some(difference(logs / 9, CLUSTERS))
    estimate, lo, hi = np.exp([9 * found.estimate, 9 * found.lo, 9 * found.hi])
    return flat(estimate, lo / estimate, hi / estimate)


def flat(estimate: float, below: float = 0.96, above: float = 1.05) -> Ratio:
    return Ratio(
        estimate=round(float(estimate), 6),
        lo=round(float(estimate * below), 6),
        hi=round(float(estimate * above), 6),
        level=0.95,
        n=QUESTIONS,
        documents=52,
        few_documents=False,
        method="sample@1",
    )


def resolved_by(pairs: Sequence[Pair]) -> float:
    shown = [resolvable(pair.difference) for pair in pairs if pair.difference]
    return median(one for one in shown if one is not None)


def ranks(model: str, pairs: Sequence[Pair]) -> tuple[int, int]:
    shown = [pair for pair in pairs if pair.verdict is PairVerdict.BETTER]
    above = sum(pair.other == model for pair in shown)
    below = sum(pair.model == model for pair in shown)
    return 1 + above, len(NAMES) - below


def effective(name: str, made: World) -> EffectiveLength:
    base, _ = question_means(made.context[:, 0])
    rungs = [Rung(length=LENGTHS[0], status=RungStatus.BASE, kept=None)]
    holds, held, fails = True, LENGTHS[0], None
    for at, length in enumerate(LENGTHS[1:], 1):
        if at >= len(SKILL[name]):
            beyond = RungStatus.BEYOND_WINDOW
            rungs.append(Rung(length=length, status=beyond, kept=None))
            continue
        here, _ = question_means(made.context[:, at])
        kept = some(difference(here - RETAIN * base, CLUSTERS, level=0.9))
        holds = holds and kept.lo > 0
        status = RungStatus.UNCLEAR
        if holds:
            held, status = length, RungStatus.SUPPORTED
        elif kept.hi < 0:
            fails, status = fails or length, RungStatus.FAILED
        rungs.append(Rung(length=length, status=status, kept=kept))
    return EffectiveLength(
        base=LENGTHS[0],
        retain=RETAIN,
        rungs=tuple(rungs),
        holds_to=held,
        fails_by=fails,
        guess=None if fails is None else round((held * fails) ** 0.5, 1),
    )


def per_doubling(name: str, made: World) -> Estimate | None:
    steps = np.array([log2(length) for length in LENGTHS[: len(SKILL[name])]])
    weights = (steps - steps.mean()) / ((steps - steps.mean()) ** 2).sum()
    means = [question_means(made.context[:, at])[0] for at in range(len(steps))]
    return difference(np.asarray(weights @ np.array(means)), CLUSTERS)


def longest(name: str, made: World, bar: float) -> int | None:
    """Return the longest length down from which all are above the bar."""
    found = None
    for at, length in enumerate(LENGTHS[: len(SKILL[name])]):
        if at_length(made, at) < bar:
            break
        found = length
    return found


def at_length(made: World, at: int) -> float:
    return some(share(made.context[:, at], RIGHT)).estimate


def depth_effect(made: World) -> DepthEffect:
    shape = made.context.shape
    middle, here = question_means(made.context, of=at_depth(2, shape))
    outer = at_depth(0, shape) | at_depth(4, shape)
    ends, there = question_means(made.context, of=outer)
    both = here & there
    by_depth = [
        some(share(made.context, RIGHT, of=at_depth(place, shape)))
        for place in range(len(DEPTHS))
    ]
    worst = min(range(len(DEPTHS)), key=lambda place: by_depth[place].estimate)
    return DepthEffect(
        middle_minus_ends=difference((middle - ends)[both], CLUSTERS[both]),
        worst_depths=(DEPTHS[worst],),
    )


def repeats(name: str, made: World) -> Repeats:
    first = made.context[:, 2 : min(6, len(SKILL[name]))]
    right = ended_as(first, RIGHT).sum(axis=2)
    made_calls = Calls(hits=int(right.sum()), calls=right.size * REPEATS)
    chances = {
        k: np.array([comb(c, k) / comb(REPEATS, k) for c in range(REPEATS + 1)])
        for k in range(1, REPEATS + 1)
    }
    flips = ((right > 0) & (right < REPEATS)).astype(np.float64)
    alike = 1 - 0.8 * flips
    return Repeats(
        repeats=REPEATS,
        pass_k=tuple(
            PassK(
                k=k,
                share=some(
                    proportion(chance[right].mean(axis=1), CLUSTERS, made_calls)
                ),
            )
            for k, chance in chances.items()
        ),
        same_answer=_of_places(alike),
        same_text=_of_places(alike * 0.6),
        flips=_of_places(flips),
        spread=VarianceSplit(
            documents=0.22, questions=0.59, runs=0.19, method="anova@1"
        ),
    )


def known_before(made: World) -> Known:
    right = ended_as(made.closed_book, RIGHT).any(axis=(1, 2))
    leak: Floats = np.asarray(right, dtype=np.float64)
    calls = Calls(hits=int(leak.sum()), calls=leak.size)
    rest = made.context[~right][:, IN_WORKING]
    return Known(
        share=some(proportion(leak, CLUSTERS, calls)),
        accuracy_of_unknown=share(rest, RIGHT, clusters=CLUSTERS[~right]),
    )


def within(made: World, seconds: float) -> Within:
    part = made.context[:, IN_WORKING]
    hits = ended_as(part, RIGHT) & (made.seconds[:, IN_WORKING] <= seconds)
    asked = part != 11
    means = hits.sum(axis=(1, 2)) / np.maximum(1, asked.sum(axis=(1, 2)))
    calls = Calls(hits=int(hits.sum()), calls=int(asked.sum()))
    return Within(seconds=seconds, share=proportion(means, CLUSTERS, calls))


def strengths() -> Iterator[Strength]:
    for length in WORKING:
        at = LENGTHS.index(length)
        parts = {
            name: world(name).context[:, at] for name in NAMES if at < len(SKILL[name])
        }
        yield _strength("length", str(length), parts)
    for answer_type in KINDS:
        rows = np.array([one is answer_type for one in TYPES])
        parts = {name: world(name).context[rows][:, IN_WORKING] for name in NAMES}
        yield _strength("type", answer_type, parts, rows)


def _strength(
    part: Literal["length", "type"],
    level: str,
    parts: Mapping[str, Endings],
    rows: Mask | None = None,
) -> Strength:
    clusters = CLUSTERS if rows is None else CLUSTERS[rows]
    found = {
        name: some(share(ended, RIGHT, clusters=clusters))
        for name, ended in parts.items()
    }
    first = max(found, key=lambda name: found[name].estimate)
    level_with: list[str] = []
    for name, ended in parts.items():
        mine, here = question_means(parts[first])
        theirs, there = question_means(ended)
        both = here & there
        gap = some(difference((mine - theirs)[both], clusters[both]))
        if name != first and gap.lo <= 0:
            level_with.append(MODELS[name])
    return Strength(
        part=part,
        level=level,
        models=(MODELS[first],),
        share=found[first],
        not_separated=tuple(level_with),
    )


def _of_places(values: Floats) -> Estimate | None:
    means = np.asarray(values.mean(axis=1), dtype=np.float64)
    calls = Calls(hits=round(float(values.sum())), calls=values.size)
    return proportion(means, CLUSTERS, calls)


def _one(at: int) -> tuple[int, int]:
    return at, at + 1
