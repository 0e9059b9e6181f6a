"""Which parts of the organisation are written, and where the last one ends. Pure."""

from collections.abc import Iterator, Sequence
from itertools import count
from math import ceil
from typing import Final, Literal, NamedTuple

from pipeline.corpus.world import SIZE

LEAST: Final = 30_000
"""Less than a branch: fewer tokens would be a few documents of each kind."""
MOST: Final = 20_000_000
_TYPICAL: Final = 50_000
"""Tokens of a job, before any is known."""
_SHORT_OF: Final = 0.97
"""What is left is divided by the mean of a job: of a bit less, so that none is made
for nothing; the next round brings the rest."""


class Job(NamedTuple):
    what: Literal["branch", "district"]
    number: int


def jobs() -> Iterator[Job]:
    """Yield every branch in order, and each district behind its last branch."""
    for branch in count():
        yield Job("branch", branch)
        if branch % SIZE == SIZE - 1:
            yield Job("district", branch // SIZE)


def round_size(left: int, tokens: int, done: int) -> int:
    """Return how many jobs are needed at least, after `done` that made `tokens`."""
    mean = tokens / done if tokens else _TYPICAL
    return max(1, ceil(_SHORT_OF * left / mean))


def kept(tokens: Sequence[int], left: int) -> list[int]:
    """Return the places of the documents that fit: one too long is passed over."""
    found: list[int] = []
    for place, size in enumerate(tokens):
        if size <= left:
            found.append(place)
            left -= size
    return found
