"""A judge's share of correct answers, corrected by the labels of people. Pure.

Prediction-powered inference with power tuning (PPI++: Angelopoulos, Duchi, Zrnic 2023,
arXiv 2311.01453) for a mean: the judge speaks of every answer, people of a random part
of them, and what people say of the judge's errors there mends the whole.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from pipeline.records import Record
from pipeline.report.statistics import (
    FEW_DOCUMENTS,
    LEVEL,
    Estimate,
    Floats,
    t_quantile,
    wilson,
)

LEAST_LABELS: Final = 100
"""Of one model: with fewer, intervals cover less than they claim."""
_NO_VARIANCE: Final = 1e-15
_DIGITS: Final = 6


class Judged(Record):
    """An answer with a judge's verdict, and a person's where there is one."""

    cluster: str
    """The gold document."""
    judge: bool
    """Called correct."""
    human: bool | None


class Corrected(Record):
    estimate: Estimate
    labels: int
    weight: float
    """Of the judge, 0 to 1: how much its verdicts tell of people's (lambda)."""


def corrected(answers: Sequence[Judged]) -> Corrected | None:
    """Return the share that people would call correct; `None` with too few labels.

    lambda mean(f) over the unlabelled + mean(y - lambda f) over the labelled, with
    lambda = cov(y, f) / var(f) / (1 + n / N): y is a person's word and f the judge's on
    n labelled answers, N more have the judge's alone. That is
    the mean of all f, mended by the mean of y - f, as far as the judge is worth it.
    """
    labelled = [one for one in answers if one.human is not None]
    others = [one for one in answers if one.human is None]
    if len(labelled) < LEAST_LABELS:
        return None
    people, told, untold = (
        _floats([bool(one.human) for one in labelled]),
        _floats([one.judge for one in labelled]),
        _floats([one.judge for one in others]),
    )
    weight = power(people, told, len(untold))
    rectified = people - weight * told
    rest = float(untold.mean()) if len(untold) else 0.0
    mean = weight * rest + float(rectified.mean())
    share = min(1.0, max(0.0, mean))
    influence = (rectified - rectified.mean()) / len(labelled)
    if len(untold):
        influence = np.append(influence, weight * (untold - rest) / len(untold))
    variance = _clustered(influence, [one.cluster for one in (*labelled, *others)])
    documents = len({one.cluster for one in labelled})
    size = _effective(share, variance, len(labelled), len(answers))
    lo, hi = wilson(share, size, t_quantile(documents, (1 + LEVEL) / 2))
    return Corrected(
        estimate=Estimate(
            estimate=_rounded(share),
            lo=_rounded(lo),
            hi=_rounded(hi),
            level=LEVEL,
            n=len(answers),
            documents=documents,
            effective_n=_rounded(size),
            se=_rounded(math.sqrt(variance)),
            few_documents=documents < FEW_DOCUMENTS,
            method="ppi++-wilson-cluster@1",
        ),
        labels=len(labelled),
        weight=_rounded(weight),
    )


def power(people: Floats, judge: Floats, others: int) -> float:
    """Return lambda, between 0 (the judge tells nothing) and 1."""
    spread = float(judge.var(ddof=1))
    if not others or spread < _NO_VARIANCE:
        return 0.0
    shared = float(np.cov(people, judge, ddof=1)[0, 1])
    return min(1.0, max(0.0, shared / spread / (1 + len(people) / others)))


def rogan_gladen(share: float, sensitivity: float, specificity: float) -> float | None:
    """Return the true share by the error rates of a judge; `None` for one that guesses.

    Rogan and Gladen 1978, doi 10.1093/oxfordjournals.aje.a112510. Held against the
    above: unbiased where the rates are those of these answers, and wider.
    """
    worth = sensitivity + specificity - 1
    if worth <= 0:
        return None
    return min(1.0, max(0.0, (share + specificity - 1) / worth))


def _clustered(influence: Floats, clusters: Sequence[str]) -> float:
    """Return the variance of a sum of influences over documents (CR1)."""
    places: dict[str, int] = {}
    index = [places.setdefault(name, len(places)) for name in clusters]
    sums = np.bincount(index, weights=influence)
    count = len(places)
    return float(count / max(1, count - 1) * (sums**2).sum())


def _effective(share: float, variance: float, labels: int, answers: int) -> float:
    """Return how many independent labels would tell as much; never all certain."""
    spread = share * (1 - share)
    if variance < _NO_VARIANCE or spread < _NO_VARIANCE:
        return float(labels)
    return min(spread / variance, float(answers))


def _floats(values: Sequence[bool]) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0
