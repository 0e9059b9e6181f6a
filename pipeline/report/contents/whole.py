"""The whole report."""

from typing import Literal

from pipeline.records import Distractors, Placement, Record
from pipeline.report.asked import Asked
from pipeline.report.contents.cells import AnswerKind
from pipeline.report.contents.models import ModelReport
from pipeline.report.contents.outcomes import Outcomes
from pipeline.report.contents.pairs import Family, Pair, Strength, Switch
from pipeline.report.contents.sums import Sums
from pipeline.report.judges import JudgeReport
from pipeline.report.rows import (
    Citing,
    Clock,
    Floor,
    LeftOut,
    Loss,
    MetricMean,
    Scope,
    Scorer,
)


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
    families: tuple[Family, ...]
    """Pairs of models, then pairs with a baseline, where there are any."""
    resolves: float | None
    """The typical difference between two models that this run would show."""
    scorers: tuple[Scorer, ...]
    judges: tuple[JudgeReport, ...]
    """Of the answers that no rule can judge, where models were asked about them."""
    left_out: tuple[LeftOut, ...]
    losses: tuple[Loss, ...]
    metrics: tuple[MetricMean, ...]
    """Published metrics, where they were asked for: no verdict is made of them."""
    citing: tuple[Citing, ...]
    strengths: tuple[Strength, ...]
    working: tuple[int, ...]
    """The lengths that the headline and the pairs are over: those declared, and all
    that were built where none is declared or none of these was built."""
    working_missing: tuple[int, ...]
    """Declared, and not built."""
    switches: tuple[Switch, ...] = ()
    """From the first model to each other that answered, in the order of `models`."""
    sums: Sums | None = None

    @property
    def compares_layouts(self) -> bool:
        return len(self.placements) > 1 or len(self.distractors) > 1
