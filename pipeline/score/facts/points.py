"""The points of an explanation, each counted as made if a statement has its words."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.said import Said
from pipeline.values.opposites import sides
from pipeline.values.stems import GENERIC, content_words, stem, stems

_SPLIT = re.compile(r"(?<=[a-z\d)]{2})[.;]\s+|[,;:]\s+(?:and\s+)?|\n+")
_WORDS: Final = 0.7
"""The share of its words that makes a point."""
_FEW: Final = 0.15
_LEAST: Final = 3
"""Words of a gold that must be missing before it is wrong to have none of them."""
_MOST: Final = 40

def compare_points(gold: str, question: str, said: Said) -> Finding:
    """Say "right" if all points are made, "wrong" if not a word of them is said."""
    asked = {*stems(question), *GENERIC}
    points = [told for part in _SPLIT.split(gold) if (told := _own(part, asked))]
    own = {one for point in points for one in point}
    if not own:
        return unclear("the gold adds no word to its question")
    shared = {one for one in own if one in said.stems or _told(one, said)}
    made = sum(shared.issuperset(point) or _made(point, said) for point in points)
    reason = f"{made} of {len(points)} points, {len(shared)} of {len(own)} words"
    if clash := _clash(own, said):
        return clash
    if made == len(points) and len(shared) >= _WORDS * len(own):
        return right(reason)
    if len(shared) <= _FEW * len(own) and len(own) >= _LEAST:
        return wrong(reason)
    return unclear(reason, made / len(points))


def _own(part: str, asked: Collection[str]) -> list[str]:
    found = [stem(word) for word in content_words(part)]
    return [one for one in dict.fromkeys(found) if one not in asked][:_MOST]


def _told(one: str, said: Said) -> bool:
    """Tell whether the claims have a word of the same side: "rejected", "defeated"."""
    told = sides(one for statement in said.claimed for one in statement.stems)
    return any(told.get(axis) == side for axis, side in sides([one]).items())


def _made(point: Sequence[str], said: Said) -> bool:
    """Tell whether one statement, or two in a row, have most words of a point."""
    told = [set(statement.stems) for statement in said.statements]
    pairs = zip(told, [*told[1:], set[str]()], strict=True)
    return any(
        len((one | two).intersection(point)) >= _WORDS * len(point) for one, two in pairs
    )


def _clash(own: Collection[str], said: Said) -> Finding | None:
    """Find the axis of which the gold has one side and the claims only the other."""
    given = sides(s for statement in said.claimed for s in statement.stems)
    for axis, wanted in sides(own).items():
        told = given.get(axis, frozenset())
        if len(wanted) == len(told) == 1 and told != wanted:
            return wrong(f"the opposite ({axis})")
    return None
