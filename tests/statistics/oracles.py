"""Other people's statistics, to hold ours against; their types end here."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, TypeAlias

import numpy as np

from pipeline.statistics.estimates import Codes, Floats

_regression: Any = import_module("statsmodels.api")
_proportion: Any = import_module("statsmodels.stats.proportion")
_scipy: Any = import_module("scipy.stats")

Interval: TypeAlias = tuple[float, float]


def wilson(hits: int, n: int) -> Interval:
    lo, hi = _proportion.proportion_confint(hits, n, method="wilson")
    return float(lo), float(hi)


def clustered_mean(values: Sequence[float], groups: Sequence[int]) -> Interval:
    """Return the t interval of a regression on nothing but a constant (CR1)."""
    fit = _regression.OLS(list(values), [1.0] * len(values)).fit(
        cov_type="cluster",
        cov_kwds={"groups": list(groups), "df_correction": True},
        use_t=True,
    )
    lo, hi = fit.conf_int()[0]
    return float(lo), float(hi)


def bell_mccaffrey(values: Floats, clusters: Codes) -> tuple[float, float]:
    """Return the variance (CR2) and the degrees of freedom of a mean, by matrices.

    As for any regression: each cluster's residuals times the inverse root of its block
    of I - H, and Satterthwaite's degrees from the traces of what the residuals become.
    """
    n = len(values)
    residuals = np.eye(n) - np.full((n, n), 1 / n)
    variance, pulls = 0.0, list[Floats]()
    for cluster in np.unique(clusters):
        block = residuals[np.ix_(clusters == cluster, clusters == cluster)]
        sizes, directions = np.linalg.eigh(block)
        root = directions @ np.diag(sizes**-0.5) @ directions.T
        pull = residuals[:, clusters == cluster] @ root @ np.ones(len(block)) / n
        variance += float(pull @ values) ** 2
        pulls.append(pull)
    spread = np.stack(pulls) @ np.stack(pulls).T
    return variance, float(np.trace(spread) ** 2 / (spread**2).sum())


def sign_flip(sums: Sequence[float]) -> float:
    """Return scipy's exact p of paired samples that may be swapped."""

    def gap(one: Floats, two: Floats) -> float:
        return float((one - two).sum())

    found = _scipy.permutation_test(
        (sums, [0.0] * len(sums)),
        gap,
        permutation_type="samples",
        n_resamples=np.inf,
        vectorized=False,
    )
    return float(found.pvalue)


def power(difference: float, se: float, degrees: int, quantile: float) -> float:
    """Return how often a t of this many degrees passes the quantile, either way."""
    shift = difference / se
    above = _scipy.nct.sf(quantile, degrees, shift)
    return float(above + _scipy.nct.cdf(-quantile, degrees, shift))


def binomial_two_sided(hits: int, n: int) -> float:
    return float(_scipy.binomtest(hits, n).pvalue)


def gamma_quantile(shape: float, probability: float) -> float:
    return float(_scipy.gamma.ppf(probability, shape))
