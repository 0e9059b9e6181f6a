"""Seeded chance: a draw depends on its seed and its name, never on what came before."""

from collections.abc import Sequence
from typing import TypeVar

from pipeline.records import content_id

_One = TypeVar("_One")


class Dice:
    def __init__(self, *seeds: object) -> None:
        self._seed = content_id(*seeds)

    def below(self, name: str, limit: int) -> int:
        """Draw from 0 to `limit` - 1; 128 bits, so that no value is favoured."""
        return int(content_id(self._seed, name), 16) % limit

    def between(self, name: str, low: int, high: int) -> int:
        """Draw from `low` to `high`, both included."""
        return low + self.below(name, high - low + 1)

    def one_of(self, name: str, choices: Sequence[_One]) -> _One:
        return choices[self.below(name, len(choices))]
