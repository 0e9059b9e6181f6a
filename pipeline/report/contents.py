"""Everything the report says: `Report` is report.json, and the markdown is its image.

Shares and differences are between 0 and 1, times in seconds, an absent number null.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Literal, Self

from pipeline.records import AnswerType, Distractors, Placement, Record
from pipeline.report.asked import Asked
from pipeline.report.judges import JudgeReport
from pipeline.report.rows import (
    Citing,
    Clock,
    Failure,
    Floor,
    LeftOut,
    Loss,
    MetricMean,
    Scope,
    Scorer,
    Tally,
    Tries,
)
from pipeline.report.statistics import Estimate, Quantile

SCORED: Final = ("correct", "incorrect", "abstained", "declined", "malformed")


class Outcomes(Record):
    """How every planned call ended. What is no sum of others adds up to `planned`."""

    planned: int
    answered: int
    """Of which correct, incorrect, abstained, declined, malformed and unscored."""
    correct: int
    incorrect: int
    abstained: int
    declined: int
    """Refused in words."""
    malformed: int
    """Nothing that could be read as an answer."""
    unscored: int
    for_reader: int
    """Of the unscored, those of questions left to a reader."""
    truncated: int
    refused: int
    filtered: int
    failed: int
    pending: int
    over_window: int
    missing: int
    """Asked of the model, and without a verdict that a rule could have given."""

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> Self:
        rows = list(tallies)
        counts = {
            name: sum(getattr(row, name) for row in rows)
            for name in cls.model_fields.keys() - {"answered", "for_reader", "missing"}
        }
        for_reader = sum(row.unscored for row in rows if row.needs_reader)
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


class Cell(Record):
    """Accuracy on answerable questions in one part of the design."""

    length: int | None
    depth: float | None
    accuracy: Estimate | None
    outcomes: Outcomes


class TypeCell(Record):
    """Accuracy on the answerable questions of one type, in context."""

    answer_type: AnswerType
    accuracy: Estimate | None
    outcomes: Outcomes


class AnswerKind(Record):
    """A type of answer among the questions that count."""

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


class Silence(Record):
    """Not one answer to any call in context: a model that cannot be ranked."""

    calls: int
    """Made or found to fit no window."""
    reason: Failure | None
    """The most frequent."""


class Times(Record):
    """How long one model took at one length."""

    length: int | None
    cached: bool
    """Of calls of a warm run of whose prompts a cache knew something: kept apart,
    since it had read them before."""
    p50: Quantile
    p90: Quantile
    p95: Quantile
    first_token_p50: Quantile
    disturbed: int


class Costs(Record):
    """What one model's calls cost in US dollars; `None` is not known."""

    calls: int
    priced: int
    """Calls whose cost is known: the figures are of these alone."""
    answer_usd: float | None
    """Mean of an answered call."""
    total_usd: float | None
    sources: tuple[str, ...]
    """Where the prices are from."""
    cold_cached: int
    """Calls of a cold run of whose prompts a cache knew something all the same."""


class TokenRatio(Record):
    """Prompt tokens as billed, per reference token."""

    ratio: float
    calls: int
    reported: int
    reference: int


class ModelReport(Record):
    model: str
    silence: Silence | None
    """Set when it never answered in context: it then has no accuracy."""
    baseline: bool
    """A program that reads the prompt in process, and no language model."""
    lengths: tuple[int, ...]
    """At which it has a figure; the headline is over these."""
    accuracy: Estimate | None
    """The headline: answerable questions in context, a failure being not correct."""
    accuracy_answered: Estimate | None
    """The same over the calls that were answered and scored alone."""
    wrong: Estimate | None
    abstained: Estimate | None
    closed_book: Cell
    gold_only: Cell
    reading_loss: Estimate | None
    """Gold-only minus context, question by question."""
    by_length: tuple[Cell, ...]
    by_depth: tuple[Cell, ...]
    by_length_depth: tuple[Cell, ...]
    by_type: tuple[TypeCell, ...]
    """As in `Report.kinds`."""
    by_placement: tuple[LevelCell, ...]
    """As in `Report.placements`; empty where there is only one, as is the next."""
    by_distractors: tuple[LevelCell, ...]
    """As in `Report.distractors`."""
    length_change: Estimate | None
    """Longest minus shortest length, question by question."""
    declined: Estimate | None
    """Unanswerable questions in context rightly declined."""
    twins: tuple[TwinCell, ...]
    """At all lengths, then at each; empty where none were asked."""
    outcomes: Outcomes
    """Of every call of the run, controls and unanswerable questions included."""
    failures: tuple[Failure, ...]
    tries: Tries | None
    times: tuple[Times, ...]
    felt_p95: Quantile
    """What a user would have waited, retries included, over all lengths; cached calls
    left out."""
    same_verdict: Estimate | None
    """Questions judged alike at every repeat; `None` without repeats."""
    tokens: TokenRatio | None
    costs: Costs | None
    """`None` where nothing was sent."""


class PairVerdict(StrEnum):
    BETTER = "better"
    EQUIVALENT = "equivalent"
    NOT_RESOLVED = "not_resolved"


class Pair(Record):
    """Two models on the same questions, lengths and depths: better minus other."""

    model: str
    """The one with the larger estimate."""
    other: str
    difference: Estimate | None
    verdict: PairVerdict
    not_worse_by: float | None
    """Neither is worse than the other by more than this."""


class Report(Record):
    schema_version: Literal["docqa-report@1"] = "docqa-report@1"
    run: str
    corpus: str
    collection: str
    lengths: tuple[int, ...]
    """All that were asked for, built or not."""
    lengths_built: tuple[int, ...]
    depths: tuple[float, ...]
    placements: tuple[Placement, ...]
    """Of contexts, in the order asked: the others are compared with the first."""
    distractors: tuple[Distractors, ...]
    """The same."""
    margin: float
    """Within which two models count as equivalent."""
    asked: Asked
    one_depth: bool
    """Each question was asked at one depth a length in each layout: each cell of length
    and depth then asks other questions."""
    every_depth: bool
    """Each question was asked at every depth in each layout, at one length or
    another."""
    kinds: tuple[AnswerKind, ...]
    """Of the questions that count, by type."""
    scope: Scope
    clocks: tuple[Clock, ...]
    """Who took the times, by how many attempts."""
    floors: tuple[Floor, ...]
    """How far the clock was off, as it was last looked at on this workspace."""
    outcomes: Outcomes
    models: tuple[ModelReport, ...]
    """By accuracy, then by name."""
    pairs: tuple[Pair, ...]
    pair_level: float
    """Of each pair's interval, so that all hold together at 95 %."""
    resolves: float | None
    """The typical difference between two models that this run would show."""
    scorers: tuple[Scorer, ...]
    judges: tuple[JudgeReport, ...] = ()
    """Of the answers that no rule can judge, where models were asked about them."""
    left_out: tuple[LeftOut, ...]
    losses: tuple[Loss, ...]
    metrics: tuple[MetricMean, ...]
    """Published metrics, where they were asked for: no verdict is made of them."""
    citing: tuple[Citing, ...]

    @property
    def compares_layouts(self) -> bool:
        return len(self.placements) > 1 or len(self.distractors) > 1
