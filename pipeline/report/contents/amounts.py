"""Times, prices and tokens."""

from pipeline.records import Record
from pipeline.statistics.estimates import Estimate
from pipeline.statistics.times import Quantile


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
    p99: Quantile | None


class Costs(Record):
    """What one model's calls cost in US dollars; `None` is not known."""

    calls: int
    priced: int
    """Calls whose cost is known: the figures are of these alone."""
    answer_usd: float | None
    """Mean of an answered call in context at the working lengths."""
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


class Within(Record):
    seconds: float
    """That a user is willing to wait, as the run declares."""
    share: Estimate | None
    """Of the calls at the working lengths, answered right in that time."""
