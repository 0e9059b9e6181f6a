"""Accuracy, pass^k and flip rate: shares of questions."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from benchmarks.coverage.band import Case, Dice, Tried, covering
from benchmarks.coverage.worlds import (
    DESIGNS,
    OF_DOCUMENT,
    OF_QUESTION,
    Design,
    answers,
    average,
    centre,
    effects,
)
from pipeline.statistics.estimates import Codes, Estimate
from pipeline.statistics.proportions import Calls, proportion
from pipeline.statistics.repeats import flip_rate, pass_k

SHARES: Final = (0.5, 0.8, 0.95, 0.99)
REPEATS: Final = (1, 3, 5)
K: Final = 3
SPREAD: Final = float(np.hypot(OF_DOCUMENT, OF_QUESTION))

Run: TypeAlias = Callable[[Dice, int], Tried]
OfCounts: TypeAlias = Callable[[Codes, Codes, Codes], Estimate | None]


class World(NamedTuple):
    design: Design
    share: float
    repeats: int

    def __str__(self) -> str:
        return f"{self.design}, p {self.share}, R {self.repeats}"


def cases() -> Iterator[Case]:
    worlds = [World(d, p, r) for d in DESIGNS for p in SHARES for r in REPEATS]
    for world in worlds:
        yield _case("accuracy", world, partial(accuracy, world))
    for name, estimator, truth in (
        (f"pass^{K}", _pass_k, _all_right),
        ("flip rate", flip_rate, _both),
    ):
        for world in worlds:
            if world.repeats >= K:
                run = partial(of_counts, estimator, truth(world), world)
                yield _case(name, world, run, slow=2)


def right(world: World, dice: Dice, runs: int) -> Codes:
    """Return how many repeats of each question are right: runs x questions."""
    added = effects(
        dice, runs, world.design, document=OF_DOCUMENT, question=OF_QUESTION
    )
    return answers(dice, centre(world.share, SPREAD) + added, world.repeats)


def accuracy(world: World, dice: Dice, runs: int) -> Tried:
    of_all = world.design.questions * world.repeats
    found = (
        proportion(
            row / world.repeats,
            world.design.clusters,
            Calls(hits=int(row.sum()), calls=of_all),
        )
        for row in right(world, dice, runs)
    )
    return covering(found, world.share)


def of_counts(
    estimator: OfCounts, truth: float, world: World, dice: Dice, runs: int
) -> Tried:
    asked = np.full(world.design.questions, world.repeats, dtype=np.intp)
    found = (
        estimator(row, asked, world.design.clusters) for row in right(world, dice, runs)
    )
    return covering(found, truth)


def _case(number: str, world: World, run: Run, *, slow: int = 1) -> Case:
    promised = not world.design.marked
    kind = world.design.kind
    return Case(number, kind, str(world), run, slow=slow, promised=promised)


def _pass_k(correct: Codes, asked: Codes, clusters: Codes) -> Estimate | None:
    return pass_k(correct, asked, clusters, k=K)


def _all_right(world: World) -> float:
    return average(lambda chance: chance**K, centre(world.share, SPREAD), SPREAD)


def _both(world: World) -> float:
    times = world.repeats
    return average(
        lambda chance: 1 - chance**times - (1 - chance) ** times,
        centre(world.share, SPREAD),
        SPREAD,
    )
