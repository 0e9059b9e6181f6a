"""Several comparisons at once: adjusted p, simultaneous levels, ranges of ranks."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.statistics.estimates import LEVEL


def simultaneous_level(comparisons: int) -> float:
    """Return the level each interval needs for all to hold together (Bonferroni)."""
    return 1 - (1 - LEVEL) / max(1, comparisons)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return Holm's adjusted p, in the order given: the family-wise error holds.

    (Holm 1979.) The k-th smallest of m times m - k + 1, at least the one before it.
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, least = [1.0] * len(p_values), 0.0
    for left, place in zip(range(len(order), 0, -1), order, strict=True):
        least = max(least, min(1.0, left * p_values[place]))
        adjusted[place] = least
    return adjusted


def rank_ranges(
    names: Sequence[str], better: Iterable[tuple[str, str]]
) -> dict[str, tuple[int, int]]:
    """Return between which ranks each can be, from 1: never a bare rank.

    1 + the number shown better than it, to all of them less those shown worse;
    `better` holds each pair of which the first was shown better.
    """
    shown = {(one, two) for one, two in better if one != two}
    above = Counter(two for _, two in shown)
    below = Counter(one for one, _ in shown)
    return {name: (1 + above[name], len(names) - below[name]) for name in names}
