"""What two raters said of the same things in, how far they agree out. Pure."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

Said = TypeVar("Said", bound=Hashable)


def agreement(confusion: Mapping[tuple[Said, Said], int]) -> float | None:
    """Return the share on which both say the same; `None` of nothing."""
    total = sum(confusion.values())
    same = sum(count for (one, other), count in confusion.items() if one == other)
    return same / total if total else None


def kappa(confusion: Mapping[tuple[Said, Said], int]) -> float | None:
    """Return Cohen's kappa, (p_o - p_e) / (1 - p_e), of any number of classes.

    p_o is the share of agreement, p_e the one that the raters' own shares would give
    by chance: J. Cohen, A coefficient of agreement for nominal scales, Educational and
    Psychological Measurement 20 (1960), 37-46. `None` where it is not defined: of
    nothing, and where both raters know one class alone.
    """
    observed = agreement(confusion)
    if observed is None:
        return None
    total = sum(confusion.values())
    first: Counter[Said] = Counter()
    second: Counter[Said] = Counter()
    for (one, other), count in confusion.items():
        first[one] += count
        second[other] += count
    by_chance = sum(first[one] * second[one] for one in first) / total**2
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else None
