"""Two models beside each other."""

from enum import StrEnum
from typing import Literal

from pipeline.records import Record
from pipeline.statistics.estimates import Estimate, Ratio


class PairVerdict(StrEnum):
    BETTER = "better"
    EQUIVALENT = "equivalent"
    NOT_RESOLVED = "not_resolved"


class LengthDifference(Record):
    length: int
    difference: Estimate | None


class Pair(Record):
    """Two models on the same questions, lengths and depths: better minus other."""

    model: str
    """The one with the larger estimate."""
    other: str
    difference: Estimate | None
    verdict: PairVerdict
    not_worse_by: float | None
    """Neither is worse than the other by more than this."""
    p: float | None
    """Of no difference, by flips of whole documents."""
    p_holm: float | None = None
    """The same, adjusted for all pairs of its family."""
    needed: int | None
    """Questions more that would narrow the interval to the margin; 0 is none."""
    only_model: int
    """Questions that it has right at least half the time, and the other does not."""
    only_other: int
    by_length: tuple[LengthDifference, ...]
    """Exploratory: each interval holds by itself."""
    time: Ratio | None
    """Seconds to answer, over the other's, question by question."""
    cost: Ratio | None
    """US dollars of a call, over the other's, on the same questions."""


class Family(Record):
    """The comparisons that hold together at 95 %: of two models, or with a baseline."""

    baselines: bool
    """Whether one of the two, at least, is a baseline."""
    pairs: int
    level: float
    """Of each interval."""


class Strength(Record):
    """Who answers most at one length, or of one type of answer: exploratory.

    A type is over the working lengths.
    """

    part: Literal["length", "type"]
    level: str
    """The length in tokens, or the type of answer."""
    models: tuple[str, ...]
    """With the largest share; several where it is the same."""
    share: Estimate
    not_separated: tuple[str, ...]
    """The others whose paired interval with the first of these holds 0."""


class Switch(Record):
    """What changes for whoever goes from the first model to another.

    As in `Pair`, turned so that the other comes first: other minus first, other over
    first.
    """

    model: str
    """The other."""
    accuracy: Estimate | None
    time: Ratio | None
    cost: Ratio | None
    lost: int
    """Questions that the first has right at least half the time, and the other not."""
    gained: int
    """The other way round."""
