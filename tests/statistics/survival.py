"""Other people's quantiles and curves; their types end here."""

import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

_scipy: Any = import_module("scipy.stats")


class Crossings(NamedTuple):
    """Where a curve and its 95 % bands come down to a share; infinite for never."""

    estimate: float
    lo: float
    hi: float


def order_statistics(times: Sequence[float], quantile: float) -> tuple[float, float]:
    found = _scipy.quantile_test(list(times), p=quantile).confidence_interval()
    return float(found.low), float(found.high)


def kaplan_meier(
    times: Sequence[float], limits: Sequence[float], quantile: float
) -> Crossings:
    data = _scipy.CensoredData(uncensored=list(times), right=list(limits))
    curve = _scipy.ecdf(data).sf
    with warnings.catch_warnings():  # the band of a curve that came to 0 is not known
        warnings.simplefilter("ignore", RuntimeWarning)
        bands = curve.confidence_interval(method="log-log")
    return Crossings(
        *(_first(band, 1 - quantile) for band in (curve, bands.low, bands.high))
    )


def _first(band: Any, share: float) -> float:
    for at, height in zip(band.quantiles, band.probabilities, strict=True):
        if height <= share + 1e-9:
            return float(at)
    return float("inf")
