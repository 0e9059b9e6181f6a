"""Tallies become the accuracy in each layout that a run compares, and its change."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from pipeline.report import accuracy
from pipeline.report.contents import LevelCell, Outcomes
from pipeline.report.rows import Place, Tally

Factor: TypeAlias = Literal["placement", "distractors"]
"""What layouts differ in."""


def by_level(
    context: Sequence[Tally], factor: Factor, levels: Sequence[str], *, heard: bool
) -> tuple[LevelCell, ...]:
    """Return a cell for each level, in order; where there is one alone, none."""
    if len(levels) < 2:  # noqa: PLR2004 - to compare
        return ()
    parts = {
        level: [tally for tally in context if _level(tally, factor) == level]
        for level in levels
    }
    means = {
        level: _means(rows if heard else (), factor) for level, rows in parts.items()
    }
    first = levels[0]
    return tuple(
        _cell(level, rows, means[level], {} if level == first else means[first])
        for level, rows in parts.items()
    )


def _cell(
    level: str, rows: Sequence[Tally], own: accuracy.Means, first: accuracy.Means
) -> LevelCell:
    return LevelCell(
        level=level,
        lengths=tuple(sorted({place.length for place in own})),
        accuracy=accuracy.share(
            rows if own else (), accuracy.correct, accuracy.counted
        ),
        outcomes=Outcomes.of(rows),
        change=accuracy.paired(own, first),
        change_lengths=tuple(sorted({p.length for p in own.keys() & first.keys()})),
    )


def _means(rows: Sequence[Tally], factor: Factor) -> accuracy.Means:
    found = accuracy.cell_means(rows)
    return {_without(place, factor): value for place, value in found.items()}


def _level(tally: Tally, factor: Factor) -> str | None:
    return tally.placement if factor == "placement" else tally.distractors


def _without(place: Place, factor: Factor) -> Place:
    """Return the place without its level, so that the places of two levels are one."""
    if factor == "placement":
        return place._replace(placement="")
    return place._replace(distractors="")
