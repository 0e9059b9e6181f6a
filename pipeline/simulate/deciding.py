"""Whether a scripted model gets a question right, and what it then says. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pipeline.records import Question
from pipeline.simulate import replies
from pipeline.simulate.dice import Dice
from pipeline.simulate.gold import Shown, Sight
from pipeline.simulate.scenario import Accuracy, ModelScript


class Scripted(StrEnum):
    """What the answer is, as the script meant it."""

    CORRECT = "correct"
    WRONG = "wrong"
    ABSTAINED = "abstained"
    UNKNOWN = "unknown"
    """No question of the file is in the prompt."""


@dataclass(frozen=True, slots=True)
class Decided:
    verdict: Scripted
    reply: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question as one prompt asks it."""

    question: Question
    sight: Sight
    """Of what the model has read."""
    prompt: str
    """The same."""
    tokens: int
    """Of the whole prompt, in reference tokens."""
    dropped: bool = False
    """The evidence was sent, and lost to a window."""


def decide(
    case: Case, script: ModelScript, others: Sequence[Question], dice: Dice
) -> Decided:
    right = dice.happens("right", probability(case, script.accuracy))
    if right:
        return Decided(Scripted.CORRECT, _right(case))
    wrong = script.wrong
    ways = [("value", wrong.value), ("passage", wrong.passage)]
    if not _absent(case) and case.question.answerable:
        ways.append(("abstain", wrong.abstain))
    some = any(weight for _, weight in ways)
    way = dice.weighted("way", ways) if some else "value"
    if way == "abstain":
        return Decided(Scripted.ABSTAINED, replies.abstention())
    found = (
        replies.passage(case.question, case.prompt, dice) if way == "passage" else ""
    )
    return Decided(Scripted.WRONG, found or replies.wrong(case.question, others, dice))


def probability(case: Case, accuracy: Accuracy) -> float:
    """Return the probability of a right answer."""
    if case.dropped:
        return 0.0
    if case.sight.shown is Shown.NO_DOCUMENTS:
        return accuracy.closed_book
    if _absent(case):
        return accuracy.without_evidence
    found = accuracy.overall
    if accuracy.by_length:
        points = [(math.log(max(1, x)), y) for x, y in accuracy.by_length]
        found = _at(points, math.log(max(1, case.tokens)), stepwise=accuracy.stepwise)
    if accuracy.by_depth and case.sight.depth is not None:
        points = list(accuracy.by_depth)
        found *= _at(points, case.sight.depth, stepwise=accuracy.stepwise)
    return found * accuracy.by_type.get(case.question.answer_type, 1.0)


def _absent(case: Case) -> bool:
    """Tell whether the documents were shown without what was asked for."""
    answerable = case.question.answerable
    removed = case.sight.shown is Shown.NO_EVIDENCE and not case.dropped
    return answerable and removed


def _right(case: Case) -> str:
    return replies.abstention() if _absent(case) else replies.right(case.question)


def _at(
    points: Sequence[tuple[float, float]], place: float, *, stepwise: bool
) -> float:
    if place <= points[0][0]:
        return points[0][1]
    for (x, y), (next_x, next_y) in pairwise(points):
        if place < next_x:
            share = 0.0 if stepwise else (place - x) / (next_x - x)
            return y + share * (next_y - y)
    return points[-1][1]
