"""How far a model holds up as the context grows: a bracket, never a bare number."""

import math
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from pipeline.records import Record
from pipeline.statistics.contrasts import contrast, two_sided
from pipeline.statistics.estimates import LEVEL, Codes, Estimate, Floats, rounded
from pipeline.statistics.proportions import Calls, proportion

RETAIN: Final = 0.85
"""Of its own accuracy at the shortest length; NoLiMa's (arXiv 2502.05167)."""


class RungStatus(StrEnum):
    BASE = "base"
    SUPPORTED = "supported"
    """Shown to keep its share here and at every shorter length."""
    UNCLEAR = "unclear"
    FAILED = "failed"
    """Shown to keep less."""
    BEYOND_WINDOW = "beyond_window"
    NOT_RUN = "not_run"


_HOLDING: Final[Collection[RungStatus]] = (RungStatus.BASE, RungStatus.SUPPORTED)


class Rung(Record):
    """One length of the ladder."""

    length: int
    status: RungStatus
    kept: Estimate | None
    """Accuracy here minus `retain` x that at the base, over the questions asked at
    both, with the two one-sided bounds that the status was decided by. `None` for the
    base, and where no question was asked at both."""


class EffectiveLength(Record):
    """Between which lengths a model stops keeping its short-context accuracy."""

    base: int
    retain: float
    rungs: tuple[Rung, ...]
    """Shortest first, the base included."""
    holds_to: int | None
    """The longest length shown to hold; the base where no longer one is."""
    fails_by: int | None
    """The shortest length shown to fail; `None` where none is."""
    guess: float | None
    """Where a falling curve through the figures crosses: no claim, and inside the
    bracket. `None` where it does not cross."""


class Level(NamedTuple):
    """What the questions of one model came to at one length."""

    length: int
    questions: Codes
    values: Floats
    """Mean over repeats, 0 to 1, of each question."""
    clusters: Codes


def effective_length(
    ladder: Sequence[Level],
    *,
    beyond: Sequence[int] = (),
    not_run: Sequence[int] = (),
    retain: float = RETAIN,
) -> EffectiveLength | None:
    """Return the bracket; `None` where no length has a question, or the base no hit.

    Of nothing right at the base every length would keep its part, however bad.

    supported: the one-sided 95 % lower bound of y(L) - retain y(base) is above 0 here
    and at every shorter length (a fixed sequence: no error to split), none of which
    was left out.
    failed: the one-sided upper bound at 1 - .05 / (rungs - 1) is below 0.
    The base is the shortest length with a question; one that both ran and stands in
    `beyond` or `not_run` has run.
    """
    levels = sorted((one for one in ladder if len(one.values)), key=_length)
    if not levels:
        return None
    base, *longer = levels
    if not base.values.any():
        return None
    tails = (1 - LEVEL, 1 - (1 - LEVEL) / max(1, len(longer)))
    kept = {one.length: _kept(base, one, retain, tails) for one in longer}
    missing = dict.fromkeys(not_run, RungStatus.NOT_RUN)
    missing |= dict.fromkeys(beyond, RungStatus.BEYOND_WINDOW)
    rungs = _rungs(base.length, kept, missing)
    holds_to = max(one.length for one in rungs if one.status in _HOLDING)
    failed = [one.length for one in rungs if one.status is RungStatus.FAILED]
    return EffectiveLength(
        base=base.length,
        retain=retain,
        rungs=rungs,
        holds_to=holds_to,
        fails_by=min(failed, default=None),
        guess=_guess(base, longer, retain, (holds_to, min(failed, default=math.inf))),
    )


def per_doubling(ladder: Sequence[Level]) -> Estimate | None:
    """Return the average change for each doubling of the length, question by question.

    Least squares over log2 length within each question that has two lengths at least,
    then the clustered t interval. `None` with one length.
    """
    columns = _columns(ladder)
    if columns is None:
        return None
    questions, doublings, values, clusters = columns
    found, first, row = np.unique(questions, return_index=True, return_inverse=True)
    count = np.bincount(row)
    centre = np.bincount(row, weights=doublings) / count
    away = doublings - centre[row]
    spread = np.bincount(row, weights=away**2, minlength=len(found))
    sloped = spread > 0
    if not sloped.any():
        return None
    rise = np.bincount(row, weights=away * values, minlength=len(found))
    slopes = rise[sloped] / spread[sloped]
    whole = 1 / float(doublings.max() - doublings.min())
    return contrast(
        slopes,
        clusters[first][sloped],
        differs=~np.isclose(slopes, 0),
        extremes=(whole, -whole),
    ).estimate("slope", level=LEVEL, tails=two_sided(LEVEL))


def length_auc(ladder: Sequence[Level]) -> Estimate | None:
    """Return the area under accuracy over log2 length, 0 to 1 (trapezoids).

    Over questions asked at every length. `None` with one length, or no such question.
    The interval is the one of `proportion`.
    """
    levels = sorted((one for one in ladder if len(one.values)), key=_length)
    if len(levels) < 2:  # noqa: PLR2004 - an area needs a width
        return None
    shared = levels[0].questions
    for one in levels[1:]:
        shared = np.intersect1d(shared, one.questions)
    heights = np.array([one.values[_places(one, shared)] for one in levels])
    doublings = np.log2([one.length for one in levels])
    areas = np.trapezoid(heights, doublings, axis=0) / (doublings[-1] - doublings[0])
    clusters = levels[0].clusters[_places(levels[0], shared)]
    found = proportion(areas, clusters, Calls(hits=0, calls=heights.size))
    return found and found.model_copy(update={"hits": None, "calls": None})


def falling(
    lengths: Sequence[int], shares: Sequence[float], target: float
) -> float | None:
    """Return where a falling (isotonic) curve crosses `target`, in tokens.

    Lengths ascend. Pool adjacent violators, then straight lines over log2 length.
    `None` where the curve is below `target` from the start, or never.
    """
    curve = _pooled(shares)
    after = next((at for at, share in enumerate(curve) if share < target), 0)
    if not after:
        return None
    above, below = curve[after - 1], curve[after]
    start, end = math.log2(lengths[after - 1]), math.log2(lengths[after])
    return float(2 ** (start + (above - target) / (above - below) * (end - start)))


def _length(level: Level) -> int:
    return level.length


def _kept(
    base: Level, level: Level, retain: float, tails: tuple[float, float]
) -> Estimate | None:
    """Return what a rung keeps over what it has to, with its two one-sided bounds."""
    first, here = _shared(base, level)
    if not len(here):
        return None
    before, after = base.values[first], level.values[here]
    return contrast(
        after - retain * before,
        level.clusters[here],
        differs=before != after,
        extremes=(1.0, -1.0),
    ).estimate("retained", level=LEVEL, tails=tails)


def _rungs(
    base: int, kept: Mapping[int, Estimate | None], missing: Mapping[int, RungStatus]
) -> tuple[Rung, ...]:
    """Return the ladder, each rung supported only while all below it are."""
    rungs, holds = list[Rung](), True
    for length in sorted({base, *kept, *missing}):
        found = kept.get(length)
        if length == base:
            status = RungStatus.BASE
        elif length in kept:
            status = _status(found, holds=holds)
        else:
            status = missing[length]
        holds &= length < base or status in _HOLDING
        rungs.append(Rung(length=length, status=status, kept=found))
    return tuple(rungs)


def _status(kept: Estimate | None, *, holds: bool) -> RungStatus:
    if kept is not None and kept.hi < 0:
        return RungStatus.FAILED
    if kept is not None and kept.lo > 0 and holds:
        return RungStatus.SUPPORTED
    return RungStatus.UNCLEAR


def _guess(
    base: Level, longer: Sequence[Level], retain: float, bracket: tuple[float, float]
) -> float | None:
    """Return where the share kept crosses `retain`, moved into the bracket."""
    lengths, shares = [base.length], [1.0]
    for level in longer:
        first, here = _shared(base, level)
        before = float(base.values[first].sum())
        if before > 0:
            lengths.append(level.length)
            shares.append(float(level.values[here].sum()) / before)
    crossing = falling(lengths, shares, retain)
    if crossing is None:
        return None
    holds_to, fails_by = bracket
    return rounded(min(max(crossing, holds_to), fails_by))


def _pooled(shares: Sequence[float]) -> list[float]:
    """Return the nearest curve that never rises (least squares, equal weights)."""
    blocks = list[tuple[float, int]]()
    for share in shares:
        total, size = float(share), 1
        while blocks and blocks[-1][0] / blocks[-1][1] < total / size:
            before, width = blocks.pop()
            total, size = total + before, size + width
        blocks.append((total, size))
    return [total / size for total, size in blocks for _ in range(size)]


def _shared(base: Level, level: Level) -> tuple[Codes, Codes]:
    """Return where in each of the two stands a question that both have."""
    _, first, here = np.intersect1d(
        base.questions, level.questions, return_indices=True
    )
    return first, here


def _places(level: Level, questions: Codes) -> Codes:
    """Return where each question stands that the level has."""
    order = np.argsort(level.questions, kind="stable")
    return order[np.searchsorted(level.questions, questions, sorter=order)]


def _columns(ladder: Sequence[Level]) -> tuple[Codes, Floats, Floats, Codes] | None:
    """Return question, log2 length, value and document of all levels in one."""
    levels = [one for one in ladder if len(one.values)]
    if not levels:
        return None
    return (
        np.concatenate([one.questions for one in levels]),
        np.repeat(
            np.log2([one.length for one in levels]), [len(one.values) for one in levels]
        ),
        np.concatenate([one.values for one in levels]),
        np.concatenate([one.clusters for one in levels]),
    )
