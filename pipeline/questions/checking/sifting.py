"""Which answers a passage states: a part of a survey that others can do. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from pipeline.questions.planting.passages import Passage
from pipeline.values.leaks import Gold
from pipeline.values.sieve import Sieve

Golds: TypeAlias = tuple[Gold, ...]
Stated: TypeAlias = list[list[int]]
"""For each passage, the golds that it states, as ascending indexes."""
Sift: TypeAlias = Callable[
    [Golds, Iterable[list[Passage]]], Iterable[tuple[list[Passage], Stated]]
]
"""Batches of passages in, each with what it states out, in order: by `sifted`, on as
many cores as the caller has."""


def sifted(golds: Golds, passages: Sequence[Passage]) -> Stated:
    sieve = _sieve(golds)
    return [sieve.stated(passage.text) for passage in passages]


def sifted_here(
    golds: Golds, batches: Iterable[list[Passage]]
) -> Iterator[tuple[list[Passage], Stated]]:
    """Do so in this process, batch by batch."""
    return ((batch, sifted(golds, batch)) for batch in batches)


@lru_cache(maxsize=1)
def _sieve(golds: Golds) -> Sieve:
    """Keep the last one: another process gets the same golds with each batch."""
    return Sieve(golds)
