"""Times, their ratios, and money: numbers above 0 with long tails."""

import math
from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from benchmarks.coverage.band import Case, Dice, Tried, covering
from benchmarks.coverage.worlds import (
    OF_DOCUMENT,
    OF_MODEL,
    OF_QUESTION,
    Design,
    centre,
    effects,
    even,
    harmonic,
    one_large,
)
from pipeline.statistics.estimates import Floats
from pipeline.statistics.ratios import ratio
from pipeline.statistics.times import Quantile, quantile_n, time_quantile, time_ratio

QUANTILES: Final = (0.5, 0.9, 0.95, 0.99)
LIMITS: Final = {
    "none cut off": (np.inf, np.inf),
    "cut off at 30 s": (30.0, 30.0),
    "cut off at 10 to 60 s": (10.0, 60.0),
}
"""Between how many seconds each call is cut off."""
BODY_S: Final = 6.0
BODY_SPREAD: Final = 0.5
IN_TAIL: Final = 0.03
TAIL_S: Final = 15.0
TAIL_SHAPE: Final = 1.5
TIMES: Final = 1.8
"""How many times as long one model takes, in truth."""
DESIGNS: Final = (
    *(even(20, 1), even(50, 1), even(20, 5), even(20, 10)),
    *(one_large(20, 100), harmonic(20, 100)),
)
_FARTHEST_S: Final = 1e6


class Ends(NamedTuple):
    lo: float
    hi: float | None


def cases() -> Iterator[Case]:
    for quantile in QUANTILES:
        least = quantile_n(quantile)
        for n in (least, 2 * least):
            for cut, limits in LIMITS.items():
                run = partial(quantiles, quantile, n, limits)
                number = f"p{quantile * 100:.0f} of times"
                yield Case(number, "independent calls", f"n {n}, {cut}", run)
    for design in DESIGNS:
        yield Case("ratio of times", design.kind, str(design), partial(ratios, design))
        for share in (0.5, 0.8, 0.95):
            run = partial(costs, design, share)
            world = f"{design}, p {share}"
            yield Case("cost per correct", design.kind, world, run)


def quantiles(
    quantile: float, n: int, limits: tuple[float, float], dice: Dice, runs: int
) -> Tried:
    truth = true_time(quantile)
    times = seconds(dice, (runs, n))
    least, most = limits
    longest = np.full((runs, n), least)
    if most > least:
        longest = dice.uniform(least, most, (runs, n))
    found = (
        _ends(time_quantile(row[row <= cut], cut[row > cut], quantile))
        for row, cut in zip(times, longest, strict=True)
    )
    return covering(found, truth)


def seconds(dice: Dice, size: tuple[int, int]) -> Floats:
    """Return times of a lognormal body and, 3 in 100, of a Pareto tail."""
    body = BODY_S * dice.lognormal(0, BODY_SPREAD, size)
    tail = TAIL_S * (1 + dice.pareto(TAIL_SHAPE, size))
    return np.where(dice.random(size) < IN_TAIL, tail, body)


def true_time(quantile: float) -> float:
    def off(time: float) -> float:
        body = _normal(math.log(time / BODY_S) / BODY_SPREAD)
        tail = 1 - float((TAIL_S / max(time, TAIL_S)) ** TAIL_SHAPE)
        return (1 - IN_TAIL) * body + IN_TAIL * tail - quantile

    return float(brentq(off, 1e-6, _FARTHEST_S))


def ratios(design: Design, dice: Dice, runs: int) -> Tried:
    """Time two models on the same prompts: what a prompt costs both is shared."""
    shared = effects(dice, runs, design, document=0.3, question=0.3)
    each = (effects(dice, runs, design, document=0.2, question=0.5) for _ in range(2))
    mine, theirs = (np.exp(shared + own) for own in each)
    found = (
        time_ratio(TIMES * one, two, design.clusters)
        for one, two in zip(mine, theirs, strict=True)
    )
    return covering(found, TIMES)


def costs(design: Design, share: float, dice: Dice, runs: int) -> Tried:
    """Have what is hard cost more: the reasoning of a hard question is long."""
    added = effects(dice, runs, design, document=OF_DOCUMENT, question=OF_QUESTION)
    spread = float(np.hypot(OF_DOCUMENT, OF_QUESTION))
    right = dice.random(added.shape) < expit(centre(share, spread) + added)
    noise = dice.normal(0, OF_MODEL, added.shape)
    dollars = np.exp(_HARDER * added + noise)
    spent = float(np.exp(((_HARDER * spread) ** 2 + OF_MODEL**2) / 2))
    found = (
        ratio(paid, hits.astype(np.float64), design.clusters)
        for paid, hits in zip(dollars, right, strict=True)
    )
    return covering(found, spent / share)


def _normal(z: float) -> float:
    return math.erfc(-z / math.sqrt(2)) / 2


def _ends(found: Quantile) -> Ends | None:
    if found.lo is None:
        return None
    return Ends(found.lo, None if found.hi_more_than else found.hi)


_HARDER: Final = -0.2  # of the log cost, for each logit that a question is easier
