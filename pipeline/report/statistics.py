"""Numbers go in, estimates with intervals that hold come out.

The unit of inference is the document, then the question, never the call: repeats
are averaged inside a question before they get here. Treating calls as independent
gave 95 % intervals that covered 60 to 79 %; `tests/report/test_coverage.py` shows it.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import bdtr, ndtri, stdtrit

from pipeline.records import Record

LEVEL: Final = 0.95
FEW_DOCUMENTS: Final = 8
"""With fewer, the spread between documents is hardly known: the number is tagged."""
FEW_DISAGREEMENTS: Final = 10
"""Documents with a difference, below which two pseudo-documents join (guard)."""
POWER: Final = 0.80
_NO_VARIANCE: Final = 1e-15
_DIGITS: Final = 6

Floats = npt.NDArray[np.float64]


class Estimate(Record):
    """A share or a difference of shares, between 0 and 1, with its interval."""

    estimate: float
    lo: float
    hi: float
    level: float
    n: int
    """Questions."""
    documents: int
    hits: int | None = None
    """Calls that count for it; `None` for a difference."""
    calls: int | None = None
    effective_n: float | None = None
    """Independent answers that would tell as much; `None` for a difference."""
    se: float | None = None
    """Standard error over documents; `None` for a share."""
    few_documents: bool
    method: str


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


def t_quantile(documents: int, probability: float) -> float:
    """Return Student's t at G - 1; one document has no spread, so the normal's."""
    if documents > 1:
        return float(stdtrit(documents - 1, probability))
    return float(ndtri(probability))


def cluster_variance(values: Floats, clusters: Sequence[str]) -> float | None:
    """Return the variance of the mean over clusters (CR1); `None` for one cluster."""
    sums = _sums(values - values.mean(), clusters)
    count = len(sums)
    if count < 2:  # noqa: PLR2004 - a spread needs two
        return None
    return float(count / (count - 1) * (sums**2).sum() / len(values) ** 2)


def proportion(
    means: Sequence[float], clusters: Sequence[str], calls: Calls
) -> Estimate | None:
    """Return the mean of the question means, with a cluster-effective Wilson interval.

    `None` when there is no question: a share of nothing is not 0. Extra calls per
    question narrow the interval only as far as they carry information.
    """
    if not means:
        return None
    values = np.asarray(means, dtype=np.float64)
    share = min(1.0, float(values.mean()))
    documents = len(set(clusters))
    variance = cluster_variance(values, clusters)
    n_eff = float(len(values))
    if variance is not None and variance > _NO_VARIANCE:
        n_eff = min(share * (1 - share) / variance, float(calls.calls))
    lo, hi = wilson(share, n_eff, t_quantile(documents, (1 + LEVEL) / 2))
    return Estimate(
        estimate=_rounded(share),
        lo=_rounded(lo),
        hi=_rounded(hi),
        level=LEVEL,
        n=len(values),
        documents=documents,
        hits=calls.hits,
        calls=calls.calls,
        effective_n=_rounded(n_eff),
        few_documents=documents < FEW_DOCUMENTS,
        method="wilson-cluster@1",
    )


def difference(
    differences: Sequence[float], clusters: Sequence[str], *, level: float = LEVEL
) -> Estimate | None:
    """Return the mean paired difference with a document-clustered t interval.

    While fewer than ten documents show any difference, two pseudo-documents, one
    each way, join them: the interval can then never collapse to a point.
    """
    if not differences:
        return None
    values = np.asarray(differences, dtype=np.float64)
    names = list(clusters)
    documents = len(set(names))
    differing = {c for c, d in zip(names, values, strict=True) if d != 0}
    guarded = len(differing) < FEW_DISAGREEMENTS
    counted = values
    if guarded:
        counted = np.append(values, [1.0, -1.0])
        names += ["pseudo-document +", "pseudo-document -"]
    se = math.sqrt(cluster_variance(counted, names) or 0.0)
    mean, centre = float(values.mean()), float(counted.mean())
    reach = t_quantile(len(set(names)), (1 + level) / 2) * se
    return Estimate(
        estimate=_rounded(mean),
        lo=_rounded(max(-1.0, min(centre - reach, mean))),
        hi=_rounded(min(1.0, max(centre + reach, mean))),
        level=_rounded(level),
        n=len(values),
        documents=documents,
        se=_rounded(se),
        few_documents=documents < FEW_DOCUMENTS,
        method="paired-pseudo-cluster@1" if guarded else "paired-cluster-t@1",
    )


def simultaneous_level(comparisons: int) -> float:
    """Return the level each interval needs for all to hold together (Bonferroni)."""
    return 1 - (1 - LEVEL) / max(1, comparisons)


def resolvable(found: Estimate) -> float | None:
    """Return the true difference that such a run would show four times in five."""
    if found.se is None:
        return None
    documents = found.documents + 2 * (found.method == "paired-pseudo-cluster@1")
    reach = t_quantile(documents, (1 + found.level) / 2) + t_quantile(documents, POWER)
    return _rounded(min(1.0, reach * found.se))


def quantile_n(quantile: float, level: float = LEVEL) -> int:
    """Return the smallest n at which both ends of the quantile's interval exist."""
    tail = max(quantile, 1 - quantile)
    return math.ceil(math.log((1 - level) / 2) / math.log(tail))


def time_quantile(
    times: Sequence[float], limits: Sequence[float], quantile: float
) -> Quantile:
    """Return a quantile of times of which some are only known to exceed a limit.

    A censored call keeps its rank: last for the upper end, at its limit for the
    lower one. Dropping it would flatter exactly the slow.
    """
    n, needed = len(times) + len(limits), quantile_n(quantile)
    if n < needed:
        return Quantile(
            quantile=quantile,
            n=n,
            censored=len(limits),
            needed=needed,
            estimate=None,
            lo=None,
            hi=None,
            more_than=False,
            hi_more_than=False,
        )
    lower, upper = _ranks(n, quantile)
    middle = math.ceil(_rounded(n * quantile))
    earliest = sorted([*times, *limits])
    latest = [*sorted(times), *sorted(limits)]
    known = len(times)
    estimate, hi = (
        (earliest if rank > known else latest)[rank - 1] for rank in (middle, upper)
    )
    return Quantile(
        quantile=quantile,
        n=n,
        censored=len(limits),
        needed=needed,
        estimate=_rounded(estimate),
        lo=_rounded(earliest[lower - 1]),
        hi=_rounded(max(hi, estimate)),
        more_than=middle > known,
        hi_more_than=upper > known,
    )


def _ranks(n: int, quantile: float) -> tuple[int, int]:
    """Return the order statistics, from 1, that bracket the quantile."""
    tail = (1 - LEVEL) / 2
    below = np.asarray(bdtr(np.arange(n, dtype=np.float64), n, quantile))
    lower = int(np.searchsorted(below, tail, side="right"))
    upper = int(np.searchsorted(below, 1 - tail, side="left")) + 1
    return lower, upper


def _sums(values: Floats, clusters: Sequence[str]) -> Floats:
    places: dict[str, int] = {}
    index = [places.setdefault(name, len(places)) for name in clusters]
    return np.bincount(index, weights=values).astype(np.float64)


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0  # never "-0.0"
