"""What every rule takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.records import Question, Verdict
from pipeline.score.reading.reply import Reply
from pipeline.values.text import shorten


@dataclass(frozen=True, slots=True)
class Judged:
    verdict: Verdict
    reason: str
    given: str | None
    """The answer as the rule read it."""
    wanted: str | None
    credit: float | None = None
    """Part of the answer that is right, 0 to 1, where a type has parts."""


class Rule(NamedTuple):
    version: str
    """Stored with every score: a rule that changes takes a new number."""
    judge: Callable[[Reply, Question], Judged]


def correct(reason: str, reply: Reply, question: Question) -> Judged:
    return _judged(Verdict.CORRECT, reason, reply, question)


def incorrect(reason: str, reply: Reply, question: Question) -> Judged:
    return _judged(Verdict.INCORRECT, reason, reply, question)


def abstained(reason: str, reply: Reply, question: Question) -> Judged:
    return _judged(Verdict.ABSTAINED, reason, reply, question)


def refused(reason: str, reply: Reply, question: Question) -> Judged:
    return _judged(Verdict.REFUSED, reason, reply, question)


def malformed(reason: str, reply: Reply, question: Question) -> Judged:
    return _judged(Verdict.MALFORMED, reason, reply, question)


def unscored(reason: str, reply: Reply, question: Question) -> Judged:
    """Leave it to a person: the fault is not the model's, or no rule can tell."""
    return _judged(Verdict.UNSCORED, reason, reply, question)


def formless(reason: str, reply: Reply, question: Question) -> Judged:
    """Judge an answer that holds nothing of the kind that was asked for.

    In the field that was asked for with its form ("yes or no", "the text of one of the
    options") that is wrong. Prose may mean the right answer in words no rule knows.
    """
    if reply.how == "json":
        return incorrect(reason, reply, question)
    return unscored(f"needs a judge: {reason}", reply, question)


def _judged(verdict: Verdict, reason: str, reply: Reply, question: Question) -> Judged:
    wanted = shorten("; ".join(question.answers)) or None
    return Judged(verdict, shorten(reason), shorten(reply.field) or None, wanted)
