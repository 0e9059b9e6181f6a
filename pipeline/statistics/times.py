"""Quantiles of times of which some are only known to exceed a limit."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from scipy.special import bdtr, ndtri

from pipeline.records import Record
from pipeline.statistics.estimates import (
    LEVEL,
    Codes,
    Floats,
    Ratio,
    cluster_variance,
    effective_documents,
    rounded,
    t_quantile,
)
from pipeline.statistics.ratios import quotient

_NEARLY: Final = 1e-9
"""A product of many shares is this close to what it would be without rounding."""


class Quantile(Record):
    """A quantile of times in seconds; `None` stands for 'not estimable from this n'."""

    quantile: float
    n: int
    censored: int
    """Calls cut off before they ended: counted among `n`, as the longest."""
    needed: int
    """The n from which both ends of the interval exist."""
    estimate: float | None
    lo: float | None
    hi: float | None
    more_than: bool
    """The estimate is a limit that was hit: the time itself was longer."""
    hi_more_than: bool
    method: str = "order-statistic@1"


def quantile_n(quantile: float, level: float = LEVEL) -> int:
    """Return the smallest n at which both ends of the quantile's interval exist."""
    tail = max(quantile, 1 - quantile)
    return math.ceil(math.log((1 - level) / 2) / math.log(tail))


class _Found(NamedTuple):
    """A time, and whether the time itself was longer."""

    seconds: float
    more_than: bool


class _Interval(NamedTuple):
    estimate: _Found
    lo: _Found
    hi: _Found
    method: str


def time_quantile(
    times: Sequence[float] | Floats, limits: Sequence[float] | Floats, quantile: float
) -> Quantile:
    """Return a quantile of times of which some are only known to exceed a limit.

    A censored call keeps its rank, after every time: dropping it would flatter exactly
    the slow. Where a call was cut off before another ended, ranks are not known, and
    the quantile is the one of the Kaplan-Meier curve (limits that differ for reasons
    other than the time a call would have taken).
    """
    ended = np.sort(np.asarray(times, dtype=np.float64))
    cut = np.sort(np.asarray(limits, dtype=np.float64))
    n, needed = len(ended) + len(cut), quantile_n(quantile)
    if n < needed:
        return _not_estimable(quantile, n, len(cut), needed)
    differ = len(ended) > 0 and len(cut) > 0 and bool(cut[0] < ended[-1])
    found = (_kaplan_meier if differ else _ranked)(ended, cut, quantile)
    if found is None:
        return _not_estimable(quantile, n, len(cut), n + 1)
    return Quantile(
        quantile=quantile,
        n=n,
        censored=len(cut),
        needed=needed,
        estimate=rounded(found.estimate.seconds),
        lo=rounded(found.lo.seconds),
        hi=rounded(found.hi.seconds),
        more_than=found.estimate.more_than,
        hi_more_than=found.hi.more_than,
        method=found.method,
    )


def time_ratio(
    mine: Floats, theirs: Floats, clusters: Codes, *, level: float = LEVEL
) -> Ratio | None:
    """Return how many times as long one took as the other, question by question.

    exp of the mean log ratio of positive seconds, with the clustered t interval.
    `None` where nothing is paired; from 0 to no upper bound on one document.
    """
    timed = (mine > 0) & (theirs > 0)
    if not timed.any():
        return None
    places = clusters[timed]
    logs = np.log(mine[timed]) - np.log(theirs[timed])
    variance = cluster_variance(logs, places)
    quantile = t_quantile(effective_documents(places), (1 + level) / 2)
    return quotient(
        math.exp(float(logs.mean())),
        None if variance is None else quantile * math.sqrt(variance),
        places,
        level=level,
        method="log-ratio-cluster-t@1",
    )


def _not_estimable(quantile: float, n: int, censored: int, needed: int) -> Quantile:
    return Quantile(
        quantile=quantile,
        n=n,
        censored=censored,
        needed=needed,
        estimate=None,
        lo=None,
        hi=None,
        more_than=False,
        hi_more_than=False,
    )


def _ranked(ended: Floats, cut: Floats, quantile: float) -> _Interval:
    """Return order statistics: every call cut off stands after every one that ended."""
    ordered = np.append(ended, cut)
    lower, upper = _ranks(len(ordered), quantile)
    middle = math.ceil(rounded(len(ordered) * quantile))
    estimate, lo, hi = (
        _Found(float(ordered[rank - 1]), rank > len(ended))
        for rank in (middle, lower, upper)
    )
    return _Interval(estimate, lo, hi, "order-statistic@1")


def _ranks(n: int, quantile: float) -> tuple[int, int]:
    """Return the order statistics, from 1, that bracket the quantile."""
    tail = (1 - LEVEL) / 2

    def below(count: int) -> float:
        return float(bdtr(float(count), n, quantile))

    lower = bisect_right(range(n), tail, key=below)
    upper = bisect_left(range(n), 1 - tail, key=below) + 1
    return lower, upper


def _kaplan_meier(ended: Floats, cut: Floats, quantile: float) -> _Interval | None:
    """Return where the curve, and each of its log-log bands, crosses 1 - quantile.

    Kaplan and Meier (1958) with Greenwood's variance; the interval of a quantile after
    Brookmeyer and Crowley (1982), on the log(-log) scale. What ended at the moment of
    a limit ended before it. `None` where the lower end is not known: too few were left
    when it was crossed.
    """
    at, events = np.unique(ended, return_counts=True)
    left = len(ended) - np.searchsorted(ended, at) + len(cut) - np.searchsorted(cut, at)
    curve = np.cumprod(1 - events / left).astype(np.float64)
    known = left > events  # a curve that came to 0 has no band there
    scale = np.log(curve[known])
    gone, alive = events[known], left[known]
    greenwood = np.cumsum(gone / (alive * (alive - gone)))
    reach = ndtri((1 + LEVEL) / 2) * np.sqrt(greenwood) / -scale
    low, high = (np.exp(scale * np.exp(side * reach)) for side in (1, -1))
    longest, level = float(max(ended[-1], cut[-1])), 1 - quantile
    estimate = _crossing(at, curve, level, longest)
    lo = _crossing(at[known], low, level, longest)
    if lo.more_than and not estimate.more_than:
        return None
    hi = _crossing(at[known], high, level, longest)
    return _Interval(estimate, lo, hi, "kaplan-meier@1")


def _crossing(at: Floats, band: Floats, level: float, longest: float) -> _Found:
    """Return the first time it is down to `level`, or more than the longest."""
    down = band <= level + _NEARLY
    if not down.any():
        return _Found(longest, more_than=True)
    return _Found(float(at[down.argmax()]), more_than=False)
