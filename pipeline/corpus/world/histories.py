"""Values that change: the days of change, and the facts."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value

_APART: Final = 20
"""Days between two changes of one thing, at least."""
_FRIDAY: Final = 4
_DECIDED: Final = 0.7
"""So many changes happen on the day of a meeting, where one lies in time."""


def after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def working(day: date) -> date:
    """Return the day, or the Friday before a week-end."""
    return after(day, min(0, _FRIDAY - day.weekday()))


def change_days(
    dice: Dice, count: int, first: date, last: date, held: Sequence[date] = ()
) -> Sequence[date]:
    """Draw `count` days at most, in their order, many of them days of `held`."""
    found: list[date] = []
    meetings = [day for day in held if first <= day <= last]
    for _ in range(count if first <= last else 0):
        decided = meetings and dice.chance(_DECIDED)
        day = dice.one_of(meetings) if decided else working(dice.day(first, last))
        if all(abs((day - other).days) > _APART for other in found):
            found.append(day)
    return sorted(found)


def history(
    relation: str, subject: str, values: Iterable[tuple[date, Value]]
) -> Sequence[Fact]:
    return [Fact(relation, subject, value, day) for day, value in values]


def in_turn(
    dice: Dice, people: Sequence[str], days: Sequence[date]
) -> Sequence[tuple[date, str]]:
    """Draw someone for each day, never who was before."""
    found: list[tuple[date, str]] = []
    for day in days:
        others = [name for name in people if not found or name != found[-1][1]]
        found.append((day, dice.one_of(others)))
    return found
