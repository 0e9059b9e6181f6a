"""Which cells a run has, and which questions stand in them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

import numpy as np

from pipeline.records import Condition, Distractors, Placement
from pipeline.report.asked import Asked
from pipeline.report.frame import NO_DEPTH, NO_LENGTH, Counts, Frame
from pipeline.report.rows import LeftOut
from pipeline.report.shares import places

_Level = TypeVar("_Level", bound=StrEnum)
_WHO = ("model", "question", "placement", "distractors")


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


class Working(NamedTuple):
    """The lengths that the headline is over."""

    lengths: tuple[int, ...]
    missing: tuple[int, ...]
    """Declared, and not built."""


def lengths(frame: Frame, left_out: Iterable[LeftOut]) -> list[int]:
    """Return the lengths asked for, those included of which nothing was built."""
    unbuilt = {
        int(row.what)
        for row in left_out
        if row.kind == "prompt" and row.what.isdecimal()
    }
    return sorted(unbuilt | set(lengths_built(frame)))


def lengths_built(frame: Frame) -> list[int]:
    found = frame.only(condition=Condition.CONTEXT).length.present()
    return [length for length in found if length != NO_LENGTH]


def depths(frame: Frame) -> list[float]:
    found = frame.only(condition=Condition.CONTEXT).depth.present()
    return [depth for depth in found if depth != NO_DEPTH]


def working(declared: Sequence[int], built: Sequence[int]) -> Working:
    """Return the declared lengths that were built, and all where there is none."""
    found = tuple(length for length in built if length in declared)
    missing = tuple(sorted(set(declared) - set(built)))
    return Working(found or tuple(built), missing)


def layouts(frame: Frame, asked: Asked) -> Layouts:
    found = frame.only(condition=Condition.CONTEXT)
    among = [Distractors(name) for name in found.distractors.present() if name]
    return Layouts(
        _in_order(map(Placement, found.placement.present()), asked.placement),
        _in_order(among, asked.distractors),
    )


def depths_met(frame: Frame, known: Sequence[float]) -> Depths:
    """Return how the questions that count, of every model, met the depths."""
    counting = frame.where(frame.counted > 0)
    one = _depths_of(counting, (*_WHO, "length"))
    every = _depths_of(counting, _WHO)
    return Depths(bool((one == 1).all()), bool((every == len(known)).all()))


def _depths_of(frame: Frame, by: tuple[str, ...]) -> Counts:
    """Return at how many depths each of these stood."""
    _, at = np.unique(places(frame, (*by, "depth")), return_index=True)
    return np.unique(places(frame, by)[at], return_counts=True)[1].astype(np.int64)


def _in_order(found: Iterable[_Level], asked: Sequence[str]) -> tuple[_Level, ...]:
    """Return the levels as the run named them: the others are held to the first."""

    def place(level: _Level) -> tuple[int, int]:
        known = asked.index(level) if level in asked else len(asked)
        return known, list(type(level)).index(level)

    return tuple(sorted(found, key=place))
