"""Where ticks and labels go, so that none touches another: numbers alone."""

import math
from collections.abc import Iterator, Sequence
from itertools import count, pairwise, product
from typing import Final, NamedTuple

_MOST_TICKS: Final = 5
_FEW_MARKS: Final = 8
_LABEL: Final = 14.0
"""Pixels of a label's height."""
_BESIDE: Final = 8.0
_TRIES: Final = 24
_NEAR: Final = 42
"""Of the places for a label: those that need no line to their point."""
_ROUND: Final = (1, 2, 5)


class Room(NamedTuple):
    """A rectangle in pixels."""

    left: float
    low: float
    width: float
    height: float

    def meets(self, other: "Room") -> bool:
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.low < other.low + other.height
            and other.low < self.low + self.height
        )


def spread(heights: Sequence[float], apart: float) -> list[float]:
    """Return the heights moved up until they are `apart`, then down to stay below 1."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    moved = list(heights)
    for below, above in pairwise(order):
        moved[above] = max(moved[above], moved[below] + apart)
    if order:
        moved[order[-1]] = min(moved[order[-1]], 1.0)
    for above, below in pairwise(order[::-1]):
        moved[below] = min(moved[below], moved[above] - apart)
    return moved


def beside(
    points: Sequence[Room],
    widths: Sequence[float],
    room: Room,
    others: Sequence[Room] = (),
) -> list[Room]:
    """Return a place inside `room` for the label of each point.

    The nearest that meets no point, none of the others and no label before it; where
    there is none near, one that meets others; where there is none at all, the first.
    """
    placed: list[Room] = []
    for point, width in zip(points, widths, strict=True):
        tried = [place for place in _around(point, width) if _inside(place, room)]
        never = [*points, *placed]
        choices = (
            *_free(tried[:_NEAR], [*never, *others]),
            *_free(tried, never),
            *tried,
            point,
        )
        placed.append(choices[0])
    return placed


def round_ticks(most: int) -> list[int]:
    """Return a few round counts from 0 up to `most`."""
    steps = (factor * 10**power for power in count() for factor in _ROUND)
    step = next(step for step in steps if most // step <= _MOST_TICKS)
    return list(range(0, most + 1, step))


def ticks_log(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 of each decade between the ends, or its 1 alone if many."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    fine = [factor * 10.0**power for power in decades for factor in _ROUND]
    marks = [mark for mark in fine if low <= mark <= high]
    if len(marks) > _FEW_MARKS:
        marks = [m for m in marks if math.isclose(math.log10(m) % 1, 0, abs_tol=1e-9)]
    return marks


def thinned(places: Sequence[float], apart: float) -> list[bool]:
    """Return which of the rising places keep a label: the last, and who is apart."""
    kept = [False] * len(places)
    after = math.inf
    for index in reversed(range(len(places))):
        if after - places[index] >= apart:
            kept[index], after = True, places[index]
    return kept


def _around(point: Room, width: float) -> Iterator[Room]:
    """Yield places for a label, the nearest first; steps of a quarter of its height."""
    x, y = point.left + point.width / 2, point.low + point.height / 2
    for away in range(_TRIES):
        lift = away * _LABEL / 4
        lows = (y - _LABEL / 2 + lift, y - _LABEL / 2 - lift)
        for left, low in product((x + _BESIDE, x - _BESIDE - width), lows):
            yield Room(left, low, width, _LABEL)
        for low in (y + _BESIDE + lift, y - _BESIDE - _LABEL - lift):
            yield Room(x - width / 2, low, width, _LABEL)


def _free(places: Sequence[Room], taken: Sequence[Room]) -> list[Room]:
    return [place for place in places if not any(map(place.meets, taken))]


def _inside(place: Room, room: Room) -> bool:
    return (
        room.left <= place.left
        and place.left + place.width <= room.left + room.width
        and room.low <= place.low
        and place.low + place.height <= room.low + room.height
    )
