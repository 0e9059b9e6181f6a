"""Seeded chance that is the same on every machine and Python."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from pipeline.records import content_id

_One = TypeVar("_One")


class Dice:
    """Draws in order; `of` gives others that what is drawn here does not move."""

    def __init__(self, *seeds: object) -> None:
        self._seed = content_id(*seeds)
        self._random = Random(self._seed)  # noqa: S311 - no secret

    def of(self, *names: object) -> "Dice":
        return Dice(self._seed, *names)

    def below(self, limit: int) -> int:
        """Draw from 0 to `limit` - 1.

        Of all that `random` has, only `random()` is promised to stay the same.
        """
        return int(self._random.random() * limit)

    def between(self, low: int, high: int) -> int:
        """Draw from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def one_of(self, choices: Sequence[_One]) -> _One:
        return choices[self.below(len(choices))]

    def shuffled(self, items: Sequence[_One]) -> list[_One]:
        left = list(items)
        for place in range(len(left) - 1, 0, -1):
            other = self.below(place + 1)
            left[place], left[other] = left[other], left[place]
        return left

    def some(self, items: Sequence[_One], count: int) -> list[_One]:
        """Draw `count` of them at most, each once."""
        return self.shuffled(items)[:count]

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.below((last - first).days + 1))
