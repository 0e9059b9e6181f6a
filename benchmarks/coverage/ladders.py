"""Accuracy over lengths: the bracket, points for each doubling, area, and depths."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from benchmarks.coverage.band import Case, Claim, Dice, Tried, counting, covering
from benchmarks.coverage.worlds import Design, Models, even, harmonic, one_large
from pipeline.statistics.depths import Spot, middle_minus_ends
from pipeline.statistics.estimates import Estimate, Floats
from pipeline.statistics.lengths import (
    RETAIN,
    EffectiveLength,
    Level,
    effective_length,
    length_auc,
    per_doubling,
)

LENGTHS: Final = (4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000)
CURVES: Final = {
    "falling": (0.90, 0.89, 0.87, 0.83, 0.74, 0.60, 0.42),
    "slow": (0.90, 0.87, 0.84, 0.81, 0.78, 0.75, 0.72),
    "dip at 32k": (0.90, 0.89, 0.88, 0.60, 0.86, 0.85, 0.80),
    "just below at 64k": (0.90, 0.90, 0.90, 0.90, 0.764, 0.76, 0.76),
    "flat": (0.90,) * 7,
}
MIDDLE: Final = ((0.8, 0.8), (0.9, 0.8), (0.7, 0.5))
DEPTHS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
DESIGNS: Final = (
    even(20, 1),
    even(50, 1),
    even(20, 5),
    even(20, 10),
    even(8, 10),
    one_large(20, 100),
    harmonic(20, 100),
)
REPEATS: Final = 1

OfLadder: TypeAlias = Callable[[Sequence[Level]], Estimate | None]
Spots: TypeAlias = Callable[[Design, Sequence[Floats]], list[Spot]]
Told: TypeAlias = Callable[[EffectiveLength, int], bool]


class World(NamedTuple):
    design: Design
    curve: str

    @property
    def shares(self) -> tuple[float, ...]:
        return CURVES[self.curve]

    def __str__(self) -> str:
        return f"{self.design}, {self.curve}"


def cases() -> Iterator[Case]:
    for design in DESIGNS:
        for world in (World(design, curve) for curve in CURVES):
            kind, name = design.kind, str(world)
            for number, told in _TOLD.items():
                run = partial(claims, told, world)
                yield Case(number, kind, name, run, Claim.ERRS, 0.05, slow=4)
            for number, (estimator, truth) in _SLOPES.items():
                along = partial(over_lengths, estimator, truth(world.shares), world)
                yield Case(number, kind, name, along, slow=4)
        for ends, middle in MIDDLE:
            name = f"{design}, {ends} at the ends, {middle} in the middle"
            for number, spots in _SPOTS.items():
                at = partial(depths, spots, design, (ends, middle))
                yield Case(number, design.kind, name, at, slow=2)


def claims(told: Told, world: World, dice: Dice, runs: int) -> Tried:
    """Count the runs whose bracket tells something of this curve that is not so."""
    truth = holds_to(world.shares)
    found = (effective_length(ladder) for ladder in ladders(world, dice, runs))
    return counting(one is not None and told(one, truth) for one in found)


def over_lengths(
    estimator: OfLadder, truth: float, world: World, dice: Dice, runs: int
) -> Tried:
    return covering(map(estimator, ladders(world, dice, runs)), truth)


def ladders(world: World, dice: Dice, runs: int) -> Iterator[list[Level]]:
    design = world.design
    questions = np.arange(design.questions)
    asked = Models(dice, runs, design).in_turn(world.shares, REPEATS)
    for run in range(runs):
        yield [
            Level(length, questions, values[run], design.clusters)
            for length, values in zip(LENGTHS, asked, strict=True)
        ]


def holds_to(shares: Sequence[float]) -> int:
    """Return the longest length at and below which the share is truly kept."""
    kept = 0
    while kept + 1 < len(shares) and shares[kept + 1] >= RETAIN * shares[0]:
        kept += 1
    return LENGTHS[kept]


def depths(
    spots: Spots, design: Design, shares: tuple[float, float], dice: Dice, runs: int
) -> Tried:
    ends, middle = shares
    at = tuple(middle if depth == _MIDDLE else ends for depth in DEPTHS)
    asked = Models(dice, runs, design).in_turn(at, REPEATS)
    found = (
        middle_minus_ends(spots(design, [values[run] for values in asked]))
        for run in range(runs)
    )
    return covering(found, middle - ends)


def _over_claims(found: EffectiveLength, truth: int) -> bool:
    return found.holds_to is not None and found.holds_to > truth


def _under_claims(found: EffectiveLength, truth: int) -> bool:
    return found.fails_by is not None and found.fails_by <= truth


def _slope(shares: Sequence[float]) -> float:
    """Return the truth per doubling, by another road than the estimator's."""
    return float(np.polyfit(np.log2(LENGTHS), shares, 1)[0])


def _area(shares: Sequence[float]) -> float:
    return float(
        np.trapezoid(shares, np.log2(LENGTHS)) / np.log2(LENGTHS[-1] / LENGTHS[0])
    )


def _crossed(design: Design, values: Sequence[Floats]) -> list[Spot]:
    """Every question at every depth."""
    questions = np.arange(design.questions)
    return [
        Spot(depth, questions, at, design.clusters)
        for depth, at in zip(DEPTHS, values, strict=True)
    ]


def _latin(design: Design, values: Sequence[Floats]) -> list[Spot]:
    """Every question at one depth, the depths in turn."""
    questions = np.arange(design.questions)
    spots: list[Spot] = []
    for place, depth in enumerate(DEPTHS):
        met = questions % len(DEPTHS) == place
        spots.append(
            Spot(depth, questions[met], values[place][met], design.clusters[met])
        )
    return spots


_MIDDLE: Final = 0.5
_TOLD: Final[dict[str, Told]] = {
    "holds to, over-claimed": _over_claims,
    "fails by, over-claimed": _under_claims,
}
_SLOPES: Final[dict[str, tuple[OfLadder, Callable[[Sequence[float]], float]]]] = {
    "points per doubling": (per_doubling, _slope),
    "area over lengths": (length_auc, _area),
}
_SPOTS: Final[dict[str, Spots]] = {
    "middle minus ends, crossed": _crossed,
    "middle minus ends, one depth each": _latin,
}
