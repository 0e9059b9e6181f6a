"""Two models on the same cells become a difference, and the difference a verdict."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import median
from typing import Final

from pipeline.report import accuracy
from pipeline.report.contents import Pair, PairVerdict
from pipeline.report.statistics import resolvable, simultaneous_level

MARGIN: Final = 0.05


def level(models: int) -> float:
    """Return the level of each interval at which those of all pairs hold together."""
    return simultaneous_level(models * (models - 1) // 2)


def pairs(ranked: Sequence[str], means: Mapping[str, accuracy.Means]) -> list[Pair]:
    """Return every pair of these models, the better one first."""
    each = level(len(ranked))
    return [
        _pair((one, means[one]), (two, means[two]), each)
        for one, two in combinations(ranked, 2)
    ]


def resolves(found: Iterable[Pair]) -> float | None:
    """Return the typical true difference between two models that would be shown."""
    reaches = [resolvable(pair.difference) for pair in found if pair.difference]
    known = [reach for reach in reaches if reach is not None]
    return round(median(known), 6) if known else None


def _pair(
    one: tuple[str, accuracy.Means], two: tuple[str, accuracy.Means], each: float
) -> Pair:
    found = accuracy.paired(one[1], two[1], level=each)
    if found and found.estimate < 0:
        one, two = two, one
        found = found.model_copy(
            update={
                "estimate": -found.estimate,
                "lo": 0.0 - found.hi,
                "hi": 0.0 - found.lo,
            }
        )
    reach = None if found is None else max(abs(found.lo), abs(found.hi))
    verdict = PairVerdict.NOT_RESOLVED
    if found and found.lo > 0:
        verdict = PairVerdict.BETTER
    elif reach is not None and reach < MARGIN:
        verdict = PairVerdict.EQUIVALENT
    return Pair(
        model=one[0],
        other=two[0],
        difference=found,
        verdict=verdict,
        not_worse_by=reach,
    )
