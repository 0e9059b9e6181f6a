"""The numbers below a size in a seeded order, each worked out by itself. Pure."""

from math import isqrt
from typing import Final

from pipeline.corpus.dice import Dice

_ROUNDS: Final = 4
_PRIME: Final = (1 << 61) - 1
_LOW_BITS: Final = 20


class Order:
    """A permutation of 0 to `size` - 1 without a table of it.

    A Feistel network shuffles a square at least as large; a number that leaves the size
    is shuffled again until it is back, which a permutation always comes to.
    """

    def __init__(self, size: int, *seeds: object) -> None:
        dice = Dice("order", size, *seeds)
        self._size: Final = size
        self._side: Final = isqrt(size - 1) + 1
        self._keys: Final = [dice.between(1, _PRIME - 1) for _ in range(_ROUNDS)]

    def __getitem__(self, number: int) -> int:
        """Return the number at a place. Raises `IndexError` outside the size."""
        if not 0 <= number < self._size:
            message = f"{number} of {self._size}"
            raise IndexError(message)
        place = self._shuffled(number)
        while place >= self._size:
            place = self._shuffled(place)
        return place

    def _shuffled(self, number: int) -> int:
        left, right = divmod(number, self._side)
        for key in self._keys:
            mixed = pow(right + key, 3, _PRIME) >> _LOW_BITS
            left, right = right, (left + mixed) % self._side
        return left * self._side + right
