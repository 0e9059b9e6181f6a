"""Which questions share a context."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.prompts.evidence import Asked
from pipeline.prompts.leaks import Leaks
from pipeline.records import Question


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
    nobody's tells its own. What has no evidence joins any such group, beyond `most`: a
    twin none with the question that it repeats.
    """
    groups: list[list[Asked]] = []
    for one in asked:
        if one.question.answerable:
            room = (group for group in groups if len(group) < most)
            home = _home(one, room, leaks)
            groups.append([one]) if home is None else home.append(one)
    shared = groups[:] if most > 1 else []
    lone = [one for one in asked if not one.question.answerable]
    for place, one in enumerate(lone):
        turn = place % len(shared) if shared else 0
        home = _home(one, [*shared[turn:], *shared[:turn]], leaks)
        groups.append([one]) if home is None else home.append(one)
    for place, group in enumerate(groups):
        yield Group(
            group,
            [place + slot for slot in range(len(group))],
            leaks.of(one.question for one in group),
        )


def _home(
    one: Asked, groups: Iterable[list[Asked]], leaks: Leaks
) -> list[Asked] | None:
    return next((g for g in groups if all(_fit(one, o, leaks) for o in g)), None)


def _fit(one: Asked, other: Asked, leaks: Leaks) -> bool:
    return (
        _apart(one, other)
        and not _twins(one.question, other.question)
        and not leaks.tells(one.shown, other.question)
        and not leaks.tells(other.shown, one.question)
    )


def _apart(one: Asked, other: Asked) -> bool:
    """Return whether no document, and of planted facts no host, is of both."""
    if one.hosts and other.hosts:
        return one.hosts.isdisjoint(other.hosts)
    return one.documents.isdisjoint(other.documents)


def _twins(one: Question, other: Question) -> bool:
    return one.twin_of == other.id or other.twin_of == one.id
