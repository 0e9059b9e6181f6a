"""Which questions share a context."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.prompts.evidence import Asked
from pipeline.prompts.leaks import Leaks


class Group(NamedTuple):
    """Questions that share a context; in the cold, each is alone."""

    asked: Sequence[Asked]
    turns: Sequence[int]
    """Which turn of the Latin square each takes."""
    leaks: set[int]
    """Indexes of the passages that give any of them away."""


def groups_of(asked: Sequence[Asked], leaks: Leaks, *, most: int) -> Iterator[Group]:
    """Yield groups of at most `most` answerable questions, in the given order.

    A question joins the first group in which its evidence tells nobody's answer, and
    nobody's tells its own. What has no evidence joins any group, beyond `most`.
    """
    groups: list[list[Asked]] = []
    for one in asked:
        if one.question.answerable:
            room = (group for group in groups if len(group) < most)
            home = next((g for g in room if all(_fit(one, o, leaks) for o in g)), None)
            groups.append([one]) if home is None else home.append(one)
    lone = [[one] for one in asked if not one.question.answerable]
    if groups and most > 1:
        for place, (one,) in enumerate(lone):
            groups[place % len(groups)].append(one)
        lone = []
    for place, group in enumerate([*groups, *lone]):
        yield Group(
            group,
            [place + slot for slot in range(len(group))],
            leaks.of(one.question for one in group),
        )


def _fit(one: Asked, other: Asked, leaks: Leaks) -> bool:
    return (
        one.documents.isdisjoint(other.documents)
        and not leaks.tells(one.gold, other.question)
        and not leaks.tells(other.gold, one.question)
    )
