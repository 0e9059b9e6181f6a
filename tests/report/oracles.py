"""Other people's statistics, to hold ours against; their types end here."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, TypeAlias

_regression: Any = import_module("statsmodels.api")
_proportion: Any = import_module("statsmodels.stats.proportion")
_scipy: Any = import_module("scipy.stats")

Interval: TypeAlias = tuple[float, float]


def wilson(hits: int, n: int) -> Interval:
    lo, hi = _proportion.proportion_confint(hits, n, method="wilson")
    return float(lo), float(hi)


def clustered_mean(values: Sequence[float], groups: Sequence[int]) -> Interval:
    """Return the t interval of a regression on nothing but a constant."""
    fit = _regression.OLS(list(values), [1.0] * len(values)).fit(
        cov_type="cluster",
        cov_kwds={"groups": list(groups), "df_correction": True},
        use_t=True,
    )
    lo, hi = fit.conf_int()[0]
    return float(lo), float(hi)


def quantile(times: Sequence[float], probability: float) -> Interval:
    found = _scipy.quantile_test(list(times), p=probability).confidence_interval()
    return float(found.low), float(found.high)
