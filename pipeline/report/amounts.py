"""What one model's calls took: seconds, tokens and dollars."""

from collections.abc import Iterable

from pipeline.report.contents import Costs, Times, TokenRatio
from pipeline.report.rows import Cost, Timing, Tokens
from pipeline.statistics.times import Quantile, time_quantile

_DOLLAR_DIGITS = 9


def times(timings: Iterable[Timing]) -> tuple[Times, ...]:
    return tuple(_times(timing) for timing in timings)


def felt(timings: Iterable[Timing], quantile: float = 0.95) -> Quantile:
    """Return what a user would have waited, calls out of a cache left out."""
    fresh = [timing for timing in timings if not timing.cached]
    return time_quantile(
        [seconds for timing in fresh for seconds in timing.felt_s],
        [seconds for timing in fresh for seconds in timing.felt_censored_s],
        quantile,
    )


def token_ratio(rows: Iterable[Tokens]) -> TokenRatio | None:
    for row in rows:
        if row.reference:
            return TokenRatio(
                ratio=round(row.reported / row.reference, 6),
                calls=row.calls,
                reported=row.reported,
                reference=row.reference,
            )
    return None


def costs(rows: Iterable[Cost]) -> Costs | None:
    for row in rows:
        mean = row.answers_usd / row.answers if row.answers else None
        return Costs(
            calls=row.sent,
            priced=row.priced,
            answer_usd=None if mean is None else round(mean, _DOLLAR_DIGITS),
            total_usd=round(row.total_usd, _DOLLAR_DIGITS) if row.priced else None,
            sources=row.sources,
            cold_cached=row.cold_cached,
        )
    return None


def _times(timing: Timing) -> Times:
    p50, p90, p95, p99 = (
        time_quantile(timing.answer_s, timing.censored_s, quantile)
        for quantile in (0.5, 0.9, 0.95, 0.99)
    )
    return Times(
        length=timing.length,
        cached=timing.cached,
        p50=p50,
        p90=p90,
        p95=p95,
        p99=p99,
        first_token_p50=time_quantile(timing.first_token_s, _token_limits(timing), 0.5),
        disturbed=timing.disturbed,
    )


def _token_limits(timing: Timing) -> tuple[float, ...]:
    """Return the limits that first tokens met; none where none is ever streamed."""
    return timing.first_token_censored_s if timing.first_token_s else ()
