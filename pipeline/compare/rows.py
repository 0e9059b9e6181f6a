"""What the queries `compare_*.sql` return, row by row."""

from typing import NamedTuple

from pipeline.records import (
    AnswerType,
    Cache,
    Distractors,
    Outcome,
    Placement,
    Record,
    Verdict,
)
from pipeline.report.rows import Tally


class ModelRun(Record):
    """One model of one run, and when it was asked."""

    run: str
    corpus: str
    collection: str
    settings: str
    model: str
    planned: int
    in_context: int
    """Of the planned."""
    heard: int
    """Of these, answered."""
    first_call: str | None
    """ISO 8601, UTC; of answers that an earlier run left, the earlier run's."""
    last_call: str | None
    own_call: str | None
    """The first that no other run holds."""
    served: tuple[str, ...]
    """What the provider called the model that answered."""

    @property
    def silent(self) -> bool:
        """Return whether it was asked in context and never answered: no accuracy."""
        return self.in_context > 0 and not self.heard


class Spot(NamedTuple):
    """A place of the design, in a form that two runs have in common."""

    condition: str
    question: str
    length: int
    depth: float
    placement: str
    distractors: str


class PlaceRow(Tally):
    """A tally, and what its calls were asked with and judged by."""

    position: int
    """The first in the run's own order."""
    gold: str
    """`Question.gold`, as the collection has it now."""
    wording: str
    """Of the question, as the collection has it now; a digest."""
    prompts: tuple[str, ...]
    calls: tuple[str, ...]
    template: str
    seed: int
    cache: Cache
    arrangement: str | None
    rules: tuple[str, ...]
    """`number@1`: those whose verdict counts."""
    judges: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        return self.answer_type is not AnswerType.UNANSWERABLE

    @property
    def counted(self) -> int:
        """Calls that count: an answer that failed is none, one not asked is not."""
        return self.planned - self.over_window - self.pending - self.unscored


class CallRow(Record):
    """Time and cost of one call in context; `None` is not known."""

    length: int | None
    depth: float | None
    question: str
    placement: Placement
    distractors: Distractors | None
    cluster: str
    correct: bool
    counted: bool
    """Of an answerable question that a rule can judge, and not left open."""
    cost_usd: float | None
    answer_s: float | None
    """Of an answer that no cache was read for."""
    felt_s: float | None
    censored_s: float | None
    """A call without an answer that ended at a limit: it took longer than this."""


class Answer(Record):
    """What was answered, to be quoted."""

    length: int | None
    depth: float | None
    question: str
    placement: Placement
    distractors: Distractors | None
    text: str
    wanted: tuple[str, ...]
    outcome: Outcome
    verdict: Verdict | None
    answer: str
    given: str | None
    reason: str | None
