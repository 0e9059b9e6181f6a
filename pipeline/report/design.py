"""Which cells a run has, and which questions stand in them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.report.rows import Inputs, Tally


class Depths(NamedTuple):
    one_a_length: bool
    """Each question stood at one depth for each length."""
    every_one: bool
    """Each question stood at every depth, at one length or another."""


def lengths(inputs: Inputs) -> list[int]:
    """Return the lengths asked for, those included of which nothing was built."""
    planned = {tally.length for tally in inputs.tallies}
    unbuilt = {
        int(row.what)
        for row in inputs.left_out
        if row.kind == "prompt" and row.what.isdecimal()
    }
    return sorted(unbuilt | {length for length in planned if length is not None})


def depths(inputs: Inputs) -> list[float]:
    return sorted({t.depth for t in inputs.tallies if t.depth is not None})


def depths_met(tallies: Iterable[Tally], known: Sequence[float]) -> Depths:
    """Return how the questions that count, of every model, met the depths."""
    at: dict[tuple[str, str, int | None], set[float | None]] = {}
    met: dict[tuple[str, str], set[float | None]] = {}
    for tally in tallies:
        if tally.counted:
            who = (tally.model, tally.question)
            at.setdefault((*who, tally.length), set()).add(tally.depth)
            met.setdefault(who, set()).add(tally.depth)
    return Depths(
        one_a_length=all(len(found) == 1 for found in at.values()),
        every_one=all(found == set(known) for found in met.values()),
    )
