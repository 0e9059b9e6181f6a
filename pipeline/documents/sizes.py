"""The sizes of documents in; their spread and their histogram out."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.records import Record


class Spread(Record):
    """Tokens per document: each is the size of one of them, by nearest rank."""

    documents: int
    min: int
    median: int
    p90: int
    max: int


class Bin(Record):
    """How many documents have at least `low` tokens and fewer than `high`."""

    low: int
    high: int
    documents: int


def spread(sizes: Sequence[int]) -> Spread | None:
    """Summarise sizes that are sorted."""
    if not sizes:
        return None
    return Spread(
        documents=len(sizes),
        min=sizes[0],
        median=_rank(sizes, 50),
        p90=_rank(sizes, 90),
        max=sizes[-1],
    )


def histogram(sizes: Sequence[int]) -> list[Bin]:
    """Count sizes of at least 1 between 1, 2, 5, 10, 20, 50 and so on."""
    if not sizes:
        return []
    edges = _edges(max(sizes))
    first = max(n for n, edge in enumerate(edges) if edge <= min(sizes))
    edges = edges[first:]
    counts = dict.fromkeys(edges[:-1], 0)
    for size in sizes:
        counts[max(edge for edge in edges if edge <= size)] += 1
    return [
        Bin(low=low, high=high, documents=counts[low]) for low, high in pairwise(edges)
    ]


def _edges(largest: int) -> list[int]:
    """Return 1, 2 and 5 of each power of ten, up to the first above `largest`."""
    edges: list[int] = []
    power = 1
    while True:
        for factor in (1, 2, 5):
            edges.append(factor * power)
            if edges[-1] > largest:
                return edges
        power *= 10


def _rank(ordered: Sequence[int], percent: int) -> int:
    return ordered[-(-len(ordered) * percent // 100) - 1]
