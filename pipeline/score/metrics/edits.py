"""Levenshtein's distance, over words or over characters."""

from collections.abc import Sequence


def edits(said: Sequence[str], gold: Sequence[str]) -> int:
    """Return how many insertions, deletions and swaps make one of the other.

    Time grows with the product of the lengths, memory with that of `gold`.
    """
    row = list(range(len(gold) + 1))
    for number, item in enumerate(said, 1):
        before, row = row, [number]
        for at, wanted in enumerate(gold):
            swapped = before[at] + (item != wanted)
            row.append(min(swapped, before[at + 1] + 1, row[at] + 1))
    return row[-1]
