"""Iterators taking turns."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

_One = TypeVar("_One")


def in_turn(iterators: Iterable[Iterator[_One]]) -> Iterator[_One]:
    """Yield one of each, round after round, until all have ended."""
    waiting = list(iterators)
    while waiting:
        going: list[Iterator[_One]] = []
        for iterator in waiting:
            for one in iterator:
                yield one
                going.append(iterator)
                break
        waiting = going
