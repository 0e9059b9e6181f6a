"""One share: Wilson's interval on a cluster-effective sample size."""

import math
from typing import Final

import numpy as np
from scipy.special import gammaincinv

from pipeline.records import Record
from pipeline.statistics.estimates import (
    FEW_DOCUMENTS,
    LEVEL,
    NO_VARIANCE,
    Codes,
    Estimate,
    Floats,
    cluster_sums,
    cluster_variance,
    effective_documents,
    pooled,
    rounded,
    t_quantile,
    worth,
)

_FEW_HITS: Final = 3


class Calls(Record):
    """How many calls a share rests on, and how many of them count for it."""

    hits: int
    calls: int


def wilson(share: float, n: float, quantile: float) -> tuple[float, float]:
    """Return the Wilson score interval of `share` of `n`, never of no width."""
    square = quantile * quantile
    spread = quantile * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    middle = share + square / (2 * n)
    scale = 1 + square / n
    lo, hi = (middle - spread) / scale, (middle + spread) / scale
    return max(0.0, min(lo, share)), min(1.0, max(hi, share))


def rare(share: float, n: float) -> float:
    """Return a lower bound of a share of which at most three of `n` are hits.

    Wilson's own excludes too much there: of 50 at a true .01 or .99 it held 91 % of
    the time. The one-sided Poisson bound takes its place (Brown, Cai and DasGupta 2001,
    Statistical Science 16, section 4.1.1); above three hits there is none: 1.
    """
    hits = rounded(share * n)  # 3 of 36 misses are 3.0000000000000013 of them
    return float(gammaincinv(hits, 1 - LEVEL)) / n if 0 < hits <= _FEW_HITS else 1.0


def proportion(means: Floats, clusters: Codes, calls: Calls) -> Estimate | None:
    """Return the mean of the question means, with a cluster-effective Wilson interval.

    `None` when there is no question: a share of nothing is not 0. Extra calls per
    question narrow the interval only as far as they carry information.
    """
    if not len(means):
        return None
    share = min(1.0, float(means.mean()))
    variance = cluster_variance(means, clusters)
    n_eff = _effective(share, variance, len(means), calls)
    return _bounded(by_wilson(share, n_eff, clusters), share, n_eff, calls)


def share_of_all(hits: Floats, made: Floats, clusters: Codes) -> Estimate | None:
    """Return all hits of all calls made, given those of each question.

    For calls of which a question has as many as the model chose to make: a mean of
    questions would let one answer weigh as much as nine.
    """
    calls = Calls(hits=int(hits.sum()), calls=int(made.sum()))
    if not calls.calls:
        return None
    sizes = cluster_sums(made, clusters)
    share, se = pooled(cluster_sums(hits, clusters), sizes)
    n_eff = _effective(share, se * se, len(made), calls)
    known = worth(sizes / sizes.sum())
    found = by_wilson(share, n_eff, clusters, known)
    return _bounded(found, share, n_eff, calls)


def _effective(
    share: float, variance: float | None, questions: int, calls: Calls
) -> float:
    """Return how many independent answers would tell as much, at most the calls."""
    if variance is None or variance <= NO_VARIANCE:
        return float(questions)
    return min(share * (1 - share) / variance, float(calls.calls))


def _bounded(found: Estimate, share: float, n_eff: float, calls: Calls) -> Estimate:
    """Return the share with the bound of what is rare, where that is farther out."""
    return found.model_copy(
        update={
            "lo": min(found.lo, rounded(rare(share, n_eff))),
            "hi": max(found.hi, rounded(1 - rare(1 - share, n_eff))),
            "hits": calls.hits,
            "calls": calls.calls,
        }
    )


def by_wilson(
    share: float, n_eff: float, clusters: Codes, known: float | None = None
) -> Estimate:
    """Return a share with Wilson's interval at the freedom of these documents.

    `known`: how many of one size they are worth, where questions do not weigh alike.
    """
    if known is None:
        known = effective_documents(clusters)
    lo, hi = wilson(share, n_eff, t_quantile(known, (1 + LEVEL) / 2))
    return Estimate(
        estimate=rounded(share),
        lo=rounded(lo),
        hi=rounded(hi),
        level=LEVEL,
        n=len(clusters),
        documents=len(np.unique(clusters)),
        effective_n=rounded(n_eff),
        degrees=rounded(known - 1) or None,
        few_documents=known < FEW_DOCUMENTS,
        method="wilson-cluster@2",
    )
