"""Which cells a run has, and which questions stand in them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from pipeline.records import Condition, Distractors, Placement
from pipeline.report.asked import Asked
from pipeline.report.rows import Inputs, Tally

_Level = TypeVar("_Level", bound=StrEnum)


class Depths(NamedTuple):
    """Of each layout by itself: another may put a question at another depth."""

    one_a_length: bool
    """Each question stood at one depth for each length."""
    every_one: bool
    """Each question stood at every depth, at one length or another."""


class Layouts(NamedTuple):
    """What contexts differed in beside length and depth, each in the order asked."""

    placements: tuple[Placement, ...]
    distractors: tuple[Distractors, ...]


def lengths(inputs: Inputs) -> list[int]:
    """Return the lengths asked for, those included of which nothing was built."""
    planned = set(lengths_built(inputs))
    unbuilt = {
        int(row.what)
        for row in inputs.left_out
        if row.kind == "prompt" and row.what.isdecimal()
    }
    return sorted(unbuilt | planned)


def lengths_built(inputs: Inputs) -> list[int]:
    return sorted({t.length for t in _in_context(inputs) if t.length})


def depths(inputs: Inputs) -> list[float]:
    return sorted({t.depth for t in _in_context(inputs) if t.depth is not None})


def layouts(inputs: Inputs, asked: Asked) -> Layouts:
    found = _in_context(inputs)
    return Layouts(
        _in_order({t.placement for t in found}, asked.placement),
        _in_order({t.distractors for t in found if t.distractors}, asked.distractors),
    )


def depths_met(tallies: Iterable[Tally], known: Sequence[float]) -> Depths:
    """Return how the questions that count, of every model, met the depths."""
    at: dict[tuple[object, ...], set[float | None]] = {}
    met: dict[tuple[object, ...], set[float | None]] = {}
    for tally in tallies:
        if tally.counted:
            who = (tally.model, tally.question, tally.placement, tally.distractors)
            at.setdefault((*who, tally.length), set()).add(tally.depth)
            met.setdefault(who, set()).add(tally.depth)
    return Depths(
        one_a_length=all(len(found) == 1 for found in at.values()),
        every_one=all(found == set(known) for found in met.values()),
    )


def _in_context(inputs: Inputs) -> list[Tally]:
    return [t for t in inputs.tallies if t.condition is Condition.CONTEXT]


def _in_order(found: Iterable[_Level], asked: Sequence[str]) -> tuple[_Level, ...]:
    """Return the levels as the run named them: the others are held to the first."""

    def place(level: _Level) -> tuple[int, int]:
        known = asked.index(level) if level in asked else len(asked)
        return known, list(type(level)).index(level)

    return tuple(sorted(found, key=place))
