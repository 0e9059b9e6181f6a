"""How calls ended."""

from enum import StrEnum
from typing import Final, Self

from pipeline.records import Record
from pipeline.report.ended import Ended
from pipeline.report.frame import Frame
from pipeline.report.rows import Failure
from pipeline.statistics.estimates import Estimate

SCORED: Final = ("correct", "incorrect", "abstained", "declined", "malformed")


class Outcomes(Ended):
    """How every planned call ended."""

    answered: int
    """Of which correct, incorrect, abstained, declined, malformed and unscored."""
    for_reader: int
    """Of the unscored, those of questions left to a reader."""
    missing: int
    """Asked of the model, and without a verdict that a rule could have given."""

    @classmethod
    def of(cls, frame: Frame) -> Self:
        counts = {name: int(column.sum()) for name, column in frame.counts.items()}
        for_reader = int(frame.counts["unscored"][frame.needs_reader].sum())
        scored = sum(counts[name] for name in SCORED)
        return cls(
            **counts,
            answered=scored + counts["unscored"],
            for_reader=for_reader,
            missing=counts["planned"] - counts["over_window"] - scored - for_reader,
        )

    @property
    def judged(self) -> int:
        return sum(getattr(self, name) for name in SCORED)

    @property
    def unanswered(self) -> int:
        """Calls that were made, and ended without an answer."""
        return self.truncated + self.refused + self.filtered + self.failed

    @property
    def due(self) -> int:
        """Calls that could be asked: those beyond a window were never meant to."""
        return self.planned - self.over_window


class Ending(StrEnum):
    """How a call on an answerable question in context ended: one of six."""

    CORRECT = "correct"
    WRONG = "wrong"
    ABSTAINED = "abstained"
    """It says that the documents do not say."""
    REFUSED = "refused"
    """In words, or by the provider: refused and filtered."""
    UNREADABLE = "unreadable"
    """Cut off, or nothing in it could be read as an answer."""
    FAILED = "failed"


class EndingShare(Record):
    ending: Ending
    share: Estimate | None


class Silence(Record):
    """Not one answer to any call in context: a model that cannot be ranked."""

    calls: int
    """Made or found to fit no window."""
    reason: Failure | None
    """The most frequent."""
