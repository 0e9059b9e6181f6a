"""What `docqa compare` says: `Comparison` is its JSON, and the markdown is its image.

Shares and differences are between 0 and 1, times in seconds, an absent number null.
"""

from enum import StrEnum
from typing import Literal

from pipeline.records import Record
from pipeline.statistics.estimates import Estimate, Ratio
from pipeline.statistics.times import Quantile


class Change(StrEnum):
    """What the second of two is, as far as the interval shows it."""

    BETTER = "better"
    WORSE = "worse"
    EQUIVALENT = "equivalent"
    NOT_RESOLVED = "not_resolved"
    NOT_COMPARED = "not_compared"
    """They have nothing in common that could be compared."""


class Arm(Record):
    """One model of one run."""

    run: str
    model: str
    first_call: str | None
    last_call: str | None
    served: tuple[str, ...]
    """What the provider called the model that answered."""


class Setting(Record):
    """Something that the two runs were asked to do differently."""

    name: str
    first: str
    second: str


class LeftOut(Record):
    """Places of answerable questions in context that are not compared."""

    reason: str
    places: int


class Side(Record):
    """What one arm did in context, over the places that are compared."""

    calls: int
    """Sent, of answerable questions, and not left open: those that accuracy is of."""
    accuracy: Estimate | None
    unanswered: Estimate | None
    """Calls that failed, were cut off, refused or filtered."""
    wait_p50: Quantile
    wait_p95: Quantile
    """What a user would have waited, retries included; cached calls left out."""
    priced: int
    """Calls whose cost is known: the next two are of these alone."""
    call_usd: float | None
    """Mean cost of a call."""
    cost_per_correct: Ratio | None


class Part(Record):
    """One part of what is compared: exploratory, each interval by itself."""

    part: Literal["context", "closed-book", "gold-only", "twins", "unanswerable"]
    """Accuracy, and for the last two the share that rightly declined."""
    length: int | None
    first: Estimate | None
    second: Estimate | None
    difference: Estimate | None


class Quote(Record):
    ended: str
    """Its verdict, or how the call ended without one."""
    said: str
    reason: str | None


class Flip(Record):
    """An answer to one question in one place that one arm has right and the other not.

    Where it was asked more than once there: right at least half the time, and less.
    """

    question: str
    text: str
    wanted: tuple[str, ...]
    length: int | None
    depth: float | None
    first: Quote
    second: Quote


class Flips(Record):
    """What was right in one arm alone."""

    places: int
    questions: tuple[str, ...]
    """Ids of the questions with such a place, in the order of the run."""
    quoted: tuple[Flip, ...]
    """Of the first few of them, each at the first place."""


class Pair(Record):
    """The second arm beside the first: all differences are second minus first."""

    first: Arm
    second: Arm
    paired_by: str
    """How it came that these two are compared."""
    settings: tuple[Setting, ...]
    same_prompts: int
    """Places compared in which both were sent the same text."""
    places: int
    """Of answerable questions in context that are compared."""
    lengths: tuple[int, ...]
    """That the difference is over."""
    left_out: tuple[LeftOut, ...]
    change: Change
    difference: Estimate | None
    not_worse_by: float | None
    """Neither is worse than the other by more than this."""
    p: float | None
    """Of no difference, by flips of whole documents."""
    p_holm: float | None
    """The same, adjusted for all pairs of this comparison."""
    needed: int | None
    """Questions more that would narrow the interval to the margin."""
    parts: tuple[Part, ...]
    gained: Flips
    """Right in the second alone."""
    lost: Flips
    """Right in the first alone."""
    sides: tuple[Side, Side]
    unanswered: Estimate | None
    """Difference of the shares without an answer."""
    time: Ratio | None
    """Seconds to answer, over the first's, question by question."""
    cost: Ratio | None
    """US dollars of a call, over the first's, on the same places."""


class Apart(Record):
    """A model that is compared with nothing, and why."""

    run: str
    model: str
    reason: str


class Comparison(Record):
    schema_version: Literal["docqa-compare@1"] = "docqa-compare@1"
    runs: tuple[str, ...]
    """The others are compared with the first."""
    margin: float
    """Within which two count as equivalent."""
    level: float
    """Of each pair's interval, so that all hold together at 95 %."""
    working: tuple[int, ...]
    """The lengths that the differences are over; all, where none is declared."""
    across: tuple[str, ...]
    """What was allowed to differ."""
    pairs: tuple[Pair, ...]
    apart: tuple[Apart, ...]
