"""Seeded chance: a draw depends on its seed and its name, never on what came before."""

import math
from collections.abc import Sequence
from hashlib import sha256
from statistics import NormalDist
from typing import Final, TypeVar

from pipeline.records import content_id
from pipeline.simulate.scenario import Lognormal, Spread

_P95: Final = NormalDist().inv_cdf(0.95)
_BITS: Final = 53
_STEPS: Final = 1 << _BITS

_One = TypeVar("_One")


class Dice:
    def __init__(self, *seeds: object) -> None:
        self._seed = content_id(*seeds)

    def uniform(self, name: str) -> float:
        """Draw from [0, 1)."""
        digest = sha256(f"{self._seed} {name}".encode()).digest()
        return (int.from_bytes(digest[:8]) >> (64 - _BITS)) / _STEPS

    def happens(self, name: str, probability: float) -> bool:
        return self.uniform(name) < probability

    def drawn(self, name: str, spread: Spread) -> float:
        """Draw from a distribution; a constant is itself."""
        if not isinstance(spread, Lognormal):
            return spread
        sigma = math.log(spread.p95 / spread.median) / _P95
        middle = max(self.uniform(name), 1 / _STEPS)  # of 0 there is no quantile
        return spread.median * math.exp(sigma * NormalDist().inv_cdf(middle))

    def one_of(self, name: str, choices: Sequence[_One]) -> _One:
        return choices[int(self.uniform(name) * len(choices))]

    def weighted(self, name: str, choices: Sequence[tuple[_One, float]]) -> _One:
        """Choose by weights, of which one at least is not 0."""
        left = self.uniform(name) * sum(weight for _, weight in choices)
        for choice, weight in choices:
            left -= weight
            if left < 0:
                return choice
        return next(choice for choice, weight in reversed(choices) if weight)
