"""Two models on the same cells become a difference, and the difference a verdict."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import median
from typing import Final, NamedTuple

import numpy as np

from pipeline.records import content_id
from pipeline.report.baselines import is_baseline
from pipeline.report.contents import Family, LengthDifference, Pair, PairVerdict
from pipeline.report.frame import NO_LENGTH, Frame
from pipeline.report.quotients import (
    common,
    dollars,
    log_seconds,
    times_as_long,
    times_the_price,
)
from pipeline.report.rows import QuestionCost, QuestionTime
from pipeline.report.shares import Means, cell_means, paired
from pipeline.statistics.differences import difference, sign_flip
from pipeline.statistics.estimates import Estimate, rounded
from pipeline.statistics.families import holm, rank_ranges, simultaneous_level
from pipeline.statistics.planning import questions_needed, resolvable

_HALF: Final = 0.5 - 1e-9
"""A mean of thirds may miss the half by a rounding."""


class Arm(NamedTuple):
    """What one model is compared by. The frames of all arms are parts of one."""

    context: Frame
    """Rows that count, of the working lengths: the headline's."""
    every: Frame
    """The same of all lengths."""
    times: Sequence[QuestionTime]
    costs: Sequence[QuestionCost]


class _Side(NamedTuple):
    model: str
    context: Means
    by_length: Mapping[int, Means]
    seconds: Means
    dollars: Means


def families(models: Iterable[str]) -> tuple[Family, ...]:
    """Return what holds together: pairs of models, and apart those with a baseline.

    Which model to use is one question, and whether a program would do is another. In
    one family, each baseline that a run asks would cost its models power.
    """
    counts = Counter(_with_baseline(*pair) for pair in combinations(models, 2))
    return tuple(
        Family(baselines=kind, pairs=count, level=rounded(simultaneous_level(count)))
        for kind, count in sorted(counts.items())
    )


def level(one: str, other: str, models: Iterable[str]) -> float:
    """Return the level of the interval of one pair of these models."""
    counts = {family.baselines: family.pairs for family in families(models)}
    return simultaneous_level(counts[_with_baseline(one, other)])


def pairs(ranked: Sequence[str], arms: Mapping[str, Arm], margin: float) -> list[Pair]:
    """Return every pair of these models, the better one first.

    Two models are compared on the places that both were asked in: one with a shorter
    window on its own lengths. The seconds and dollars are compared at the lengths that
    the arms have rows for.
    """
    sides = _sides(ranked, arms)
    found = [
        _pair(one, two, level(one.model, two.model, ranked), margin)
        for one, two in combinations(sides, 2)
    ]
    return _adjusted(found)


def ranks(ranked: Sequence[str], found: Iterable[Pair]) -> dict[str, tuple[int, int]]:
    """Return between which ranks each can be, as far as pairs are shown to differ."""
    better = [
        (pair.model, pair.other) for pair in found if pair.verdict is PairVerdict.BETTER
    ]
    return rank_ranges(ranked, better)


def resolves(found: Iterable[Pair]) -> float | None:
    """Return the typical true difference between two models that would be shown.

    A program differs from a model by which questions it can do at all: its pairs say
    little of how near two models could be told apart, and count only by themselves.
    """
    every = list(found)
    read = [pair for pair in every if not _with_baseline(pair.model, pair.other)]
    reaches = [resolvable(pair.difference) for pair in read or every if pair.difference]
    known = [reach for reach in reaches if reach is not None]
    return round(median(known), 6) if known else None


def _with_baseline(one: str, other: str) -> bool:
    return is_baseline(one) or is_baseline(other)


def _sides(ranked: Sequence[str], arms: Mapping[str, Arm]) -> list[_Side]:
    seconds = log_seconds({model: arms[model].times for model in ranked})
    costs = dollars({model: arms[model].costs for model in ranked})
    return [
        _Side(
            model=model,
            context=cell_means(arms[model].context),
            by_length=_by_length(arms[model].every),
            seconds=seconds[model],
            dollars=costs[model],
        )
        for model in ranked
    ]


def _by_length(every: Frame) -> dict[int, Means]:
    return {
        length: cell_means(every.only(length=length))
        for length in every.length.present()
        if length != NO_LENGTH
    }


def _pair(one: _Side, two: _Side, each: float, margin: float) -> Pair:
    both = common(one.context, two.context)
    gaps, mine, theirs = both.means, both.mine, both.theirs
    if len(gaps.value) and rounded(gaps.value.mean()) < 0:
        one, two, mine, theirs = two, one, theirs, mine
        gaps = replace(gaps, value=0.0 - gaps.value)
    found = difference(gaps.value, gaps.cluster, level=each)
    p = sign_flip(gaps.value, gaps.cluster, seed=_seed(one.model, two.model))
    ahead, behind = mine >= _HALF, theirs >= _HALF
    return Pair(
        model=one.model,
        other=two.model,
        difference=found,
        verdict=_verdict(found, margin),
        not_worse_by=_reach(found),
        p=None if p is None else rounded(p),
        needed=None if found is None else questions_needed(found, margin),
        only_model=int(np.count_nonzero(ahead & ~behind)),
        only_other=int(np.count_nonzero(behind & ~ahead)),
        by_length=tuple(_length_differences(one, two)),
        time=times_as_long(one.seconds, two.seconds),
        cost=times_the_price(one.dollars, two.dollars),
    )


def _verdict(found: Estimate | None, margin: float) -> PairVerdict:
    """Return what the simultaneous interval shows, and nothing that p alone shows.

    The interval is Bonferroni's, so that a reader can see in one picture what is shown
    and what is excluded. Holm's p answers the same question and may differ: it is less
    strict from the second pair on, while flips of a few documents can never make it
    small (five have no p below 2 / 32). It stands beside the verdict and decides none.
    """
    reach = _reach(found)
    if found is None or reach is None:
        return PairVerdict.NOT_RESOLVED
    if found.lo > 0:
        return PairVerdict.BETTER
    return PairVerdict.EQUIVALENT if reach < margin else PairVerdict.NOT_RESOLVED


def _reach(found: Estimate | None) -> float | None:
    return None if found is None else max(abs(found.lo), abs(found.hi))


def _seed(one: str, two: str) -> int:
    """Give each pair dice of its own: another model in the run changes no p."""
    return int(content_id(one, two)[:8], 16)


def _length_differences(one: _Side, two: _Side) -> Iterable[LengthDifference]:
    for length in sorted(one.by_length.keys() & two.by_length.keys()):
        found = paired(one.by_length[length], two.by_length[length])
        if found:
            yield LengthDifference(length=length, difference=found)


def _adjusted(found: Sequence[Pair]) -> list[Pair]:
    """Return the pairs with Holm's p over those of their family that have one."""
    known: dict[bool, list[float]] = {True: [], False: []}
    kinds = [_with_baseline(pair.model, pair.other) for pair in found]
    for kind, pair in zip(kinds, found, strict=True):
        known[kind] += [] if pair.p is None else [pair.p]
    adjusted = {kind: iter(holm(p_values)) for kind, p_values in known.items()}
    return [
        pair
        if pair.p is None
        else pair.model_copy(update={"p_holm": rounded(next(adjusted[kind]))})
        for kind, pair in zip(kinds, found, strict=True)
    ]
