"""One model, and what is said of no other."""

from pipeline.records import Record
from pipeline.report.contents.amounts import Costs, Times, TokenRatio, Within
from pipeline.report.contents.cells import Cell, LevelCell, TwinCell, TypeCell
from pipeline.report.contents.outcomes import EndingShare, Outcomes, Silence
from pipeline.report.rows import Failure, Tries
from pipeline.statistics.estimates import Estimate, Ratio
from pipeline.statistics.lengths import EffectiveLength
from pipeline.statistics.repeats import VarianceSplit
from pipeline.statistics.times import Quantile


class PassK(Record):
    k: int
    share: Estimate
    """Chance that k answers to one question are all right."""


class Repeats(Record):
    """What one model did when asked the same again, at the working lengths."""

    repeats: int
    """The most that a question was asked in one place."""
    pass_k: tuple[PassK, ...]
    same_answer: Estimate | None
    same_text: Estimate | None
    flips: Estimate | None
    """Questions judged right and not right."""
    spread: VarianceSplit | None


class DepthEffect(Record):
    middle_minus_ends: Estimate | None
    """Over all lengths, as is `ModelReport.by_depth`."""
    worst_depths: tuple[float, ...]
    """At which it has its lowest figure, as it is worded; none where all have it."""


class Known(Record):
    """What a model knew before it read: right without any document."""

    share: Estimate
    """Of the questions asked closed-book, right at least once."""
    accuracy_of_unknown: Estimate | None
    """The headline, over the questions that it never had right closed-book."""


class ModelReport(Record):
    model: str
    silence: Silence | None
    """Set when it never answered in context: it then has no accuracy."""
    baseline: bool
    """A program that reads the prompt in process, and no language model."""
    lengths: tuple[int, ...]
    """At which it has a figure; the headline is over those that are working ones."""
    accuracy: Estimate | None
    """The headline: answerable questions in context at the working lengths, a failure
    being not correct. So are the next three, and the reading loss."""
    accuracy_answered: Estimate | None
    """Right of right and wrong, over all such answers: a call that abstained, was
    refused, unreadable or failed is none."""
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
    """Unanswerable questions rightly declined, in context at the working lengths."""
    twins: tuple[TwinCell, ...]
    """At all lengths, then at each; empty where none were asked."""
    outcomes: Outcomes
    """Of every call of the run, controls and unanswerable questions included."""
    failures: tuple[Failure, ...]
    tries: Tries | None
    times: tuple[Times, ...]
    felt_p95: Quantile
    """What a user would have waited at the working lengths, retries included; cached
    calls left out."""
    tokens: TokenRatio | None
    costs: Costs | None
    """`None` where nothing was sent."""
    ranks: tuple[int, int] | None = None
    """Between which ranks it can be, from 1, as far as pairs are shown to differ."""
    effective: EffectiveLength | None
    per_doubling: Estimate | None
    """Average change of accuracy with each doubling of the length."""
    length_auc: Estimate | None
    ruler_length: int | None
    """By RULER's own rule, for its published table."""
    nolima_length: int | None
    """By NoLiMa's, the same."""
    depth_effect: DepthEffect | None
    endings: tuple[EndingShare, ...]
    """Of the calls that the headline is of, as in `Ending`."""
    repeats: Repeats | None
    """`None` without repeats."""
    known: Known | None
    """`None` where nothing was asked closed-book."""
    within: Within | None
    """`None` where the run declares no time."""
    cost_per_correct: Ratio | None
    """US dollars, at the working lengths; `None` where a cost is not known or nothing
    was right."""
