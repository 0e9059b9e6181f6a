"""What `docqa history` says: `History` is its JSON, and the markdown is its image."""

from enum import StrEnum
from typing import Literal

from pipeline.records import Record
from pipeline.statistics.estimates import Estimate, Ratio
from pipeline.statistics.lengths import EffectiveLength
from pipeline.statistics.times import Quantile


class Matter(StrEnum):
    """What a model can lead on."""

    ACCURACY = "accuracy"
    LENGTH = "length"
    """The longest length that it was shown to hold its accuracy to."""
    WAIT = "wait"
    """What a user waits at p95, retries included; baselines aside."""
    COST = "cost"
    """Dollars for a correct answer; baselines aside."""


class Lead(Record):
    """Who has the first figure on one matter, in one run."""

    matter: Matter
    models: tuple[str, ...]
    """More than one where their figures are the same."""
    not_separated: tuple[str, ...]
    """Those that the run does not tell apart from the first."""


class Standing(Record):
    """What one model was shown to be, in one run."""

    model: str
    accuracy: Estimate | None
    throughout: bool
    """Whether accuracy is over every working length: what a model takes at short ones
    alone leads in nothing."""
    effective: EffectiveLength | None
    wait_p95: Quantile
    cost_per_correct: Ratio | None


class Entry(Record):
    """One run."""

    run: str
    asked: str | None
    """When its first call was made that no other run holds, or else its last."""
    lengths: tuple[int, ...]
    working: tuple[int, ...]
    """Of these, those that accuracy, wait and the cost of a right answer are over."""
    questions: int
    """That accuracy is over; the most of any model."""
    models: tuple[Standing, ...]
    """By accuracy, then by name."""
    leads: tuple[Lead, ...]
    changes: tuple[str, ...]
    """Since the run before, of the same documents and questions."""


class Series(Record):
    """The runs over one corpus with one set of questions, first to last."""

    corpus: str
    collection: str
    entries: tuple[Entry, ...]


class Missing(Record):
    run: str
    reason: str


class History(Record):
    schema_version: Literal["docqa-history@1"] = "docqa-history@1"
    series: tuple[Series, ...]
    missing: tuple[Missing, ...]
    """Runs without a report or an answer, and why."""
