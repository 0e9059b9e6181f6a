"""Shares in one part of the design."""

from pipeline.records import AnswerType, Record
from pipeline.report.contents.outcomes import Outcomes
from pipeline.statistics.estimates import Estimate


class Cell(Record):
    """Accuracy on answerable questions in one part of the design."""

    length: int | None
    depth: float | None
    accuracy: Estimate | None
    outcomes: Outcomes


class TypeCell(Record):
    """Accuracy on the answerable questions of one type, at the working lengths."""

    answer_type: AnswerType
    accuracy: Estimate | None
    outcomes: Outcomes


class AnswerKind(Record):
    """A type of answer among the questions that the headline counts."""

    answer_type: AnswerType
    questions: int
    guess: float | None
    """What one who never reads would get right: always the more frequent of yes and
    no, or any option of a choice. `None` where there is no such way."""


class LevelCell(Record):
    """Accuracy in one of the layouts that a run compares, over lengths and depths."""

    level: str
    """A `Placement` or a kind of `Distractors`."""
    lengths: tuple[int, ...]
    """At which it has a figure."""
    accuracy: Estimate | None
    outcomes: Outcomes
    change: Estimate | None
    """This minus the first, question by question at the same length and depth."""
    change_lengths: tuple[int, ...]
    """At which both asked a question at the same depth."""


class TwinCell(Record):
    """Abstention twins: contexts that a question's evidence was taken out of.

    An answer to one is right when it says that the answer is not there.
    """

    length: int | None
    """`None` is all lengths together."""
    declined: Estimate | None
    answered: Estimate | None
    """The hallucination rate: an answer where there was none to give, or a reply that
    could not be read."""
    abstained: Estimate | None
    """Of the same questions with their evidence in the context, wrongly."""
    told_apart: Estimate | None
    """Declined minus abstained, question by question in the same places: 0 for one that
    always abstains, as for one that never does."""
    outcomes: Outcomes
    """Of the twins' calls."""
