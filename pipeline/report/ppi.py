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
from pipeline.statistics.estimates import (
    NO_VARIANCE,
    Codes,
    Estimate,
    Floats,
    cluster_sums,
    codes,
    rounded,
    squares,
)
from pipeline.statistics.proportions import by_wilson

LEAST_LABELS: Final = 100
"""Of one model: with fewer, intervals cover less than they claim."""


class Judged(Record):
    """An answer with a judge's verdict, and a person's where there is one."""

    cluster: str
    """The gold document."""
    judge: bool
    """Called correct."""
    human: bool | None


def corrected(answers: Sequence[Judged]) -> Estimate | None:
    """Return the share that people would call correct; `None` with too few labels.

    lambda mean(f) over the unlabelled + mean(y - lambda f) over the labelled, with
    lambda = cov(y, f) / var(f) / (1 + n / N): y is a person's word and f the judge's on
    n labelled answers, N more have the judge's alone. That is
    the mean of all f, mended by the mean of y - f, as far as the judge is worth it.
    The freedom of the interval is that of the documents with labels.
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
    held = np.full(len(labelled), 1 / len(labelled))
    if len(untold):
        influence = np.append(influence, weight * (untold - rest) / len(untold))
        held = np.append(held, np.full(len(untold), weight / len(untold)))
    clusters = codes([one.cluster for one in (*labelled, *others)])
    variance = _clustered(influence, held, clusters)
    size = _effective(share, variance, len(labelled), len(answers))
    found = by_wilson(share, size, clusters[: len(labelled)])
    return found.model_copy(
        update={
            "n": len(answers),
            "se": rounded(math.sqrt(variance)),
            "method": "ppi++-wilson-cluster@2",
        }
    )


def power(people: Floats, judge: Floats, others: int) -> float:
    """Return lambda, between 0 (the judge tells nothing) and 1."""
    spread = float(judge.var(ddof=1))
    if not others or spread < NO_VARIANCE:
        return 0.0
    shared = float(np.cov(people, judge, ddof=1)[0, 1])
    return min(1.0, max(0.0, shared / spread / (1 + len(people) / others)))


def _clustered(influence: Floats, held: Floats, clusters: Codes) -> float:
    """Return the variance of a sum of influences over documents (CR2)."""
    shares = cluster_sums(held, clusters) / held.sum()
    if len(shares) < 2:  # noqa: PLR2004 - a spread needs two
        return 0.0
    return squares(cluster_sums(influence, clusters), shares)


def _effective(share: float, variance: float, labels: int, answers: int) -> float:
    """Return how many independent labels would tell as much; never all certain."""
    spread = share * (1 - share)
    if variance < NO_VARIANCE or spread < NO_VARIANCE:
        return float(labels)
    return min(spread / variance, float(answers))


def _floats(values: Sequence[bool]) -> Floats:
    return np.asarray(values, dtype=np.float64)
