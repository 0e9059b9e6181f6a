"""Two models, and six: differences, sign flips, and what is said after Holm."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from benchmarks.coverage.band import Case, Claim, Dice, Tried, counting, covering
from benchmarks.coverage.worlds import DESIGNS, Design, Models, even, one_large
from pipeline.statistics.differences import difference, sign_flip
from pipeline.statistics.estimates import Floats
from pipeline.statistics.families import holm, simultaneous_level

GAPS: Final = ((0.8, 0.8), (0.95, 0.95), (0.85, 0.75), (0.97, 0.9), (0.99, 0.9))
REPEATS: Final = (1, 3)
MARGIN: Final = 0.05
MODELS: Final = 6
ERROR: Final = 0.05
SEED: Final = 7
FAMILIES: Final = (even(50, 1), even(20, 5), even(20, 10), one_large(20, 100))
"""Where six models are compared, which takes long."""
LARGE: Final = (even(400, 1), even(100, 4), even(40, 10), one_large(40, 400))
"""Designs in which equivalence can be shown at all."""


class World(NamedTuple):
    design: Design
    first: float
    second: float
    repeats: int

    def __str__(self) -> str:
        return f"{self.design}, p {self.first} and {self.second}, R {self.repeats}"


Errs: TypeAlias = Callable[[World, Dice, int], Tried]


def cases() -> Iterator[Case]:
    for design in DESIGNS:
        for first, second in GAPS:
            for repeats in REPEATS:
                world = World(design, first, second, repeats)
                kind, name, run = design.kind, str(world), partial(gaps, world)
                promised = not design.marked
                yield Case("difference", kind, name, run, promised=promised)
                if first == second:
                    yield _error("sign flip, no difference", world, flips, slow=2)
    for design in FAMILIES:
        for share in (0.8, 0.95):
            world = World(design, share, share, 1)
            yield _error(f"better by Holm, {MODELS} alike", world, by_holm, slow=4)
            yield _error(f"better by interval, {MODELS} alike", world, apart, slow=4)
    for design in LARGE:
        world = World(design, 0.9, 0.9 - MARGIN, 1)
        yield _error("equivalent, truly apart by the margin", world, equivalent)


def gaps(world: World, dice: Dice, runs: int) -> Tried:
    clusters = world.design.clusters
    found = (difference(row, clusters) for row in drawn(world, dice, runs))
    return covering(found, world.first - world.second)


def flips(world: World, dice: Dice, runs: int) -> Tried:
    clusters = world.design.clusters
    return counting(
        (sign_flip(row, clusters, seed=SEED) or 0) <= ERROR
        for row in drawn(world, dice, runs)
    )


def equivalent(world: World, dice: Dice, runs: int) -> Tried:
    """Count the runs that call two models equivalent which are a margin apart."""
    clusters = world.design.clusters
    found = (difference(row, clusters) for row in drawn(world, dice, runs))
    return counting(
        one is not None and max(abs(one.lo), abs(one.hi)) < MARGIN for one in found
    )


def by_holm(world: World, dice: Dice, runs: int) -> Tried:
    """Count the runs in which any of the pairs differs by its adjusted p."""
    clusters = world.design.clusters
    return counting(
        min(holm([sign_flip(gap, clusters, seed=SEED) or 0 for gap in each])) <= ERROR
        for each in _pairs(world, dice, runs)
    )


def apart(world: World, dice: Dice, runs: int) -> Tried:
    """Count the runs in which any simultaneous interval leaves 0 out."""
    clusters = world.design.clusters
    level = simultaneous_level(MODELS * (MODELS - 1) // 2)
    return counting(
        any(
            found is not None and not found.lo <= 0 <= found.hi
            for found in (difference(gap, clusters, level=level) for gap in each)
        )
        for each in _pairs(world, dice, runs)
    )


def drawn(world: World, dice: Dice, runs: int) -> Floats:
    models = Models(dice, runs, world.design)
    first = models.answers(world.first, world.repeats)
    return first - models.answers(world.second, world.repeats)


def _pairs(world: World, dice: Dice, runs: int) -> Iterator[list[Floats]]:
    models = Models(dice, runs, world.design)
    asked = np.stack([models.answers(world.first, 1) for _ in range(MODELS)])
    for run in range(runs):
        yield [one - two for one, two in combinations(asked[:, run], 2)]


def _error(number: str, world: World, run: Errs, *, slow: int = 1) -> Case:
    return Case(
        number,
        world.design.kind,
        str(world),
        partial(run, world),
        Claim.ERRS,
        ERROR,
        slow,
    )
