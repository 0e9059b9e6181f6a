"""The points of an explanation, each counted as made if a statement has its words."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.denials import denies
from pipeline.score.facts.said import NAMING, Said, directions, question_word
from pipeline.values.stems import GENERIC, stems
from pipeline.values.wording import Word, read_words

_Marked: TypeAlias = frozenset[tuple[str, bool]]
"""Stems, each with whether it is denied."""

_SPLIT = re.compile(r"(?<=[a-z\d)]{2})[.;]\s+|[,;:]\s+(?:and\s+)?|\n+")
_MOSTLY: Final = 0.7
"""The share of its words that makes a point."""
_HARDLY: Final = 0.15
_LEAST: Final = 3
"""Words of a gold that must be missing before it is wrong to have none of them."""
_MANY: Final = 5
"""Words of its own of which a paraphrase would share one."""
_AT_LENGTH: Final = 3
_SAME = re.compile(r"(?i)\b(?:same|unchanged|constant|no change|not change\w*)\b")
_MOVING: Final = frozenset({"rise", "quality"})
_MOST: Final = 40
_SHORT: Final = 4
"""Of a gold with so few words of its own, an opposite word is its opposite."""


def compare_points(gold: str, said: Said) -> Finding:
    """Say "right" if all points are made, "wrong" if not a word of them is said."""
    points = [new for part in _SPLIT.split(gold) if (new := _own(part, said.asked))]
    own = {word.stem: word for point in points for word in point}
    if not own:
        return unclear("the gold adds no word to its question")
    told = directions(word for s in said.claimed for word in s.words)
    shared = {one for one in own if one in said.stems or _told(own[one], told)}
    if _clash(own.values(), told):
        opposite = "the opposite of the gold, or of a part of it"
        return wrong(opposite) if len(own) <= _SHORT else unclear(opposite)
    if _stays(gold, said, told):
        return unclear("the gold says that it stays the same")
    pairs = _in_a_row(said)
    made = sum(_made(point, pairs, told) for point in points)
    reason = f"{made} of {len(points)} points, {len(shared)} of {len(own)} words"
    if made == len(points) and len(shared) >= _MOSTLY * len(own):
        return unclear("it takes something back") if said.retracts else right(reason)
    if len(shared) <= _HARDLY * len(own) and len(own) >= _LEAST:
        return wrong(reason) if _speaks_apart(said, own, shared) else unclear(reason)
    return unclear(reason, made / len(points))


def _speaks_apart(said: Said, own: Collection[str], shared: Collection[str]) -> bool:
    """Tell another answer from the same in other words.

    It repeats a question for a name and ends with another; or nothing in it speaks of
    the question; or of many words that the gold has it has not one.
    """
    if question_word(said.question) in NAMING:
        return any(said.answers_anew(statement) for statement in said.claimed)
    if any(denies(statement.text) for statement in said.claimed):
        return False
    if not said.about and len(said.statements) >= _AT_LENGTH:
        return True
    return len(own) >= _MANY and not shared


def _stays(gold: str, said: Said, told: dict[str, frozenset[bool]]) -> bool:
    """Tell whether the gold says that something stays, and the claims that it moves."""
    if told.keys().isdisjoint(_MOVING) or not _SAME.search(gold):
        return False
    return not any(_SAME.search(s.text) for s in said.claimed)


def _own(part: str, asked: Collection[str]) -> list[Word]:
    """Return the words of a point that are neither the question's nor generic."""
    found = {word.stem: word for word in read_words(part)}
    return [
        word for one, word in found.items() if one not in asked and one not in GENERIC
    ][:_MOST]


def _in_a_row(said: Said) -> list[_Marked]:
    """Return what each statement says, with the next: a point may take two."""
    sets = [
        _marked(() if said.denies_question(s) else s.words) for s in said.statements
    ]
    return [one | two for one, two in pairwise([*sets, _marked(())])]


def _made(
    point: Sequence[Word], pairs: Sequence[_Marked], told: dict[str, frozenset[bool]]
) -> bool:
    """Tell whether one statement, or two in a row, have most words of a point.

    A word that is denied in only one of gold and reply is not the same word.
    """
    wanted = _marked(point)
    sided = _marked([word for word in point if _told(word, told)])
    return len(sided) == len(wanted) or any(
        len((pair | sided) & wanted) >= _MOSTLY * len(wanted) for pair in pairs
    )


def _marked(words: Iterable[Word]) -> _Marked:
    return frozenset([(word.stem, word.footing == "denied") for word in words])


def _told(word: Word, told: dict[str, frozenset[bool]]) -> bool:
    """Tell whether the claims have a word of its side: "rejected" for "defeated"."""
    return bool(told) and any(
        told.get(axis) == side for axis, side in directions([word]).items()
    )


def _clash(own: Collection[Word], told: dict[str, frozenset[bool]]) -> bool:
    """Tell whether the gold has one side of an axis, and the claims only the other."""
    return bool(told) and any(
        len(told.get(axis, ())) == len(side) == 1 and told[axis] != side
        for axis, side in directions(own).items()
    )


def adds_little(gold: str, question: str, most: int) -> bool:
    """Tell whether a gold has at most so many words of its own, beside figures."""
    beside = {one for one in stems(gold) if not one[:1].isdigit()}
    return len(beside - GENERIC - set(stems(question))) <= most
