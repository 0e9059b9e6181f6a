"""Every number of a report that has an interval, in every world: one table."""

from typing import Final
from zlib import crc32

import numpy as np

from benchmarks.coverage import ladders, pairs, shares, tails
from benchmarks.coverage.band import Case, Measured

CASES: Final[tuple[Case, ...]] = (
    *shares.cases(),
    *pairs.cases(),
    *ladders.cases(),
    *tails.cases(),
)


def measured(number: int, *, runs: int, seed: int) -> Measured:
    """Simulate one case, the same whichever process does it and in which order."""
    return measure(CASES[number], runs=runs, seed=seed)


def measure(case: Case, *, runs: int, seed: int) -> Measured:
    name = crc32(f"{case.number}/{case.design}/{case.world}".encode())
    dice = np.random.default_rng([seed, name])
    return Measured(case, case.simulate(dice, max(1, runs // case.slow)))
